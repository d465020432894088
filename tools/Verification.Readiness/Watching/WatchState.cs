namespace Verification.Readiness.Watching;

/// <summary>All that a watch knows, folded from the lines of its journal: a watch that was killed goes on from it, and needs nothing else.</summary>
/// <remarks>Everything in it is bounded: a watch of a month takes the memory of one of an hour.</remarks>
public sealed class WatchState
{
    private const int MostMarks = 40;

    private readonly Dictionary<WatchKind, int> _next = WatchSchedule.Order.ToDictionary(kind => kind, _ => 0);
    private readonly Queue<TriggerEvent> _untold = new();
    private readonly List<(DateTimeOffset At, string Text)> _marks = [];
    private readonly Dictionary<string, DateTimeOffset?> _services = new(StringComparer.Ordinal);
    private Live? _live;

    private sealed record Live(WatchSchedule Schedule, WatchCoverage Coverage, WatchBuckets Buckets, DateTimeOffset Anchor);

    /// <summary>What is watched, as the last start says.</summary>
    public WatchHeader Header { get; private set; } = null!;

    /// <summary>Whether a start was read.</summary>
    public bool HasStarted => _live is not null;

    /// <summary>When it first began; all instants are counted from here.</summary>
    public DateTimeOffset Anchor => _live!.Anchor;

    /// <summary>When what is due.</summary>
    public WatchSchedule Schedule => _live!.Schedule;

    /// <summary>Which part of the time was watched.</summary>
    public WatchCoverage Coverage => _live!.Coverage;

    /// <summary>What was seen over time.</summary>
    public WatchBuckets Buckets => _live!.Buckets;

    /// <summary>Whether the target answers.</summary>
    public WatchOutages Outages { get; } = new();

    /// <summary>Its processes or containers.</summary>
    public WatchParts Parts { get; } = new();

    /// <summary>The test events.</summary>
    public WatchCanaries Canaries { get; } = new();

    /// <summary>How long its answers took.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Memory of its parts.</summary>
    public MemoryTrend Memory { get; } = new();

    /// <summary>The rollback triggers.</summary>
    public WatchTriggers Triggers { get; } = new();

    /// <summary>Messages that are still to go out.</summary>
    public WatchNotices Notices { get; } = new();

    /// <summary>Highest share of the host's memory in use; null when it was never read.</summary>
    public double? HostUsedMost { get; private set; }

    /// <summary>Its last reading.</summary>
    public double? HostUsedLast { get; private set; }

    /// <summary>Most real errors that a check counted; null when none could.</summary>
    public int? RealErrors { get; private set; }

    /// <summary>When each expected service was last heard of.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> Services => _services;

    /// <summary>What the target called itself last.</summary>
    public string? Version { get; private set; }

    /// <summary>How often the watch was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often its clock was set.</summary>
    public int ClockJumps { get; private set; }

    /// <summary>Lines that a kill or a full disk cut off; they were the last of their process.</summary>
    public int TornLines { get; internal set; }

    /// <summary>Number of the last line.</summary>
    public long LastSequence { get; private set; }

    /// <summary>When the last line was written.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Whether the last line says that it ended, as planned or not.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Whether all that was due has been done.</summary>
    public bool IsComplete => HasStarted && WatchSchedule.Order.Where(kind => kind != WatchKind.Probe).All(kind => _next[kind] >= Schedule.Count(kind));

    /// <summary>Moments worth a mark, the first of them.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Text)> Marks => _marks;

    /// <summary>Triggers and recoveries that no line tells yet.</summary>
    public IReadOnlyCollection<TriggerEvent> Untold => _untold;

    /// <summary>What is to be done now, in the order of its due time; null when nothing is.</summary>
    public WatchDuty? Due(DateTimeOffset now) => WatchSchedule.Order.Select(kind => Overdue(kind, now)).OfType<WatchDuty>().MinBy(duty => duty.Due);

    /// <summary>When something is due next; null when nothing is any more.</summary>
    public DateTimeOffset? NextDue() => WatchSchedule.Order.Where(kind => _next[kind] < Schedule.Count(kind)).Select(kind => (DateTimeOffset?)Schedule.Due(kind, _next[kind])).Min();

    /// <summary>Takes a line in.</summary>
    public void Apply(WatchObservation seen)
    {
        if (seen.Header is WatchHeader header)
        {
            Begin(header, seen);
        }

        int missed = seen.Index is int index && _next.TryGetValue(seen.Kind, out int next) ? Math.Max(0, index - next) : 0;
        (LastSequence, LastAt, HasStopped) = (seen.Sequence, seen.At, seen.Kind == WatchKind.Stop);
        if (seen.Index is int done && _next.ContainsKey(seen.Kind))
        {
            _next[seen.Kind] = done + 1;
        }

        Buckets.Add(seen);
        Look(seen);
        switch (seen.Kind)
        {
            case WatchKind.Canary:
                Canaries.Add(seen, missed);
                break;
            case WatchKind.ClockJump:
                Jump(seen);
                break;
            case WatchKind.Trigger or WatchKind.Recovery:
                _untold.TryDequeue(out _);
                break;
        }

        Notices.Add(seen, Header.Notifies);
        Mark(seen);
    }

    private WatchDuty? Overdue(WatchKind kind, DateTimeOffset now)
    {
        // Milestones are told one by one; of checks that were missed, the last one is made late.
        int next = _next[kind], latest = Schedule.Latest(kind, now, Schedule.Count(kind) - 1);
        int own = kind == WatchKind.Milestone ? Math.Min(next, latest) : latest;
        return latest < next ? null : new(kind, own, Schedule.Due(kind, own), own - next);
    }

    private void Begin(WatchHeader header, WatchObservation seen)
    {
        (Header, Starts) = (header, Starts + 1);
        _live ??= new(new(header.Plan, seen.At), new(header.Plan, seen.At), new(seen.At, header.Plan.For), seen.At);
        foreach (string service in header.Services)
        {
            _services.TryAdd(service, null);
        }
    }

    private void Look(WatchObservation seen)
    {
        Outages.Add(seen);
        if (seen.LatencyMs is double latency && seen.IsLook)
        {
            Latencies.Add(latency);
        }

        IReadOnlyList<string>? restarts = null;
        if (seen.Kind == WatchKind.Check)
        {
            Coverage.Add(seen);
            restarts = Parts.Add(seen);
            Read(seen.Figures ?? new(), (seen.At - Anchor).TotalHours);
        }

        foreach (TriggerEvent told in Triggers.After(seen, Outages.IsDown, restarts))
        {
            _untold.Enqueue(told);
        }
    }

    private void Read(CheckFigures figures, double hours)
    {
        Version = figures.Version ?? Version;
        HostUsedLast = figures.HostUsedShare ?? HostUsedLast;
        HostUsedMost = figures.HostUsedShare is double used ? Math.Max(used, HostUsedMost ?? 0) : HostUsedMost;
        RealErrors = figures.RealErrors is int errors ? Math.Max(errors, RealErrors ?? 0) : RealErrors;
        if (figures.Parts is { Count: > 0 } parts && parts.All(part => part.MemoryMiB is not null))
        {
            Memory.Add(hours, parts.Sum(part => part.MemoryMiB!.Value));
        }

        foreach (ServiceReading service in (figures.Services ?? []).Where(service => _services.ContainsKey(service.Name)))
        {
            _services[service.Name] = service.LastSeen ?? _services[service.Name];
        }
    }

    // What was due between the two readings of the clock is nobody's fault; from here on it is counted anew.
    private void Jump(WatchObservation seen)
    {
        ClockJumps++;
        Coverage.ClockJumped(seen);
        foreach (WatchKind kind in WatchSchedule.Order.Where(kind => kind is WatchKind.Check or WatchKind.Probe))
        {
            _next[kind] = Math.Max(0, Schedule.Latest(kind, seen.At, Schedule.Count(kind) - 1));
        }
    }

    private void Mark(WatchObservation seen)
    {
        bool isMark = seen.Kind is WatchKind.Gap or WatchKind.ClockJump or WatchKind.Trigger or WatchKind.Recovery or WatchKind.Milestone || (seen.Kind == WatchKind.Start && Starts > 1);
        if (isMark && _marks.Count < MostMarks)
        {
            _marks.Add((seen.At, $"{seen.Trigger} {seen.Reason}".Trim()));
        }
    }
}
