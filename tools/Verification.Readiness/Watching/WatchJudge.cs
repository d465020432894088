using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rendering;
using Verification.Readiness.Statistics;

namespace Verification.Readiness.Watching;

/// <summary>Holds what a watch saw against the checks of the catalogue. A failure stands at once; a Pass needs the whole watch.</summary>
public static class WatchJudge
{
    private const string Source = "watch journal";

    /// <summary>The answer to one check.</summary>
    /// <param name="check">One of <see cref="WatchCriteria"/>; its threshold decides.</param>
    /// <param name="state">What the watch saw.</param>
    /// <param name="now">When it is asked.</param>
    public static Observation Of(CheckDefinition check, WatchState state, DateTimeOffset now)
    {
        Observation seen = Ask(check, state, now);
        // What has not failed so far may still fail.
        return seen.Outcome == Outcome.Pass && !state.IsComplete
            ? Observation.Unknown($"{Unfinished(state, now)} So far: {seen.Reason}", Source, seen.Details)
            : seen;
    }

    private static Observation Ask(CheckDefinition check, WatchState state, DateTimeOffset now) => check.Id switch
    {
        WatchCriteria.Unbroken => Unbroken(check, state, now),
        WatchCriteria.Uptime => Uptime(check, state, now),
        WatchCriteria.NoRestart => NoRestart(check, state),
        WatchCriteria.Canaries => Canaries(check, state),
        WatchCriteria.RealErrors => RealErrors(check, state),
        WatchCriteria.MemoryBudget => state.HostUsedMost is double most
            ? Observation.Of(check, Numbers.Rounded(100 * most, 1), state.Coverage.Checks, Source, $"At most {Numbers.Percent(most)} of the host's memory were in use.")
            : Observation.Unknown("The memory of the target's host could not be read.", Source),
        WatchCriteria.MemoryFlat => MemoryFlat(check, state),
        WatchCriteria.Services => Services(check, state),
        WatchCriteria.Availability => Availability(check, state.Outages),
        WatchCriteria.Latency => Latency(check, state.Latencies),
        _ => Observation.Unknown($"A watch does not answer {check.Id}.", Source),
    };

    private static Observation Unbroken(CheckDefinition check, WatchState state, DateTimeOffset now)
    {
        WatchCoverage coverage = state.Coverage;
        double hours = Numbers.Rounded(coverage.Watched.TotalHours, 4);
        string[] gaps = [.. coverage.Kept.Select(gap => $"{Numbers.Moment(gap.From)} to {Numbers.Moment(gap.To)}: {gap.Reason}")];
        if (check.Threshold.Judge(state.Header.Plan.For.TotalHours) != Outcome.Pass)
        {
            return Observation.Of(check, hours, 1, Source, $"The watch was one of {WatchPlan.Say(state.Header.Plan.For)} only.");
        }

        return (coverage.Gaps, state.IsComplete ? null : coverage.BrokenAt(now)) switch
        {
            ( > 0, _) => Observation.Unknown($"{Numbers.Count(coverage.Gaps, "stretch")} nobody watched, so nobody can say how it was then: {gaps[0]}.".Replace("stretchs", "stretches", StringComparison.Ordinal), Source, gaps),
            (_, string open) => Observation.Unknown($"The watch is not finished, and {open} (last line {Numbers.Moment(state.LastAt)}).", Source),
            _ when !state.IsComplete => Observation.Unknown(Unfinished(state, now), Source),
            _ => Observation.Of(check, hours, coverage.Checks, Source, $"Watched for {WatchPlan.Say(coverage.Watched)} with {Numbers.Count(coverage.Checks, "check")} and without a gap.{Seams(state)}"),
        };
    }

    // Not a gap, but nobody should have to find it in the journal.
    private static string Seams(WatchState state) => string.Concat(
        state.Starts > 1 ? $" The watch itself was started {Numbers.Figure(state.Starts)} times." : "",
        state.TornLines > 0 ? $" {Numbers.Count(state.TornLines, "line")} of its journal {(state.TornLines == 1 ? "was" : "were")} cut off by a kill." : "");

    private static Observation Uptime(CheckDefinition check, WatchState state, DateTimeOffset now)
    {
        WatchOutages outages = state.Outages;
        return Observation.Of(
            check, outages.Count, Count(outages.Looks), Source,
            outages.Count == 0 ? $"The target answered; {Numbers.Figure(outages.Failed)} of {Numbers.Figure(outages.Looks)} looks failed, and no two in a row."
                : $"{Numbers.Count(outages.Count, "outage")}, {WatchPlan.Say(outages.Until(now))} together; the last {outages.Last}");
    }

    private static Observation NoRestart(CheckDefinition check, WatchState state)
    {
        WatchParts parts = state.Parts;
        return parts switch
        {
            { Restarts: > 0 } => Observation.Of(check, parts.Restarts, parts.Readings, Source, $"{Numbers.Count(parts.Restarts, "restart")}: {string.Join("; ", parts.Kept)}.", parts.Kept),
            { Unseen: (> 0, string reason) } => Observation.Unknown($"{Numbers.Count(parts.Unseen.Checks, "check")} could not see every part: {reason}.", Source),
            { Readings: < 2 } => Observation.Unknown("The parts were not seen twice, so there is nothing to compare.", Source),
            _ => Observation.Of(check, 0, parts.Readings, Source, $"{string.Join(", ", parts.Known.Select(part => part.Name))} ran through all {Numbers.Count(parts.Readings, "check")}."),
        };
    }

    private static Observation Canaries(CheckDefinition check, WatchState state)
    {
        WatchCanaries canaries = state.Canaries;
        int all = canaries.Captured + canaries.Missed;
        return canaries switch
        {
            { Missed: > 0 } => Observation.Of(check, canaries.Missed, all, Source, $"{Numbers.Figure(canaries.Missed)} of {Numbers.Count(all, "test event")} were not captured as sent: {canaries.Kept[0]}", canaries.Kept),
            { Unknown: > 0 } or { NotSent: > 0 } => Observation.Unknown($"{Numbers.Count(canaries.NotSent, "test event")} were due and never sent, and of {Numbers.Figure(canaries.Unknown)} nobody could tell what became of them.", Source, canaries.Kept),
            _ => Observation.Of(check, 0, all, Source, $"All {Numbers.Count(all, "test event")} came back as sent, the slowest after {Numbers.Duration(canaries.SlowestMs)}."),
        };
    }

    private static Observation RealErrors(CheckDefinition check, WatchState state) => state.RealErrors switch
    {
        null => Observation.Unknown("The issues of the applications could not be read.", Source),
        // Some may come as long as it runs.
        0 when !state.IsComplete => Observation.Unknown("No application has reported an error so far.", Source),
        int errors => Observation.Of(check, errors, Math.Max(1, state.Coverage.Checks), Source, $"{Numbers.Count(errors, "issue")} of the applications had events during the watch."),
    };

    private static Observation MemoryFlat(CheckDefinition check, WatchState state)
    {
        MemoryTrend memory = state.Memory;
        return memory.Readings == 0 ? Observation.Unknown("The memory of the parts could not be read.", Source)
            : memory.Hours < WatchCriteria.ShortestTrend.TotalHours - 1 ? Observation.Unknown($"Memory was read for {Numbers.Figure(Numbers.Rounded(memory.Hours, 2))} h; {WatchCriteria.NotRehearsed(WatchCriteria.MemoryFlat, state) ?? "that is too short for a trend"}.", Source)
            : memory.PercentPerHour() is not SlopeEstimate slope ? Observation.Unknown($"{Numbers.Count(memory.Readings, "reading")} of memory are too few for a trend.", Source)
            : Observation.Of(
                check, Numbers.Rounded(slope.Slope, 3), slope.Points, Source,
                $"Memory changed by {Numbers.Figure(Numbers.Rounded(slope.Slope, 3))} % per hour (95 %: {Numbers.Figure(Numbers.Rounded(slope.Low, 3))} to {Numbers.Figure(Numbers.Rounded(slope.High, 3))}).",
                error: slope.Error);
    }

    private static Observation Services(CheckDefinition check, WatchState state)
    {
        DateTimeOffset since = state.Header.ServicesSince ?? state.Anchor;
        string[] silent = [.. state.Services.Where(service => !(service.Value >= since)).Select(service => $"{service.Key}: {(service.Value is DateTimeOffset last ? $"last heard of {Numbers.Moment(last)}" : "not heard of")} since {Numbers.Moment(since)}")];
        return state.Services.Count == 0 ? Observation.Unknown("VERIFICATION_SERVICES names no service, so nobody knows whom to expect.", Source)
            // As long as it runs, whoever is silent may still report.
            : silent.Length > 0 && !state.IsComplete ? Observation.Unknown($"Silent so far: {string.Join("; ", silent)}.", Source, silent)
            : Observation.Of(check, silent.Length, state.Services.Count, Source, silent.Length == 0 ? $"All {Numbers.Count(state.Services.Count, "service")} reported." : $"Silent: {string.Join("; ", silent)}.", silent);
    }

    // Wilson's interval: its middle and half-width, so that few looks can't prove a high share.
    private static Observation Availability(CheckDefinition check, WatchOutages outages)
    {
        const double Normal = 1.959963984540054;
        if (outages.Availability is not double share)
        {
            return Observation.Unknown("Nobody looked.", Source);
        }

        double n = outages.Looks, weight = Normal * Normal / n;
        double middle = (share + (weight / 2)) / (1 + weight), half = Normal * Math.Sqrt((share * (1 - share) / n) + (weight / (4 * n))) / (1 + weight);
        return Observation.Of(
            check, Numbers.Rounded(100 * middle, 4), Count(outages.Looks), Source,
            $"{Numbers.Figure(Numbers.Rounded(100 * share, 3))} % of {Numbers.Figure(outages.Looks)} looks were answered (95 %: {Numbers.Figure(Numbers.Rounded(100 * (middle - half), 3))} to {Numbers.Figure(Numbers.Rounded(100 * (middle + half), 3))}).",
            error: Numbers.Rounded(100 * half, 4));
    }

    private static Observation Latency(CheckDefinition check, LatencyHistogram latencies) => latencies.Quantile(0.95) is double slow
        ? Observation.Of(check, Numbers.Rounded(slow, 1), Count(latencies.Count), Source, $"95 % of {Numbers.Figure(latencies.Count)} answers came within {Numbers.Duration(slow)}; the slowest took {Numbers.Duration(latencies.Longest)}.", error: Numbers.Rounded(latencies.QuantileError(0.95), 1))
        : Observation.Unknown("The target never answered.", Source);

    private static string Unfinished(WatchState state, DateTimeOffset now)
    {
        TimeSpan since = now - state.Anchor;
        string how = state.HasStopped ? "was ended" : "runs";
        return $"The watch {how} and has {WatchPlan.Say(TimeSpan.FromTicks(Math.Max(0, Math.Min(since.Ticks, (state.LastAt - state.Anchor).Ticks))))} of {WatchPlan.Say(state.Header.Plan.For)}; it is finished {Numbers.Moment(state.Schedule.End)}.";
    }

    private static int Count(long looks) => (int)Math.Min(looks, int.MaxValue);
}
