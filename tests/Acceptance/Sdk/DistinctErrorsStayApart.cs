using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Distinct errors are in distinct issues.</summary>
public sealed class DistinctErrorsStayApart(AcceptanceRun run) : ReplayCheck(run)
{
    private const int Shown = 20;

    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        List<KeyValuePair<string, IReadOnlyCollection<string>>> groups = [.. Grouping.IssuesByLabel(replay.Events)];
        List<string> merged =
        [
            .. groups.SelectMany((left, index) => groups.Skip(index + 1)
                .Where(right => left.Value.Intersect(right.Value).Any())
                .Select(right => $"{left.Key} and {right.Key} share issue {string.Join(", ", left.Value.Intersect(right.Value))}")),
        ];
        return Task.FromResult(Observation.Of(
            context.Check, merged.Count, groups.Count * (groups.Count - 1) / 2, Oracles(context),
            merged.Count == 0 ? $"All {groups.Count} distinct errors have issues of their own." : $"{merged.Count} pairs of distinct errors share an issue.",
            [.. merged.Take(Shown)]));
    }
}
