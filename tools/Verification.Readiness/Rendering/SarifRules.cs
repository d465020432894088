using System.Globalization;
using System.Text.Json.Nodes;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes a static check as a SARIF rule.</summary>
internal static class SarifRules
{
    private const string Security = "Security";

    public static JsonObject Of(CheckEntry check) => new()
    {
        ["id"] = Inert.Line(check.Id),
        ["name"] = Inert.Line(check.Id),
        ["shortDescription"] = SarifReport.Text(check.Question),
        ["fullDescription"] = SarifReport.Text(check.Why),
        ["help"] = new JsonObject
        {
            ["text"] = Inert.Sarif($"Do: {check.Remediation} ({Numbers.Effort(check.Minutes)}) Source: {check.Source}"),
            ["markdown"] = Inert.SarifBraces($"**Do:** {Inert.Markdown(check.Remediation)} ({Numbers.Effort(check.Minutes)})\n\n**Source:** {Inert.Markdown(check.Source)}{Proof(check)}\n"),
        },
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(check) },
        ["properties"] = Properties(check),
    };

    /// <summary>How a host shows a failure: what blocks is an error, what puts a condition a warning.</summary>
    public static string Level(CheckEntry check) => check.Requirement == Requirement.Required ? "error" : "warning";

    private static string Proof(CheckEntry check) =>
        check.ProvenBy is string behavioural ? $"\n\nThe files only state it; the check {Inert.Markdown(behavioural)} proves it on a running deployment." : "";

    private static JsonObject Properties(CheckEntry check)
    {
        JsonObject properties = new()
        {
            ["tags"] = new JsonArray([.. Tags(check).Select(tag => JsonValue.Create(tag))]),
            ["precision"] = "high",
            ["problem.severity"] = Level(check),
            ["requirement"] = Words.Of(check.Requirement),
            ["severity"] = Words.Of(check.Severity),
            ["points"] = check.Points,
            ["minutes"] = check.Minutes,
        };
        // Hosts list whatever has this figure among vulnerabilities: only what is one may have it.
        if (check.Category == Security)
        {
            properties["security-severity"] = SecuritySeverity(check.Severity).ToString("0.0", CultureInfo.InvariantCulture);
        }

        return properties;
    }

    // An area may be called security too; only the category makes a check one of it.
    private static IEnumerable<string> Tags(CheckEntry check) =>
        new[] { Tag(check.Category), Tag(check.Area) }.Distinct().Where(tag => tag != Tag(Security) || check.Category == Security);

    private static string Tag(string words) => Inert.Line(words).ToLowerInvariant().Replace(' ', '-');

    // One figure inside each band of the hosts' scale: critical above 9, high from 7, medium from 4, low below.
    private static double SecuritySeverity(Severity severity) => severity switch
    {
        Severity.Critical => 9.5,
        Severity.High => 8.0,
        Severity.Medium => 5.5,
        Severity.Low => 3.0,
        _ => throw new InvalidOperationException($"Severity {severity} is not defined."),
    };
}
