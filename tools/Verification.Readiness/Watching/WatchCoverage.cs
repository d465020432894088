namespace Verification.Readiness.Watching;

/// <summary>A stretch in which nobody looked, and why that is thought.</summary>
public sealed record WatchGap(DateTimeOffset From, DateTimeOffset To, string Reason);

/// <summary>Which part of the time was watched: from check to check, as long as one follows the other in time and the clock runs evenly.</summary>
public sealed class WatchCoverage(WatchPlan plan, DateTimeOffset anchor)
{
    private const int MostKept = 50;

    private readonly List<WatchGap> _gaps = [];
    private DateTimeOffset _last = anchor;
    private string? _clock;

    /// <summary>Time between checks that followed each other.</summary>
    public TimeSpan Watched { get; private set; }

    /// <summary>How many stretches were not watched.</summary>
    public int Gaps { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<WatchGap> Kept => _gaps;

    /// <summary>Checks that were made and could tell something.</summary>
    public int Checks { get; private set; }

    /// <summary>The clock was set: nobody knows how long the time since the last check was.</summary>
    public void ClockJumped(WatchObservation seen) => _clock ??= seen.Reason;

    /// <summary>Takes a check in; one that could see nothing is none.</summary>
    public void Add(WatchObservation seen)
    {
        if (!seen.CouldTell)
        {
            return;
        }

        Checks++;
        TimeSpan span = seen.At - _last;
        if (Broken(span) is string reason)
        {
            Note(_last, seen.At, reason);
        }
        else
        {
            Watched += span;
        }

        (_last, _clock) = (seen.At, null);
    }

    /// <summary>Whether the time since the last check is too long already.</summary>
    public string? BrokenAt(DateTimeOffset now) => Broken(now - _last);

    private string? Broken(TimeSpan span) => _clock
        ?? (span < TimeSpan.Zero ? "the clock was set back" : null)
        ?? (span > plan.CheckEvery + WatchPlan.Slack(plan.CheckEvery) ? $"nobody looked for {WatchPlan.Say(span)}" : null);

    private void Note(DateTimeOffset from, DateTimeOffset to, string reason)
    {
        Gaps++;
        if (_gaps.Count < MostKept)
        {
            _gaps.Add(new(from, to, reason));
        }
    }
}
