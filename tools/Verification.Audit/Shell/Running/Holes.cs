using System.Text.RegularExpressions;

namespace Verification.Audit.Shell.Running;

/// <summary>
/// Values of which parts are unknown before the script runs: a hole stands for such a part and says where it comes from,
/// so that "backup_" and a hole made by date can be told from "backup_" and whatever $NAME holds.
/// </summary>
internal static partial class Holes
{
    public const char Open = '\uE000';
    public const char Close = '\uE001';

    /// <summary>The output of date, fine enough to tell two days apart for good.</summary>
    public const string Date = "@date";

    /// <summary>The output of date that comes round again, such as the day of the week.</summary>
    public const string Weekday = "@weekday";

    /// <summary>The output of mktemp.</summary>
    public const string Temporary = "@temp";

    /// <summary>Longer values are not followed.</summary>
    public const int MaximumLength = 16 * 1024;

    public static string Of(string content) => $"{Open}{content}{Close}";

    /// <summary>A value that commands wrote: those from one index of the run's acts up to another.</summary>
    public static string OfActs(int from, int to) => Of($"@acts:{from}:{to}");

    public static bool In(string value) => value.Contains(Open);

    public static bool Holds(string value, string content) => value.Contains(Of(content), StringComparison.Ordinal);

    public static IEnumerable<string> All(string value) => In(value) ? Hole().Matches(value).Select(match => match.Groups[1].Value) : [];

    /// <summary>Names of variables whose values are unknown.</summary>
    public static IEnumerable<string> Variables(string value) => All(value).Where(content => !content.StartsWith('@'));

    /// <summary>The variable when the value is nothing but it.</summary>
    public static string? OnlyVariable(string value) =>
        value.Length > 2 && value[0] == Open && value.IndexOf(Close) == value.Length - 1 && value[1] != '@' ? value[1..^1] : null;

    /// <summary>The text around the holes.</summary>
    public static string Known(string value) => In(value) ? Hole().Replace(value, "") : value;

    /// <summary>Indexes of the acts that the value comes from.</summary>
    public static IEnumerable<int> Acts(string value) => All(value)
        .Where(content => content.StartsWith("@acts:", StringComparison.Ordinal))
        .SelectMany(content => content.Split(':') is [_, string from, string to] ? Enumerable.Range(int.Parse(from), int.Parse(to) - int.Parse(from)) : []);

    /// <summary>For people: $NAME, or "..." for what a command wrote.</summary>
    public static string Show(string value) => In(value)
        ? Hole().Replace(value, match => match.Groups[1].Value is ['@', ..] ? "..." : "$" + match.Groups[1].Value)
        : value;

    public static string Limit(string value) => value.Length <= MaximumLength ? value : Of("@long");

    [GeneratedRegex("\uE000([^\uE000\uE001]*)\uE001")]
    private static partial Regex Hole();
}
