using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Writes one load plan: how it was sent, what came back, what it cost, and the pictures of it.</summary>
public static class PlanBlocks
{
    /// <summary>The blocks of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">Its place in the run, which makes the ids of its pictures unique.</param>
    public static IEnumerable<Block> Of(LoadPlanRecord plan, int index)
    {
        yield return new Subheading($"{plan.Plan}: {plan.Title}");
        if (plan.Shortfall is string shortfall)
        {
            yield return new Notice($"The figures of {plan.Plan} say nothing about the target: {shortfall}", Tone.Warn);
        }

        yield return new FactList([.. Facts(plan)]);
        List<Chart> charts = [.. LoadPictures.Of(plan, $"load-{Numbers.Figure(index + 1)}")];
        if (charts.Count > 0)
        {
            yield return new Gallery(charts);
        }

        List<string> missing = [.. LoadPictures.Missing(plan)];
        if (missing.Count > 0)
        {
            yield return new Paragraph($"Not drawn: {string.Join("; ", missing)}.");
        }

        if (plan.MemoryParts.Count > 0)
        {
            yield return PlanTables.Memory(plan.MemoryParts);
        }

        List<Block> behind = [.. Behind(plan)];
        if (behind.Count > 0)
        {
            yield return new Aside($"Figures behind the pictures of plan {Numbers.Figure(index + 1)}", behind);
        }
    }

    private static IEnumerable<Fact> Facts(LoadPlanRecord plan)
    {
        yield return new("Engine", $"{plan.Engine}, {LoadWords.Model(plan)}: {LoadWords.Meaning(plan.Model)}");
        yield return new("Accepted", $"{Numbers.Figure(plan.Accepted)} of {Numbers.Figure(plan.Sent)} sent, {LoadWords.Rate(plan.AcceptedPerSecond)} per second");
        yield return new("Stored", $"{Numbers.Figure(plan.Stored)} read back, {(plan.StoredPerSecond is null ? "the rate was not measured" : $"{LoadWords.Rate(plan.StoredPerSecond)} per second")}");
        yield return new(
            "Readable after",
            plan.Visible.Count == 0 ? Numbers.NotMeasured : string.Join(", ", plan.Visible.Select(quantile => $"{LoadWords.Percentile(quantile.Share)} {LoadWords.Latency(quantile.Milliseconds)}")));
        IEnumerable<KeyValuePair<string, int>> answers = plan.Answers.OrderByDescending(answer => answer.Value).ThenBy(answer => answer.Key, StringComparer.Ordinal);
        yield return new("Answers", plan.Answers.Count == 0 ? "none" : string.Join(", ", answers.Select(Answer)));
        yield return new("Plan kept", plan.Fidelity);
        yield return new("Settings", plan.Explanation);
        if (plan.Knee is KneeRecord knee)
        {
            yield return new("Knee", LoadWords.Knee(knee));
        }
    }

    private static string Answer(KeyValuePair<string, int> answer) => $"{Numbers.Figure(answer.Value)} × {answer.Key}";

    private static IEnumerable<Block> Behind(LoadPlanRecord plan)
    {
        if (TimeSpread.Any(plan.Arrivals) || TimeSpread.Any(plan.Backlog))
        {
            yield return PlanTables.Phases(plan);
        }

        if (plan.Latency is LatencyRecord latency)
        {
            yield return PlanTables.Latency(latency);
        }

        if (plan.Knee is { Steps.Count: > 0 } knee)
        {
            yield return PlanTables.Knee(knee);
        }
    }
}
