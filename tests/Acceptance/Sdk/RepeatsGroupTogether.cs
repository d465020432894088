using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Repeats of one error are in one issue.</summary>
public sealed class RepeatsGroupTogether(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        return Task.FromResult(Evaluate(context.Check, replay.Events, Oracles(context)));
    }

    /// <summary>Groups of which more than one event is there, and how many issues each has.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<StoredEvent> events, string source)
    {
        HashSet<string> repeated = [.. events.GroupBy(stored => stored.Sent.GroupLabel).Where(group => group.Count(stored => stored.IsThere) > 1).Select(group => group.Key)];
        List<KeyValuePair<string, IReadOnlyCollection<string>>> groups = [.. Grouping.IssuesByLabel(events).Where(group => repeated.Contains(group.Key))];
        List<KeyValuePair<string, IReadOnlyCollection<string>>> split = [.. groups.Where(group => group.Value.Count > 1)];
        return Observation.Of(
            check, split.Count, groups.Count, source,
            split.Count == 0 ? $"All {groups.Count} repeated errors have one issue each." : $"{split.Count} of {groups.Count} repeated errors are spread over several issues.",
            [.. split.Select(group => $"{group.Key}: issues {string.Join(", ", group.Value)}")]);
    }
}
