using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance;

/// <summary>What every drill is made with.</summary>
internal abstract record DrillSetting
{
    /// <summary>The target whose kind is rehearsed.</summary>
    public required Target Target { get; init; }

    /// <summary>Starts and ends the processes.</summary>
    public required Supervisor Supervisor { get; init; }

    /// <summary>Where programs are.</summary>
    public required HostTools Tools { get; init; }

    /// <summary>Where the repository's files are.</summary>
    public required RepositoryLayout Layout { get; init; }

    /// <summary>What the run was asked.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>Is told what happens.</summary>
    public required RunJournal Journal { get; init; }

    /// <summary>Takes secrets.</summary>
    public required SecretVault Vault { get; init; }

    /// <summary>Seeded defects; those of other parts don't matter to a drill.</summary>
    public IReadOnlyList<string> Defects { get; init; } = [];

    /// <summary>Names directories and databases apart from those of another drill of the run; short, because sockets lie in some.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Keeps drills of a run from crowding each other out; null where they are made one by one anyway.</summary>
    public DrillTurns? Turns { get; init; }

    /// <summary>Waits until a drill may begin; disposing the result lets the next one.</summary>
    public async Task<IDisposable?> TurnAsync(CancellationToken ct) => Turns is null ? null : await Turns.EnterAsync(ct);

    /// <summary>Whether a defect is seeded.</summary>
    public bool Has(string defect) => Defects.Contains(defect);
}

/// <summary>The same, before it is known which drill.</summary>
internal sealed record AnyDrill : DrillSetting;
