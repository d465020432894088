using Verification.Acceptance.Load;
using Verification.Fixtures.Memory;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Load;
using Verification.Readiness.Statistics;

namespace Verification.Acceptance.Memory;

/// <summary>Over a soak no part of the target keeps memory for the events that passed through it; page cache does not count.</summary>
public sealed class MemoryDoesNotLeak(AcceptanceRun run) : MemoryCheck(run)
{
    // Of the soak's events; more than that still to be stored means that the worker does not keep up.
    private const double MostBacklog = 0.05;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Soak];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, PlanRun run, PlanMemory memory)
    {
        int sent = SoakTrends.Soaks(run).Sum(part => part.Soak.Sent);
        (double backlog, double most) = SoakTrends.Soaks(run).Select(part => (Backlog(part.Drive, part.Soak), MostBacklog * part.Soak.Sent)).MaxBy(part => part.Item1 - part.Item2);
        List<(string Part, SlopeEstimate Trend)> trends = [];
        foreach ((PartHistory part, SlopeEstimate? trend) in SoakTrends.Of(run, memory.History.StartedAt, memory.History.Parts))
        {
            if (trend is null)
            {
                return Observation.Unknown($"There are too few readings of {part.Part} over the soak to tell a trend{(part.Unread.Count > 0 ? $": {part.Unread[0].Reason}" : "")}.", part.Basis);
            }

            trends.Add((part.Part, trend));
        }

        if (trends.Count == 0)
        {
            return Observation.Unknown($"The memory of no part is known: {memory.Missing}.", Source(memory));
        }

        // The part that speaks most against: one that surely grows, else one that may.
        Observation[] parts = [.. trends.Select(entry => Judge(context.Check, entry.Part, entry.Trend, sent, [.. trends.Select(Describe), .. Details(memory)]))];
        Observation worst = parts.OrderBy(seen => seen.Outcome == Outcome.Fail ? 0 : seen.Outcome == Outcome.Unknown ? 1 : 2).ThenByDescending(seen => seen.Measured).First();
        return worst.Outcome == Outcome.Fail && backlog > most
            ? Observation.Unknown($"{backlog:0} accepted events were not stored yet at the end of the soak: what the queue holds is no leak, and hides one. {worst.Reason}", worst.Source, worst.Details)
            : worst;
    }

    // At the last look within the soak: what had been accepted by then, at its constant rate, and was not stored. Looks are up to seconds apart, and so is
    // what arrives between the last of them and the end.
    private static double Backlog(DriveRun drive, StageResult soak)
    {
        double offset = (drive.Watch.Start - drive.Drive.Result.StartedAt).TotalMilliseconds;
        double before = drive.Drive.Result.Stages.TakeWhile(stage => stage != soak).Sum(stage => stage.Accepted);
        if (drive.Watch.Stored.LastOrDefault(look => look.Ms + offset <= soak.EndMilliseconds) is not Point last)
        {
            return before + soak.Accepted;
        }

        double share = Math.Clamp((last.Ms + offset - soak.StartMilliseconds) / (soak.EndMilliseconds - soak.StartMilliseconds), 0, 1);
        return before + (share * soak.Accepted) - last.Value;
    }

    private static Observation Judge(CheckDefinition check, string part, SlopeEstimate trend, int events, IReadOnlyList<string> details)
    {
        double slope = trend.Slope / 1024;
        // The interval is not symmetric: the end that lies towards the bound decides.
        double error = slope <= check.Threshold.Value ? (trend.High / 1024) - slope : slope - (trend.Low / 1024);
        return Observation.Of(
            check, slope, trend.Points, "anonymous memory, lowest of each twelfth of the soak, Theil-Sen",
            $"Of all parts {part} speaks most for a leak: {slope:+0.00;-0.00;0.00} KiB per event stored (95 % between {trend.Low / 1024:+0.00;-0.00;0.00} and {trend.High / 1024:+0.00;-0.00;0.00}) over {events} events.",
            details, error);
    }

    private static string Describe((string Part, SlopeEstimate Trend) entry) =>
        $"{entry.Part}: {entry.Trend.Slope / 1024:+0.00;-0.00;0.00} KiB per event ({entry.Trend.Low / 1024:+0.00;-0.00;0.00} to {entry.Trend.High / 1024:+0.00;-0.00;0.00}), {entry.Trend.Points} floors";
}
