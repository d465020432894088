namespace Verification.Acceptance.Load;

/// <summary>
/// All events of a group are alike but for number and time. Where most of them share one content, any other is odd, also when it differs in
/// a field that no comparison looks at; where no content has the majority, the product itself adds what differs, and nothing follows.
/// </summary>
internal static class OddOnes
{
    /// <summary>The contents in the minority of their group.</summary>
    /// <param name="contents">Number of an example, content, and how many have it.</param>
    /// <param name="groupOf">Group of a number.</param>
    public static HashSet<T> Of<T>(IEnumerable<(long Serial, T Content, long Count)> contents, Func<long, int> groupOf) =>
    [
        .. contents.Where(content => content.Serial >= 0).GroupBy(content => groupOf(content.Serial))
            .Select(group => (Most: group.MaxBy(content => content.Count), All: group.ToList()))
            .Where(group => 2 * group.Most.Count > group.All.Sum(content => content.Count))
            .SelectMany(group => group.All.Where(content => !Equals(content.Content, group.Most.Content)).Select(content => content.Content)),
    ];
}
