using System.Diagnostics;
using Verification.Fixtures;
using Verification.Fixtures.Faults;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Resilience;

/// <summary>One drill on a stack: what it sends, when the fault was, and what it noted.</summary>
/// <param name="drill">The stack.</param>
/// <param name="journal">Is told the faults.</param>
/// <param name="patience">How long what was accepted may take to be stored once the fault is over.</param>
internal sealed class Stage(ResilienceDrill drill, RunJournal journal, TimeSpan patience)
{
    // A worker that is about to store its batch may have done so before a signal reaches it; one in the middle of a batch has not.
    private const int FewInHand = 20;
    private const int ManyInHand = 75;

    // A real worker gives up on its database after 30 s; the reference worker's batch is stored within its window of two.
    private static readonly TimeSpan RealGivesUp = TimeSpan.FromSeconds(35);
    // More than one batch of two seconds: on a busy machine looks are far apart.
    private static readonly TimeSpan MiddleOfABatch = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Return = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    private readonly List<Shot> _single = [];
    private readonly List<Burst> _bursts = [];
    private readonly List<string> _notes = [];
    private readonly List<PartFault> _parts = [];
    private readonly List<(TimeSpan At, IReadOnlySet<string> Stored)> _overs = [];
    private TimeSpan? _faultAt;
    private TimeSpan? _storedAt;
    private int _inFlight;
    private string? _doubt;

    /// <summary>The stack.</summary>
    public ResilienceDrill Drill => drill;

    /// <summary>How long what was accepted may take to be stored.</summary>
    public TimeSpan Patience => patience;

    /// <summary>What can be done to it.</summary>
    public PartFaults Faults => drill.Faults;

    /// <summary>Of this drill.</summary>
    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    /// <summary>Of its events.</summary>
    public ShotIds Ids { get; } = new();

    /// <summary>What only this drill measures.</summary>
    public Extra? Extra { get; set; }

    /// <summary>Sends events at a rate.</summary>
    public Burst Send(int planned, double perSecond)
    {
        Burst burst = new(drill.Project, Ids, Clock, planned, perSecond);
        _bursts.Add(burst);
        return burst;
    }

    /// <summary>Adds an event that was sent by other means.</summary>
    public void Add(Shot shot) => _single.Add(shot);

    /// <summary>Why nothing can be concluded; the first one counts.</summary>
    public void Doubt(string why) => _doubt ??= why;

    /// <summary>Something worth telling.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>The single faults by now.</summary>
    public IReadOnlyList<PartFault> Faulted => _parts;

    /// <summary>Adds one of several faults.</summary>
    public void Note(PartFault part) => _parts.Add(part);

    /// <summary>Waits until a third of a burst is accepted and the worker is in the middle of a batch.</summary>
    public async Task UntilInHandAsync(Burst burst, CancellationToken ct)
    {
        await Eventually.Async(() => burst.Accepted >= burst.Planned / 3, "a third of the events to be accepted", Return, Quick, ct: ct);
        try
        {
            await Eventually.Async(
                async token =>
                {
                    await WeighAsync(burst, token);
                    // Last, because what the worker has in hand changes from one look to the next.
                    return (await drill.QueueAsync(token)).Taken;
                },
                taken => taken is >= FewInHand and <= ManyInHand, "the worker to be in the middle of a batch", MiddleOfABatch, Quick, ct: ct);
        }
        catch (TimeoutException)
        {
            // Another queue, or another way to take from it: what is accepted and not stored decides.
            Note("the worker was not seen in the middle of a batch; it may have had none in hand");
        }
    }

    /// <summary>Counts what is accepted and not stored: what a fault puts at stake.</summary>
    public async Task WeighAsync(Burst burst, CancellationToken ct)
    {
        int accepted = burst.Accepted;
        _inFlight = accepted - (await StoredAsync(ct)).Count;
    }

    /// <summary>Does the harm.</summary>
    public async Task FaultAsync(string what, Func<Task> harm)
    {
        journal.Write(JournalKind.Fault, "resilience", what);
        _faultAt = Clock.Elapsed;
        await harm();
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time, CancellationToken ct)
    {
        TimeSpan end = Clock.Elapsed + time;
        return Eventually.Async(() => Clock.Elapsed >= end, "time to pass", time + Return, Quick, ct: ct);
    }

    /// <summary>Undoes the harm; what was accepted and is stored only from now on has recovered.</summary>
    public async Task OverAsync(string what, Func<Task> mend, CancellationToken ct)
    {
        await mend();
        journal.Write(JournalKind.Note, "resilience", what);
        _overs.Add((Clock.Elapsed, await StoredAsync(ct)));
    }

    /// <summary>Sends single events until one is accepted.</summary>
    public async Task<Shot?> SteadyAsync(CancellationToken ct)
    {
        using IngestClient ingest = new();
        try
        {
            return await Eventually.Async(
                async _ =>
                {
                    Shot shot = await Burst.SendAsync(ingest, drill.Project, Ids.Next(), Clock);
                    Add(shot);
                    return shot;
                },
                shot => shot.Accepted == true, "an event to be accepted again", Return, Slow, ct: ct);
        }
        catch (TimeoutException error)
        {
            Doubt($"the target did not come back to its steady state: {error.Message}");
            return null;
        }
    }

    /// <summary>Waits until one event is stored; gives how long it took, null when it was not in time.</summary>
    public async Task<TimeSpan?> UntilStoredAsync(Shot shot, CancellationToken ct)
    {
        TimeSpan begun = Clock.Elapsed;
        try
        {
            await Eventually.Async(async token => (await StoredAsync(token)).Contains(shot.Id), "an event sent afterwards to be stored", patience, Slow, ct: ct);
            return Clock.Elapsed - begun;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Waits until everything accepted is stored, or until nothing more will be, or for as long as patience lasts.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        foreach (Burst burst in _bursts)
        {
            await burst.DoneAsync(ct);
        }

        string[] accepted = [.. Shots.Where(shot => shot.Accepted == true).Select(shot => shot.Id)];
        TimeSpan enough = drill.Target.IsStandIn ? QueueQuiet.OneBatch : RealGivesUp;
        (TimeSpan busy, int before) = (Clock.Elapsed, -1);
        try
        {
            await Eventually.Async(
                async token =>
                {
                    IReadOnlySet<string> stored = await StoredAsync(token);
                    if (accepted.All(stored.Contains))
                    {
                        _storedAt = Clock.Elapsed;
                        return true;
                    }

                    QueueLook look = await drill.QueueAsync(token);
                    busy = look.Waiting + look.Taken > 0 || stored.Count != before ? Clock.Elapsed : busy;
                    before = stored.Count;
                    return Clock.Elapsed - busy > enough;
                },
                "all accepted events to be stored", patience, Slow, ct: ct);
        }
        catch (TimeoutException error)
        {
            Note(error.Message);
        }
    }

    /// <summary>What the drill saw; the rest is read when the stack is quiet.</summary>
    public DrillResult Result(Drill which)
    {
        TimeSpan? over = _overs.Count == 0 ? null : _overs[^1].At;
        return new(which.Kind, which.Fault)
        {
            Shots = Shots, InFlight = _inFlight, Parts = _parts, Notes = _notes, Extra = Extra,
            Late = Shots.Where(shot => _overs.Any(end => shot.SentMs < end.At.TotalMilliseconds && !end.Stored.Contains(shot.Id))).Select(shot => shot.Id).ToHashSet(),
            Doubt = _doubt ?? (_faultAt is null ? "the fault did not happen" : over is null ? "the fault was not undone" : null),
            Away = (over ?? Clock.Elapsed) - (_faultAt ?? TimeSpan.Zero), RecoveredAfter = _storedAt - over,
        };
    }

    /// <summary>Ends what still sends.</summary>
    public async Task EndAsync()
    {
        foreach (Burst burst in _bursts)
        {
            await burst.DisposeAsync();
        }
    }

    /// <summary>Ids of this drill's events that are stored.</summary>
    public async Task<IReadOnlySet<string>> StoredAsync(CancellationToken ct) => (await RowsAsync(ct)).Keys.ToHashSet();

    /// <summary>Rows per id of this drill, in any project; a server that has just come back is asked again.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RowsAsync(CancellationToken ct)
    {
        IReadOnlyList<Guid> ids = await Eventually.Async(token => drill.IdsAsync(Ids.Lowest, Ids.Highest, token), _ => true, "the database to be readable", Return, Slow, ct: ct);
        return ids.GroupBy(id => id.ToString("N")).ToDictionary(rows => rows.Key, rows => rows.Count());
    }

    /// <summary>Everything sent by now.</summary>
    public IReadOnlyList<Shot> Shots => [.. _bursts.SelectMany(burst => burst.Shots), .. _single];
}
