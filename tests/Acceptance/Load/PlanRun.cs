using Verification.Fixtures.Load;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>One drive of a plan, how its events were seen to be stored, and where each of them ended.</summary>
internal sealed record DriveRun(Drive Drive, StoreWatch Watch)
{
    /// <summary>Where every event ended; set when the queue was quiet afterwards.</summary>
    public CensusResult? Census { get; set; }

    /// <summary>Serial numbers of the events accepted.</summary>
    public IReadOnlyList<int> Accepted { get; } = [.. Enumerable.Range(0, Drive.Outcomes.Length).Where(serial => Drive.Outcomes[serial].Accepted)];

    /// <summary>Events accepted, or left without an answer and yet read back: a connection that is closed early is no refusal.</summary>
    public int Taken => Enumerable.Range(0, Drive.Outcomes.Length).Count(serial => Drive.Outcomes[serial].Accepted || (!Drive.Outcomes[serial].Answered && Census?.Events.IsStored(serial) == true));

    /// <summary>From the intended moment of an event until it was seen stored; null when it never was.</summary>
    public TimeSpan? Visible(int serial) => Watch.FirstSeen(serial) is DateTimeOffset seen
        ? seen - Drive.Result.StartedAt - TimeSpan.FromMicroseconds(Drive.Outcomes[serial].IntendedMicroseconds)
        : null;
}

/// <summary>A load plan that was run against the target.</summary>
internal sealed record PlanRun
{
    /// <summary>The plan at the scale of the run.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>The project that it was sent to; null when it could not be made.</summary>
    public ProjectHandle? Project { get; init; }

    /// <summary>Why it could not be run; null when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>Its drives; one, but for a knee search and a soak that was sent again.</summary>
    public IReadOnlyList<DriveRun> Drives { get; init; } = [];

    /// <summary>The burst of the real SDK; null for raw plans.</summary>
    public SdkPlanResult? Sdk { get; init; }

    /// <summary>What a knee search found.</summary>
    public KneeRecord? Knee { get; init; }

    /// <summary>When the API was first seen to show the last event stored; null when it never did.</summary>
    public DateTimeOffset? LastInApi { get; init; }

    /// <summary>Size of the database before; null when it can't be read.</summary>
    public long? DatabaseBefore { get; init; }

    /// <summary>Size of the database after everything was stored.</summary>
    public long? DatabaseAfter { get; init; }

    /// <summary>Memory of the target over the plan; null when this target's can't be read.</summary>
    public PlanMemory? Memory { get; init; }

    /// <summary>Which program sent, for the report.</summary>
    public string Engine { get; init; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset Begun { get; init; }

    /// <summary>When its last event was stored or given up.</summary>
    public DateTimeOffset Settled { get; init; }

    /// <summary>The only drive, of a plan that is sent once.</summary>
    public DriveRun Single => Drives.Single();

    /// <summary>A shortfall of our own generator; null when there was none.</summary>
    public string? Shortfall => Drives.Select(drive => drive.Drive.Result.Shortfall).FirstOrDefault(shortfall => shortfall is not null);

    /// <summary>Events that the engine tried to send, whatever became of them.</summary>
    public int Sent => Outcomes.Count(outcome => outcome.Status != 0);

    /// <summary>Share of them that the target took, by its answer or by storing them after none.</summary>
    public double TakenShare => Drives.Sum(drive => drive.Taken) / (double)Math.Max(1, Sent);

    /// <summary>Events that were planned, by the open model or by a user's beat, and never left.</summary>
    public int Unsent => Outcomes.Count(outcome => outcome.Status == 0);

    /// <summary>Outcomes of all events.</summary>
    public IEnumerable<EventOutcome> Outcomes => Drives.SelectMany(drive => drive.Drive.Outcomes);
}
