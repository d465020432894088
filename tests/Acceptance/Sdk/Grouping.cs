using Verification.Fixtures.Sdk;

namespace Verification.Acceptance.Sdk;

/// <summary>Which issues the events of each group ended in.</summary>
internal static class Grouping
{
    /// <summary>Issue ids per group label, of the events that are there; API and database are asked both.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyCollection<string>> IssuesByLabel(IEnumerable<StoredEvent> events) => events
        .Where(stored => stored.IsThere)
        .GroupBy(stored => stored.Sent.GroupLabel, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => (IReadOnlyCollection<string>)[.. group.SelectMany(IssuesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            StringComparer.Ordinal);

    private static IEnumerable<string> IssuesOf(StoredEvent stored) =>
        [stored.IssueId!, .. (stored.Rows ?? []).Select(row => $"{row.IssueId}")];
}
