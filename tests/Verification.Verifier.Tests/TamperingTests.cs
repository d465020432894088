using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Verification.Verifier.Tests;

/// <summary>Each way of tampering, with the manifest forged to fit, is named.</summary>
public sealed class TamperingTests
{
    private static readonly Dictionary<string, (Action<Bundle> Tamper, string Named)> Tamperings = new()
    {
        ["outcome of a check flipped"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Tags")["outcome"] = "pass"), "the outcome of Tags as 'pass', but it is 'fail'"),
        ["outcome in the evidence flipped"] = (bundle => bundle.Replace("evidence.jsonl", "\"outcome\":\"fail\"", "\"outcome\":\"pass\""), "What verdict.json says was measured for Tags"),
        ["figure in the evidence edited"] = (bundle => bundle.Replace("evidence.jsonl", "\"measured\":1.23456", "\"measured\":1.5"), "was measured for Lagging"),
        ["figure and outcome in the evidence edited"] = (bundle => { bundle.Replace("evidence.jsonl", "\"outcome\":\"fail\",\"measured\":3", "\"outcome\":\"pass\",\"measured\":0"); }, "the outcome of Tags as 'fail', but it is 'pass'"),
        ["figure in the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Tags")["measured"] = 1), "was measured for Tags"),
        ["sample size in the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Stored")["samples"] = 10000), "was measured for Stored"),
        ["reason of a failure edited"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Tags")["reason"] = "A glitch of ours."), "was measured for Tags"),
        ["reason of a success edited"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Stored")["reason"] = "Even better."), "was measured for Stored"),
        ["bound in the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => Check(root, "Tags")["threshold"]!["value"] = 5), "the threshold of Tags"),
        ["bound in the catalogue edited"] = (bundle => bundle.Edit("catalogue.json", root => Definition(root, "Tags")["threshold"]!["value"] = 5), "the threshold of Tags|the outcome of Tags"),
        ["evidence line deleted"] = (bundle => bundle.Write("evidence.jsonl", string.Concat(bundle.Read("evidence.jsonl").Split('\n').Where(line => !line.Contains("\"Tags\"")).Select(line => line + "\n"))), "the outcome of Tags as 'fail', but it is 'unknown'"),
        ["evidence lines swapped"] = (bundle => bundle.Write("evidence.jsonl", string.Join('\n', bundle.Read("evidence.jsonl").Trim().Split('\n').Reverse())), "evidence lines of"),
        ["evidence of another run pasted in"] = (bundle => bundle.Replace("evidence.jsonl", "\"runId\":\"run-1\"", "\"runId\":\"run-0\""), "belongs to the run run-0"),
        ["evidence of another subject pasted in"] = (bundle => bundle.Replace("evidence.jsonl", "sha256:deployment-under-decision", "sha256:other"), "the outcome of Stored as 'pass', but it is 'unknown'"),
        ["evidence made fresh"] = (bundle => bundle.Replace("evidence.jsonl", "2026-04-25", "2026-05-04"), "the outcome of Stale as 'unknown', but it is 'pass'"),
        ["outcome given twice in one line"] = (bundle => bundle.Replace("evidence.jsonl", "\"outcome\":\"fail\"", "\"outcome\":\"fail\",\"outcome\":\"pass\""), "evidence.jsonl:2"),
        ["outcome of two words"] = (bundle => bundle.Replace("evidence.jsonl", "\"outcome\":\"fail\"", "\"outcome\":\"unknown, fail\""), "no outcome is 'unknown, fail'"),
        ["check removed from the verdict"] = (bundle => bundle.Edit("verdict.json", root => root["checks"]!.AsArray().Remove(Check(root, "Tags"))), "the checks as"),
        ["check removed from the catalogue"] = (bundle => bundle.Edit("catalogue.json", root => root["checks"]!.AsArray().Remove(Definition(root, "Tags"))), "the checks as"),
        ["check made recommended"] = (bundle => bundle.Edit("catalogue.json", root => Definition(root, "Tags")["requirement"] = "recommended"), "the requirement of Tags"),
        ["check no longer applies"] = (bundle => bundle.Edit("catalogue.json", root => Definition(root, "Tags")["appliesTo"] = new JsonArray("embedded")), "the checks not rehearsed"),
        ["check renamed in the evidence"] = (bundle => bundle.Replace("evidence.jsonl", "\"check\":\"Tags\"", "\"check\":\"tags\""), "the outcome of Tags as 'fail', but it is 'unknown'"),
        ["points edited"] = (bundle => bundle.Edit("catalogue.json", root => Definition(root, "Tags")["points"] = 0), "the deductions of Integration"),
        ["weight edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["categories"]![0]!["weight"] = 0.9), "the score categories"),
        ["score of a category edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["categories"]![5]!["score"] = 100), "the score of Integration"),
        ["deduction removed"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["categories"]![5]!["deductions"]!.AsArray().RemoveAt(0)), "the deductions of Integration"),
        ["total edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["total"] = 99.9), "the total score as 99.9"),
        ["ignorance edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["ignorance"] = 0), "the ignorance in the score"),
        ["weight asked edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["weightAsked"] = 1), "the weight that was asked"),
        ["grade edited"] = (bundle => bundle.Edit("verdict.json", root => root["score"]!["grade"] = "A+"), "the grade as 'A+'"),
        ["waiver extended after the fact"] = (bundle => bundle.Edit("catalogue.json", root => root["waivers"]![0]!["until"] = "2027-06-30"), "the conditions as"),
        ["waiver shortened after the fact"] = (bundle => bundle.Edit("catalogue.json", root => root["waivers"]![0]!["until"] = "2026-05-03"), "the blockers as"),
        ["waiver's date in the verdict forged"] = (bundle => bundle.Edit("verdict.json", root => root["conditions"]!.AsArray().Single(entry => entry!["check"]!.ToString() == "Waived")!["waivedBy"] = "ops until 2030-01-01: known"), "the conditions as"),
        ["waiver for another check slipped in"] = (bundle => bundle.Replace("catalogue.json", "\"check\": \"Waived\"", "\"check\": \"Tags\""), "the blockers as"),
        ["quarantine lifted"] = (bundle => bundle.Edit("catalogue.json", root => root["quarantined"] = new JsonArray()), "the outcome of Flaky as 'unknown', but it is 'pass'"),
        ["quarantine put on a failure"] = (bundle => bundle.Replace("catalogue.json", "\"check\": \"Flaky\"", "\"check\": \"Tags\""), "the outcome of Tags as 'fail', but it is 'unknown'"),
        ["word edited"] = (bundle => bundle.Edit("verdict.json", root => root["verdict"] = "GO"), "the verdict as '(GO, 1)', but it is '(NO-GO, 1)'"),
        ["exit code edited"] = (bundle => bundle.Edit("verdict.json", root => root["exitCode"] = 0), "the verdict as '(NO-GO, 0)'"),
        ["blocker removed"] = (bundle => bundle.Edit("verdict.json", root => root["blockers"] = new JsonArray()), "the blockers as ''"),
        ["inconclusive check removed"] = (bundle => bundle.Edit("verdict.json", root => root["inconclusive"]!.AsArray().RemoveAt(0)), "the inconclusive checks as"),
        ["condition removed"] = (bundle => bundle.Edit("verdict.json", root => root["conditions"]!.AsArray().RemoveAt(0)), "the conditions as"),
        ["unmet condition left out"] = (bundle => bundle.Edit("verdict.json", root => root["unmet"] = new JsonArray()), "leaves out something that run.json says was unmet"),
        ["moment of evaluation moved"] = (bundle => bundle.Replace("run.json", "2026-05-04T12:00:00", "2026-05-24T12:00:00"), "verdict.json's evaluatedAt"),
        ["scope widened"] = (bundle => bundle.Replace("verdict.json", "\"scope\": \"full\"", "\"scope\": \"partial\""), "verdict.json's scope"),
        ["commit in the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => root["commit"] = "f00"), "verdict.json's commit"),
        ["dirty work tree hidden"] = (bundle => bundle.Edit("run.json", root => root["workTreeDirty"] = true), "manifest.json's workTreeDirty"),
        ["run renamed in the verdict"] = (bundle => bundle.Edit("verdict.json", root => root["runId"] = "run-2"), "verdict.json's runId"),
        ["run renamed in run.json"] = (bundle => bundle.Edit("run.json", root => root["runId"] = "run-2"), "manifest.json's runId"),
        ["rehearsal hidden"] = (bundle => { bundle.Edit("run.json", root => root["rehearsal"] = true); bundle.Edit("verdict.json", root => root["rehearsal"] = true); }, "whether it was a rehearsal"),
        ["event of the ledger removed"] = (bundle => bundle.Write("ledger.jsonl", string.Join('\n', bundle.Read("ledger.jsonl").Split('\n').Skip(1))), "the event counts as"),
        ["lost event called stored"] = (bundle => bundle.Replace("ledger.jsonl", "\"class\":\"lost\"", "\"class\":\"stored\""), "the event counts as"),
        ["event in two classes"] = (bundle => bundle.Replace("ledger.jsonl", new string('c', 32), new string('d', 32)), "an event into more than one class"),
        ["ledger of the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => root["ledger"]!["sent"] = 3), "verdict.json's ledger"),
        ["load of the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => root["load"]!["plans"]![0]!["stored"] = 2000), "verdict.json's load"),
        ["load left out of the verdict"] = (bundle => bundle.Edit("verdict.json", root => root["load"] = null), "verdict.json's load"),
        ["backup of the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => root["backup"]!["point"]!["lost"] = 0), "verdict.json's backup"),
        ["backup left out of the verdict"] = (bundle => bundle.Edit("verdict.json", root => root["backup"] = null), "verdict.json's backup"),
        ["cutover of the verdict edited"] = (bundle => bundle.Edit("verdict.json", root => root["cutover"]!["drills"]![1]!["account"]!["unexplained"] = 0), "verdict.json's cutover"),
        ["cutover left out of the verdict"] = (bundle => bundle.Edit("verdict.json", root => root["cutover"] = null), "verdict.json's cutover"),
        ["ledger deleted"] = (bundle => bundle.Delete("ledger.jsonl"), "ledger.jsonl"),
        ["heading of report.md edited"] = (bundle => bundle.Replace("report.md", "NO-GO", "GO"), "the heading of report.md as 'GO', but it is 'NO-GO'"),
        ["heading of report.html edited"] = (bundle => bundle.Replace("report.html", "<span>NO-GO</span>", "<span>GO</span>"), "the heading of report.html as 'GO'"),
        ["report of another run"] = (bundle => bundle.Write("report.md", bundle.Read("report.md").Replace("run-1", "run-9")), "report.md does not name the run run-1"),
        ["verdict of junit.xml edited"] = (bundle => bundle.Replace("junit.xml", "value=\"NO-GO\"", "value=\"GO\""), "the verdict of junit.xml"),
        ["failure taken out of junit.xml"] = (bundle => bundle.Write("junit.xml", bundle.Read("junit.xml").Replace("<failure", "<passed").Replace("</failure", "</passed")), "the cases of junit.xml"),
        ["failures of junit.xml edited"] = (bundle => bundle.Replace("junit.xml", "failures=\"1\"", "failures=\"0\""), "the totals of junit.xml"),
        ["skips of junit.xml edited"] = (bundle => bundle.Replace("junit.xml", "skipped=\"3\"", "skipped=\"0\""), "the totals of junit.xml"),
        ["run.json deleted"] = (bundle => bundle.Delete("run.json"), "run.json"),
        ["catalogue.json deleted"] = (bundle => bundle.Delete("catalogue.json"), "catalogue.json"),
        ["verdict.json deleted"] = (bundle => bundle.Delete("verdict.json"), "verdict.json"),
        ["evidence.jsonl deleted"] = (bundle => bundle.Delete("evidence.jsonl"), "evidence.jsonl"),
        ["journal.jsonl deleted"] = (bundle => bundle.Delete("journal.jsonl"), "journal.jsonl"),
        ["report.md deleted"] = (bundle => bundle.Delete("report.md"), "report.md"),
        ["junit.xml deleted"] = (bundle => bundle.Delete("junit.xml"), "junit.xml"),
        ["verdict.json not JSON"] = (bundle => bundle.Write("verdict.json", "GO"), "verdict.json"),
        ["verdict.json of nothing"] = (bundle => bundle.Write("verdict.json", "{}"), "it has no 'verdict'"),
        ["run.json a list"] = (bundle => bundle.Write("run.json", "[]"), "can't be used"),
        ["evidence line cut off"] = (bundle => bundle.Replace("evidence.jsonl", "\"durationMs\":12.5}", "\"dura"), "evidence.jsonl:1"),
        ["junit.xml not XML"] = (bundle => bundle.Write("junit.xml", "<testsuites"), "junit.xml"),
        ["junit.xml with an entity bomb"] = (bundle => bundle.Write("junit.xml", "<!DOCTYPE a [<!ENTITY x \"y\">]><testsuites>&x;</testsuites>"), "junit.xml"),
    };

    public static TheoryData<string> Names => [.. Tamperings.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Verify_TamperedWithAndSealedAgain_NamesIt(string name)
    {
        using Bundle bundle = Bundle.Everyday();
        Tamperings[name].Tamper(bundle);
        bundle.Seal();

        VerifierResult result = bundle.Verified();

        result.ExitCode.Should().Be(70);
        string all = string.Join('\n', result.Disagreements);
        Tamperings[name].Named.Split('|').Should().OnlyContain(part => all.Contains(part), "what was found is {0}", all);
        result.Disagreements.Should().OnlyContain(sentence => sentence.EndsWith('.'));
    }

    [Theory, MemberData(nameof(Names))]
    public void Verify_TamperedWithUnderTheOldManifest_SaysThatTheFileWasAlteredOrIsMissing(string name)
    {
        using Bundle bundle = Bundle.Everyday();
        Tamperings[name].Tamper(bundle);

        bundle.Verified().Disagreements.Should().Contain(sentence => sentence.Contains("was altered after the manifest") || sentence.Contains("listed in manifest.json but missing"));
    }

    private static JsonNode Check(JsonNode root, string id) => root["checks"]!.AsArray().Single(check => check!["id"]!.ToString() == id)!;

    private static JsonNode Definition(JsonNode root, string id) => Check(root, id);
}
