using System.Globalization;
using System.Text.Json.Nodes;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>report.sarif (SARIF 2.1.0): what the static checks found, at the places where a code host can show it.</summary>
public static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The log: one run whose rules are the static checks that were asked, whatever came of them.</summary>
    public static string Render(VerdictDocument document)
    {
        SarifPaths paths = SarifPaths.Of(document.Deployment);
        List<CheckEntry> checks = [.. document.Checks.Where(check => check.Method == Method.Static)];
        JsonObject run = new()
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "readiness",
                    ["version"] = Inert.Line(document.Commit),
                    ["rules"] = new JsonArray([.. checks.Select(SarifRules.Of)]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = Id(document, paths) },
            ["invocations"] = new JsonArray(Invocation(document)),
            ["results"] = new JsonArray([.. SarifResults.Of(checks, document, paths)]),
            ["properties"] = Properties(document),
        };
        if (paths.Base is string name)
        {
            run["originalUriBaseIds"] = new JsonObject { [name] = new JsonObject { ["description"] = Text("The deployment folder that was audited.") } };
        }

        return new JsonObject { ["$schema"] = Schema, ["version"] = "2.1.0", ["runs"] = new JsonArray(run) }.ToJsonString(Json.Document) + "\n";
    }

    /// <summary>A message of plain text.</summary>
    internal static JsonObject Text(string text) => new() { ["text"] = Inert.Sarif(text) };

    // What is before the last slash is the category under which a host replaces the results of an earlier upload.
    private static string Id(VerdictDocument document, SarifPaths paths) => string.Join('/', new[] { "readiness", paths.Folder, document.Rubric?.Name ?? "", document.RunId }
        .Where(part => part.Length > 0).Select(part => part == paths.Folder ? part : Uri.EscapeDataString(Inert.Line(part))));

    private static JsonObject Invocation(VerdictDocument document)
    {
        JsonObject invocation = new()
        {
            ["executionSuccessful"] = document.ExitCode != ExitCodes.HarnessFailed,
            ["exitCode"] = document.ExitCode,
            ["startTimeUtc"] = Moment(document.StartedAt),
            ["endTimeUtc"] = Moment(document.EvaluatedAt),
        };
        IReadOnlyList<string> unread = document.Deployment?.Unread ?? [];
        if (unread.Count > 0)
        {
            invocation["toolExecutionNotifications"] = new JsonArray([.. unread.Select(file => new JsonObject { ["level"] = "warning", ["message"] = Text($"Not read: {file}") })]);
        }

        return invocation;
    }

    private static JsonObject Properties(VerdictDocument document)
    {
        JsonObject properties = new()
        {
            ["runId"] = Inert.Line(document.RunId), ["verdict"] = Inert.Line(document.Verdict), ["score"] = document.Score.Total, ["grade"] = Inert.Line(document.Score.Grade),
        };
        if (document.Rubric is RubricRecord rubric)
        {
            properties["rubric"] = Inert.Line(rubric.Name);
        }

        return properties;
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
