using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what does not hold as SARIF results: one per place of a failed check, and open ones for what nobody could answer.</summary>
internal static class SarifResults
{
    public static IEnumerable<JsonObject> Of(List<CheckEntry> checks, VerdictDocument document, SarifPaths paths)
    {
        ILookup<string, string> waivers = document.Conditions.Where(finding => finding.WaivedBy is not null).ToLookup(finding => finding.Check, finding => finding.WaivedBy!, StringComparer.Ordinal);
        return checks.Index().Where(entry => entry.Item.Outcome != Outcome.Pass)
            .SelectMany(entry => Results(entry.Item, entry.Index, waivers[entry.Item.Id].FirstOrDefault(), paths));
    }

    private static IEnumerable<JsonObject> Results(CheckEntry check, int index, string? waiver, SarifPaths paths)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach ((Place? place, string text) in Found(check))
        {
            JsonObject result = new()
            {
                ["ruleId"] = Inert.Line(check.Id),
                ["ruleIndex"] = index,
                ["kind"] = check.Outcome == Outcome.Fail ? "fail" : "open",
                ["level"] = check.Outcome == Outcome.Fail ? SarifRules.Level(check) : "none",
                ["message"] = SarifReport.Text(text),
                ["partialFingerprints"] = new JsonObject { ["primaryLocationLineHash"] = Fingerprint(check, place, text, seen) },
            };
            if (place is not null)
            {
                result["locations"] = new JsonArray(Location(place, paths));
            }

            if (waiver is not null)
            {
                result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = Inert.Sarif(waiver) });
            }

            yield return result;
        }
    }

    // Where nothing has a place, the check's own sentence stands for all of it, so that no failure is left out.
    private static IEnumerable<(Place? Place, string Text)> Found(CheckEntry check) => check.Places.Count == 0 || check.Places.Count != check.Details.Count
        ? [(null, check.Reason)]
        : check.Places.Zip(check.Details, (place, detail) => (place, Without($"{place}: ", detail))).Select(found => ((Place?)found.place, found.Item2));

    private static string Without(string prefix, string text) => text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static JsonObject Location(Place place, SarifPaths paths)
    {
        JsonObject artifact = new() { ["uri"] = paths.Uri(place.File) };
        if (paths.Base is string name)
        {
            artifact["uriBaseId"] = name;
        }

        return new()
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = artifact, ["region"] = new JsonObject { ["startLine"] = Math.Max(1, place.Line) } },
        };
    }

    // The only fingerprint that GitHub compares. Without the line number a finding stays the same one when lines above it
    // come or go; equal findings in one file are counted, so that none hides behind another.
    private static string Fingerprint(CheckEntry check, Place? place, string text, Dictionary<string, int> seen)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{check.Id}\0{place?.File}\0{text}")))[..16];
        seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return $"{hash}:{Numbers.Figure(seen[hash])}";
    }
}
