namespace Verification.Load.Census;

/// <summary>Which issues the events of each group ended in.</summary>
/// <param name="groups">How many different errors were sent.</param>
public sealed class GroupTally(int groups)
{
    private readonly Dictionary<long, int>[] _issues = [.. Enumerable.Range(0, groups).Select(_ => new Dictionary<long, int>())];

    /// <summary>Groups with at least one event.</summary>
    public int Seen => _issues.Count(issues => issues.Count > 0);

    /// <summary>An event of a group, seen in an issue.</summary>
    public void See(int group, long issue) => _issues[group][issue] = _issues[group].GetValueOrDefault(issue) + 1;

    /// <summary>Groups that do not have one issue to themselves, each in words.</summary>
    public IReadOnlyList<string> Wrong()
    {
        Dictionary<long, int> owners = _issues.SelectMany(issues => issues.Keys).GroupBy(issue => issue).ToDictionary(issue => issue.Key, issue => issue.Count());
        return
        [
            .. _issues.Select((issues, group) => (Issues: issues, Group: group))
                .Where(entry => entry.Issues.Count > 1 || entry.Issues.Keys.Any(issue => owners[issue] > 1))
                .Select(entry => $"group {entry.Group}: {string.Join(", ", entry.Issues.OrderByDescending(issue => issue.Value).Take(5).Select(issue => $"issue {issue.Key} holds {issue.Value}{(owners[issue.Key] > 1 ? " and other groups' events" : "")}"))}"),
        ];
    }
}
