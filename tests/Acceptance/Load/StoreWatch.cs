using System.Diagnostics;
using System.Text.Json;
using Verification.Fixtures.Targets;
using Verification.Load.Events;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>Watches the events of a drive become stored: when each was first seen, how many there were at each look, how long the queue was.</summary>
internal sealed class StoreWatch(Target target, ProjectHandle project, EventIds ids)
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);

    // Looking must not become load of its own: at most a twentieth of the time goes into it, unless that would leave times unknown by more than this.
    private const int Rest = 20;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    // Looks that may fail in a row: an API under flood is busy, and the plan goes on all the same.
    private const int MostFailures = 20;

    private readonly List<Point> _stored = [];
    private readonly List<Point> _queued = [];
    private int[] _firstSeen = [];
    private int _seen;
    private int _failedInARow;

    /// <summary>When the watch began; its series count from here.</summary>
    public DateTimeOffset Start { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>How many events were stored at each look.</summary>
    public IReadOnlyList<Point> Stored { get => _stored; init => _stored = [.. value]; }

    /// <summary>How long the queue was at each look; empty when it can't be seen.</summary>
    public IReadOnlyList<Point> Queued => _queued;

    /// <summary>Longest time between two looks: no time seen here is wrong by more.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Time between the look that first saw an event and the one before: it was stored somewhere in it. The longest gap for an event that was not seen.</summary>
    public TimeSpan GapBefore(int serial)
    {
        if (FirstSeen(serial) is null)
        {
            return LongestGap;
        }

        int look = _stored.FindIndex(point => point.Ms >= _firstSeen[serial]);
        return TimeSpan.FromMilliseconds(_firstSeen[serial] - (look > 0 ? _stored[look - 1].Ms : 0));
    }

    /// <summary>When looking ended.</summary>
    public DateTimeOffset LookedUntil { get; private set; }

    /// <summary>Length of the queue at the last look; null when it can't be seen.</summary>
    public long? LastQueued { get; private set; }

    /// <summary>Looks that failed.</summary>
    public int FailedLooks { get; private set; }

    /// <summary>Why the last of them did; null when none did.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>When an event was first seen stored; null when it never was.</summary>
    public DateTimeOffset? FirstSeen(int serial) => serial < _firstSeen.Length && _firstSeen[serial] > 0 ? Start.AddMilliseconds(_firstSeen[serial]) : null;

    /// <summary>Looks until the sending has ended.</summary>
    public async Task WhileAsync(Task sending, CancellationToken ct)
    {
        await LoopAsync(() => sending.IsCompleted, ct);
        // Its failure is the caller's to see.
        await Task.WhenAny(sending);
    }

    /// <summary>Looks until every event given was seen, nothing can come any more, nothing moves any more, or the time is over.</summary>
    public Task SettleAsync(IReadOnlyCollection<int> accepted, TimeSpan longest, TimeSpan stuck, CancellationToken ct)
    {
        long begun = Stopwatch.GetTimestamp();
        TimeSpan nothingComes = QueueQuiet.NothingComes(target);
        (long moved, long busy) = (begun, begun);
        (int seen, long? queued) = (_seen, LastQueued);
        int next = 0;
        int[] waiting = [.. accepted];
        return LoopAsync(
            () =>
            {
                long now = Stopwatch.GetTimestamp();
                moved = _seen != seen || LastQueued != queued ? now : moved;
                busy = _seen != seen || LastQueued is null or > 0 ? now : busy;
                (seen, queued) = (_seen, LastQueued);
                while (next < waiting.Length && FirstSeen(waiting[next]) is not null)
                {
                    next++;
                }

                return (next == waiting.Length && LastQueued is null or 0)
                    || Stopwatch.GetElapsedTime(busy, now) > nothingComes
                    || (stuck > TimeSpan.Zero && Stopwatch.GetElapsedTime(moved, now) > stuck)
                    || Stopwatch.GetElapsedTime(begun, now) > longest;
            },
            ct);
    }

    private async Task LoopAsync(Func<bool> done, CancellationToken ct)
    {
        using PeriodicTimer timer = new(ShortestPoll);
        do
        {
            long start = Stopwatch.GetTimestamp();
            // Asked before looking: what was accepted before the last look is then seen by it or was not there.
            bool last = done();
            try
            {
                await LookAsync(ct);
                _failedInARow = 0;
            }
            catch (Exception error) when (!ct.IsCancellationRequested && ++_failedInARow < MostFailures)
            {
                // The next look is the answer; the gap between the two is the error of what it sees.
                (last, FailedLooks, LastFailure) = (false, FailedLooks + 1, error.Message);
            }

            if (last)
            {
                return;
            }

            TimeSpan poll = Stopwatch.GetElapsedTime(start) * Rest;
            timer.Period = TimeSpan.FromTicks(Math.Clamp(poll.Ticks, ShortestPoll.Ticks, LongestPoll.Ticks));
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task LookAsync(CancellationToken ct)
    {
        // The queue first: an event on its way from queue to table is then seen in one of the two.
        LastQueued = await target.QueuedAsync(ct);
        IEnumerable<UInt128> found = await IdsAsync(ct);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        int at = (int)Math.Max(1, (now - Start).TotalMilliseconds);
        foreach (UInt128 id in found)
        {
            Note(ids.SerialOf(id), at);
        }

        TimeSpan gap = now - (LookedUntil == default ? Start : LookedUntil);
        (LookedUntil, LongestGap) = (now, gap > LongestGap ? gap : LongestGap);
        _stored.Add(new(at, _seen));
        if (LastQueued is long length)
        {
            _queued.Add(new(at, length));
        }
    }

    private void Note(long serial, int at)
    {
        if (serial < 0)
        {
            return;
        }

        if (serial >= _firstSeen.Length)
        {
            Array.Resize(ref _firstSeen, Math.Max((int)serial + 1, _firstSeen.Length * 2));
        }

        if (_firstSeen[serial] == 0)
        {
            _firstSeen[serial] = at;
            _seen++;
        }
    }

    private async Task<IEnumerable<UInt128>> IdsAsync(CancellationToken ct)
    {
        if (target.Sql is Fixtures.Sql.SqlOracle sql)
        {
            return (await sql.Census.IdsAsync(EventIds.ToGuid(ids.Lowest), EventIds.ToGuid(ids.Highest), ct)).Select(EventIds.From);
        }

        IReadOnlyList<JsonElement> listed = await target.Tenant.Api.ListAsync($"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/", ct);
        return listed.Select(item => EventIds.TryRead(item.GetProperty("eventID").GetString(), out UInt128 id) ? id : 0);
    }
}
