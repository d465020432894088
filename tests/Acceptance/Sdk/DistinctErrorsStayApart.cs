using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Distinct errors are in distinct issues.</summary>
public sealed class DistinctErrorsStayApart(AcceptanceRun run) : ReplayCheck(run)
{
    private const int Shown = 20;

    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        return Task.FromResult(Evaluate(context.Check, replay.Events, Oracles(context)));
    }

    /// <summary>Pairs of groups that share an issue.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<StoredEvent> events, string source)
    {
        List<KeyValuePair<string, IReadOnlyCollection<string>>> groups = [.. Grouping.IssuesByLabel(events)];
        List<string> merged =
        [
            .. groups.SelectMany((left, index) => groups.Skip(index + 1)
                .Where(right => left.Value.Intersect(right.Value).Any())
                .Select(right => $"{left.Key} and {right.Key} share issue {string.Join(", ", left.Value.Intersect(right.Value))}")),
        ];
        return Observation.Of(
            check, merged.Count, groups.Count * (groups.Count - 1) / 2, source,
            merged.Count == 0 ? $"All {groups.Count} distinct errors have issues of their own." : $"{merged.Count} pairs of distinct errors share an issue.",
            [.. merged.Take(Shown)]);
    }
}
