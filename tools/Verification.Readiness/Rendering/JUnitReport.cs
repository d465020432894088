using System.Globalization;
using System.Xml.Linq;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>junit.xml: a suite per area, a case per check. A blocker is red, an unknown skipped, a condition green with its text.</summary>
public static class JUnitReport
{
    /// <summary>The document; failures are the blockers, so a waived failure is a condition here as everywhere.</summary>
    public static string Render(VerdictDocument document)
    {
        Dictionary<string, string> waivers = document.Conditions
            .Where(finding => finding.WaivedBy is not null)
            .GroupBy(finding => finding.Check, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().WaivedBy!, StringComparer.Ordinal);
        XElement root = new("testsuites", new XAttribute("name", "readiness"), Totals(document.Checks, waivers));
        foreach (IGrouping<string, CheckEntry> area in document.Checks.GroupBy(check => check.Area, StringComparer.Ordinal))
        {
            root.Add(Suite(document, area.Key, [.. area], waivers));
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement Suite(VerdictDocument document, string area, List<CheckEntry> checks, Dictionary<string, string> waivers) => new(
        "testsuite",
        Text("name", area),
        Totals(checks, waivers),
        new XAttribute("timestamp", document.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        new XElement(
            "properties",
            Property("run", document.RunId),
            Property("verdict", document.Verdict),
            Property("score", Numbers.Figure(document.Score.Total)),
            Property("grade", document.Score.Grade),
            Property("commit", document.Commit)),
        checks.Select(check => Case(check, waivers.GetValueOrDefault(check.Id))));

    private static XElement Case(CheckEntry check, string? waiver) => new(
        "testcase",
        Text("classname", check.Area),
        Text("name", check.Id),
        new XAttribute("time", Seconds(check.DurationMs)),
        Result(check, waiver is not null),
        new XElement("system-out", Inert.Xml(string.Join('\n', Output(check, waiver)))));

    private static XElement? Result(CheckEntry check, bool waived) => check.Outcome switch
    {
        Outcome.Unknown => new("skipped", Text("message", check.Reason)),
        Outcome.Fail when IsFailure(check, waived) => new(
            "failure", Text("message", check.Reason), new XAttribute("type", "required"),
            Inert.Xml(string.Join('\n', [.. check.Details, $"To do: {check.Remediation}"]))),
        _ => null,
    };

    private static IEnumerable<string> Output(CheckEntry check, string? waiver)
    {
        yield return $"question: {check.Question}";
        yield return $"measured: {Numbers.Measure(check.Measured, check.Unit)}";
        yield return $"threshold: {Numbers.Bound(check.Threshold)}";
        yield return $"samples: {Numbers.Figure(check.Samples)}";
        yield return $"seen through: {check.SeenThrough}";
        if (check.Method == Method.Static)
        {
            yield return $"static: the files say so; {(check.ProvenBy is string behavioural ? $"proven by {behavioural}" : "no check of behaviour proves it")}";
        }

        if (check.Outcome == Outcome.Fail && !IsFailure(check, waiver is not null))
        {
            yield return $"condition: {check.Reason} To do: {check.Remediation}";
            foreach (string detail in check.Details)
            {
                yield return $"detail: {detail}";
            }

            if (waiver is not null)
            {
                yield return $"waived by: {waiver}";
            }
        }
    }

    private static bool IsFailure(CheckEntry check, bool waived) => check is { Outcome: Outcome.Fail, Requirement: Requirement.Required } && !waived;

    private static IEnumerable<XAttribute> Totals(IReadOnlyList<CheckEntry> checks, Dictionary<string, string> waivers)
    {
        yield return new("tests", Numbers.Figure(checks.Count));
        yield return new("failures", Numbers.Figure(checks.Count(check => IsFailure(check, waivers.ContainsKey(check.Id)))));
        yield return new("errors", "0");
        yield return new("skipped", Numbers.Figure(checks.Count(check => check.Outcome == Outcome.Unknown)));
        yield return new("time", Seconds(checks.Sum(check => check.DurationMs)));
    }

    private static string Seconds(double milliseconds) => (milliseconds / 1000).ToString("0.000", CultureInfo.InvariantCulture);

    private static XElement Property(string name, string value) => new("property", new XAttribute("name", name), Text("value", value));

    private static XAttribute Text(string name, string value) => new(name, Inert.Xml(value));
}
