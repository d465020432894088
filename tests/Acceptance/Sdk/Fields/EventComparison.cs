using System.Globalization;
using Verification.Readiness;

namespace Verification.Acceptance.Sdk.Fields;

/// <summary>One field of one event, sent against stored.</summary>
/// <param name="Group">Which check it belongs to.</param>
/// <param name="Path">Which field.</param>
/// <param name="Sent">As it left the SDK.</param>
/// <param name="Api">As the API shows it; null when missing there.</param>
/// <param name="Sql">As the database holds it; null when missing there or when the database can't be read.</param>
/// <param name="Outcome">Pass; Fail when every oracle shows it altered; Unknown when the oracles disagree or nothing could be seen.</param>
public sealed record FieldResult(FieldGroup Group, string Path, string Sent, string? Api, string? Sql, Outcome Outcome);

/// <summary>Compares an event as sent with what the oracles show; pure, so that recordings of the real product can be put through it.</summary>
public static class EventComparison
{
    /// <summary>Compares every field that was sent.</summary>
    /// <param name="sent">What left the SDK.</param>
    /// <param name="api">What the API shows; null when it could not be asked.</param>
    /// <param name="sql">What the database holds; null when it could not be asked.</param>
    public static IReadOnlyList<FieldResult> Compare(FieldMap sent, FieldMap? api, FieldMap? sql)
    {
        List<FieldResult> results = [];
        foreach (FieldGroup group in Enum.GetValues<FieldGroup>())
        {
            foreach ((string path, string value) in sent[group])
            {
                // With a cause gone as a whole, its frames and values are not altered but unknown: the missing cause is the finding.
                bool comparable = !IsCause(path) || (Shows(api, path) && Shows(sql, path));
                string? seenApi = Value(api, group, path);
                string? seenSql = Value(sql, group, path);
                results.Add(new(group, path, value, seenApi, seenSql, comparable ? Judge(path, value, api is null ? null : (seenApi ?? ""), sql is null ? null : (seenSql ?? "")) : Outcome.Unknown));
            }
        }

        return results;
    }

    /// <summary>Fields on which API and database differ.</summary>
    public static IReadOnlyList<FieldResult> Disagreements(IEnumerable<FieldResult> results) =>
        [.. results.Where(result => !Same(result.Path, result.Api ?? "", result.Sql ?? ""))];

    private static Outcome Judge(string path, string sent, string? api, string? sql) => (api, sql) switch
    {
        (null, null) => Outcome.Unknown,
        (string only, null) => Same(path, sent, only) ? Outcome.Pass : Outcome.Fail,
        (null, string only) => Same(path, sent, only) ? Outcome.Pass : Outcome.Fail,
        (string left, string right) => (Same(path, sent, left), Same(path, sent, right)) switch
        {
            (true, true) => Outcome.Pass,
            (false, false) => Outcome.Fail,
            _ => Outcome.Unknown,
        },
    };

    // Clients send seconds as binary fractions; the product keeps microseconds and prints milliseconds.
    private static bool Same(string path, string left, string right) => left == right
        || (path.EndsWith("timestamp", StringComparison.Ordinal)
            && long.TryParse(left, CultureInfo.InvariantCulture, out long a) && long.TryParse(right, CultureInfo.InvariantCulture, out long b) && Math.Abs(a - b) <= 1);

    private static string? Value(FieldMap? map, FieldGroup group, string path) =>
        map is not null && map[group].TryGetValue(path, out string? value) ? value : null;

    private static bool IsCause(string path) => path.StartsWith("exception[-", StringComparison.Ordinal) && !path.StartsWith("exception[-1]", StringComparison.Ordinal);

    private static bool Shows(FieldMap? map, string path)
    {
        if (map is null)
        {
            return true;
        }

        int fromEnd = int.Parse(path["exception[-".Length..path.IndexOf(']')], CultureInfo.InvariantCulture);
        return int.Parse(map[FieldGroup.Error]["exceptions"], CultureInfo.InvariantCulture) >= fromEnd;
    }
}
