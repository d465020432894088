using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Verification.Verifier.Tests;

/// <summary>Each way of lying about an audit, with the manifest forged to fit, is named.</summary>
public sealed class AuditTamperingTests
{
    private static readonly Dictionary<string, (Action<Bundle> Tamper, string Named)> Tamperings = new()
    {
        ["place removed from the verdict"] = (bundle => Verdict(bundle, root => List(Check(root, "Ports"), "places").RemoveAt(0)), "was measured for Ports"),
        ["all places removed from the verdict"] = (bundle => Verdict(bundle, root => List(Check(root, "Ports"), "places").Clear()), "was measured for Ports"),
        ["line of a place edited"] = (bundle => Verdict(bundle, root => List(Check(root, "Ports"), "places")[0]!["line"] = 99), "was measured for Ports"),
        ["file of a place edited"] = (bundle => Verdict(bundle, root => List(Check(root, "Secrets"), "places")[0]!["file"] = "compose.yaml"), "was measured for Secrets"),
        ["detail edited"] = (bundle => Verdict(bundle, root => List(Check(root, "Ports"), "details")[0] = "nothing to see"), "was measured for Ports"),
        ["detail removed"] = (bundle => Verdict(bundle, root => List(Check(root, "Ports"), "details").RemoveAt(2)), "was measured for Ports"),
        ["place given to what nobody looked at"] = (bundle => Verdict(bundle, root => List(Check(root, "Limits"), "places").Add(new JsonObject { ["file"] = ".env", ["line"] = 1 })), "was measured for Limits"),
        ["place removed from evidence and verdict"] = (bundle =>
        {
            bundle.Replace("evidence.jsonl", "{\"file\":\"compose.yaml\",\"line\":14},", "");
            Verdict(bundle, root => List(Check(root, "Ports"), "places").RemoveAt(0));
        }, "in more or fewer places than it has findings"),
        ["static check called behavioural"] = (bundle => Verdict(bundle, root => Check(root, "Ports")["method"] = "behavioural"), "the method of Ports"),
        ["proof edited"] = (bundle => Verdict(bundle, root => Check(root, "Ports")["provenBy"] = null), "the provenBy of Ports"),
        ["points edited"] = (bundle => Verdict(bundle, root => Check(root, "Ports")["points"] = 1), "the points of Ports"),
        ["impact edited"] = (bundle => Verdict(bundle, root => Check(root, "Ports")["why"] = "it does no harm"), "the why of Ports"),
        ["rubric taken out of the verdict"] = (bundle => Verdict(bundle, root => root["rubric"] = null), "verdict.json's rubric"),
        ["rubric taken out of run and verdict"] = (bundle => { Verdict(bundle, root => root["rubric"] = null); bundle.Edit("run.json", root => root["rubric"] = null); }, "the checks as"),
        ["rubric narrowed after the fact"] = (bundle =>
        {
            foreach (string file in new[] { "run.json", "verdict.json" })
            {
                bundle.Edit(file, root => List(root["rubric"]!, "checks").RemoveAt(2));
            }
        }, "the checks as"),
        ["rubric taken out of report.md"] = (bundle => bundle.Write("report.md", bundle.Read("report.md").Replace("review-z", "everything")), "report.md does not name"),
        ["rubric taken out of report.html"] = (bundle => bundle.Write("report.html", bundle.Read("report.html").Replace("review-z", "everything")), "report.html does not name"),
        ["rung of report.md edited"] = (bundle => bundle.Replace("report.md", "**NOT READY** → LIMITED BETA", "NOT READY → **LIMITED BETA**"), "the rung in report.md as 'LIMITED BETA', but it is 'NOT READY'"),
        ["rung of report.html edited"] = (bundle => bundle.Replace("report.html", "<strong>NOT READY</strong>", "<strong>FULL PRODUCTION</strong>"), "the rung in report.html as 'FULL PRODUCTION'"),
        ["rung of report.md removed"] = (bundle => bundle.Replace("report.md", "**NOT READY**", "NOT READY"), "the rung in report.md as ''"),
        ["unread file hidden"] = (bundle => Verdict(bundle, root => root["deployment"]!["unread"] = new JsonArray()), "verdict.json's deployment"),
        ["audited folder renamed"] = (bundle => Verdict(bundle, root => root["deployment"]!["path"] = "production"), "verdict.json's deployment"),
        ["earlier score edited"] = (bundle => Verdict(bundle, root => root["previous"]!["total"] = 10), "verdict.json's previous"),
        ["word of a partial audit widened"] = (bundle => Verdict(bundle, root => root["verdict"] = "AUDIT FAILED"), "the verdict as '(AUDIT FAILED, 1)', but it is '(PARTIAL AUDIT FAILED, 1)'"),
        ["result removed from report.sarif"] = (bundle => Results(bundle, results => results.RemoveAt(0)), "the results of report.sarif"),
        ["all results removed from report.sarif"] = (bundle => Results(bundle, results => results.Clear()), "the results of report.sarif as ''"),
        ["result doubled in report.sarif"] = (bundle => Results(bundle, results => results.Add(results[0]!.DeepClone())), "the results of report.sarif"),
        ["failure called passed in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Ports")["kind"] = "pass"), "the results of report.sarif"),
        ["failure without a kind in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Ports").Remove("kind")), "it has no 'kind'"),
        ["error called a note in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Ports")["level"] = "note"), "the results of report.sarif"),
        ["condition called an error in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Limits")["level"] = "error"), "the results of report.sarif"),
        ["open question called failed in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Tested")["kind"] = "fail"), "the results of report.sarif"),
        ["failure put on another rule in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Ports")["ruleId"] = "Pinned"), "the results of report.sarif"),
        ["rule index of report.sarif edited"] = (bundle => Results(bundle, results => Of(results, "Ports")["ruleIndex"] = 0), "the results of report.sarif"),
        ["rule index of report.sarif beyond the end"] = (bundle => Results(bundle, results => Of(results, "Ports")["ruleIndex"] = 77), "report.sarif"),
        ["line of a result moved"] = (bundle => Results(bundle, results => At(Of(results, "Ports"))["region"]!["startLine"] = 15), "the results of report.sarif"),
        ["file of a result renamed"] = (bundle => Results(bundle, results => At(Of(results, "Ports"))["artifactLocation"]!["uri"] = "deploy/other.yaml"), "the results of report.sarif"),
        ["place of a result removed"] = (bundle => Results(bundle, results => Of(results, "Ports").Remove("locations")), "the results of report.sarif"),
        ["failure suppressed in report.sarif"] = (bundle => Results(bundle, results => Of(results, "Ports")["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external" })), "the results of report.sarif"),
        ["waiver taken out of report.sarif"] = (bundle => Results(bundle, results => Of(results, "Secrets").Remove("suppressions")), "the results of report.sarif"),
        ["rule removed from report.sarif"] = (bundle => Sarif(bundle, run => List(run["tool"]!["driver"]!, "rules").RemoveAt(0)), "the rules of report.sarif"),
        ["rules of report.sarif swapped"] = (bundle => Sarif(bundle, run => { JsonNode first = List(run["tool"]!["driver"]!, "rules")[0]!.DeepClone(); List(run["tool"]!["driver"]!, "rules").RemoveAt(0); List(run["tool"]!["driver"]!, "rules").Add(first); }), "the rules of report.sarif"),
        ["verdict of report.sarif edited"] = (bundle => Sarif(bundle, run => run["properties"]!["verdict"] = "AUDIT PASSED"), "the verdict in report.sarif as 'AUDIT PASSED'"),
        ["second run in report.sarif"] = (bundle => bundle.Edit("report.sarif", root => List(root, "runs").Add(root["runs"]![0]!.DeepClone())), "report.sarif"),
        ["report.sarif without a run"] = (bundle => bundle.Edit("report.sarif", root => List(root, "runs").Clear()), "report.sarif"),
        ["report.sarif deleted"] = (bundle => bundle.Delete("report.sarif"), "report.sarif"),
        ["report.sarif not JSON"] = (bundle => bundle.Write("report.sarif", "<sarif/>"), "report.sarif"),
    };

    public static TheoryData<string> Names => [.. Tamperings.Keys];

    [Fact]
    public void Verify_AnAuditAsItWasWritten_Agrees()
    {
        using Bundle bundle = Bundle.Audited();

        bundle.Verified().Should().BeEquivalentTo(new VerifierResult("PARTIAL AUDIT FAILED", 1, []));
    }

    [Theory, MemberData(nameof(Names))]
    public void Verify_AnAuditTamperedWithAndSealedAgain_NamesIt(string name)
    {
        using Bundle bundle = Bundle.Audited();
        Tamperings[name].Tamper(bundle);
        bundle.Seal();

        VerifierResult result = bundle.Verified();

        result.ExitCode.Should().Be(70);
        string.Join('\n', result.Disagreements).Should().Contain(Tamperings[name].Named);
        result.Disagreements.Should().OnlyContain(sentence => sentence.EndsWith('.'));
    }

    private static void Verdict(Bundle bundle, Action<JsonNode> change) => bundle.Edit("verdict.json", change);

    private static void Sarif(Bundle bundle, Action<JsonNode> change) => bundle.Edit("report.sarif", root => change(root["runs"]![0]!));

    private static void Results(Bundle bundle, Action<JsonArray> change) => Sarif(bundle, run => change(List(run, "results")));

    private static JsonNode Check(JsonNode root, string id) => root["checks"]!.AsArray().Single(check => check!["id"]!.ToString() == id)!;

    private static JsonObject Of(JsonArray results, string rule) => results.First(result => result!["ruleId"]!.ToString() == rule)!.AsObject();

    private static JsonNode At(JsonObject result) => result["locations"]![0]!["physicalLocation"]!;

    private static JsonArray List(JsonNode from, string name) => from[name]!.AsArray();
}
