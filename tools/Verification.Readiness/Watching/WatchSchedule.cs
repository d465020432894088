namespace Verification.Readiness.Watching;

/// <summary>Something that is due.</summary>
/// <param name="Kind">Check, canary, probe or milestone.</param>
/// <param name="Index">Its number from 0.</param>
/// <param name="Due">When exactly (UTC).</param>
/// <param name="Missed">How many of its sort were due before and never done.</param>
public sealed record WatchDuty(WatchKind Kind, int Index, DateTimeOffset Due, int Missed);

/// <summary>When what is due: instants counted from the first start in UTC, so that neither the time a check takes nor a time zone can move them.</summary>
public sealed class WatchSchedule(WatchPlan plan, DateTimeOffset anchor)
{
    /// <summary>What is due at the same instant is done in this order.</summary>
    public static IReadOnlyList<WatchKind> Order { get; } = [WatchKind.Check, WatchKind.Canary, WatchKind.Probe, WatchKind.Milestone];

    /// <summary>When the last check is due.</summary>
    public DateTimeOffset End => anchor + plan.For;

    /// <summary>How many of a sort there are: one at the start, one at each interval, one at the end.</summary>
    public int Count(WatchKind kind) => kind == WatchKind.Milestone ? plan.Milestones.Count : (int)Math.Ceiling(plan.For / plan.Every(kind)) + 1;

    /// <summary>When one of them is due.</summary>
    public DateTimeOffset Due(WatchKind kind, int index)
    {
        TimeSpan since = kind == WatchKind.Milestone ? plan.Milestones[index] : index * plan.Every(kind);
        return anchor + (since < plan.For ? since : plan.For);
    }

    /// <summary>The first of a sort that is due after a moment; their count when none is.</summary>
    public int FirstAfter(WatchKind kind, DateTimeOffset moment)
    {
        int index = Latest(kind, moment, Count(kind) - 1);
        return index + 1;
    }

    /// <summary>The last of a sort that is due by a moment, at most <paramref name="last"/>; -1 when none is.</summary>
    public int Latest(WatchKind kind, DateTimeOffset moment, int last)
    {
        if (kind != WatchKind.Milestone)
        {
            // Of thousands of probes only the neighbours of the right one are looked at.
            last = Math.Min(last, (int)Math.Clamp(Math.Ceiling((moment - anchor) / plan.Every(kind)), -1, int.MaxValue - 1));
        }

        while (last >= 0 && Due(kind, last) > moment)
        {
            last--;
        }

        return last;
    }
}
