using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>The parts of SARIF 2.1.0 that its schema and its readers insist on.</summary>
public sealed class SarifReportTests
{
    private static readonly JsonObject Run = Of(AuditSamples.Audit());

    [Fact]
    public void Log_OfAnAudit_IsOneRunOfOneTool()
    {
        JsonObject log = JsonNode.Parse(SarifReport.Render(AuditSamples.Audit()))!.AsObject();

        log["version"]!.GetValue<string>().Should().Be("2.1.0");
        log["$schema"]!.GetValue<string>().Should().EndWith("sarif-schema-2.1.0.json");
        log["runs"]!.AsArray().Should().ContainSingle();
        Run["tool"]!["driver"]!["name"]!.GetValue<string>().Should().Be("readiness");
        Run["automationDetails"]!["id"]!.GetValue<string>().Should().Be("readiness/deploy/glitchtip/run-7f3a");
        Run["properties"]!.ToJsonString().Should().Be("""{"runId":"run-7f3a","verdict":"AUDIT FAILED","score":87.5,"grade":"B\u002B"}""");
    }

    [Fact]
    public void Rules_AreTheStaticChecksThatWereAsked_WithAllThatAReaderShows()
    {
        Rules(Run).Select(rule => Text(rule["id"])).Should().Equal(AuditSamples.Audit().Checks.Select(check => check.Id)).And.OnlyHaveUniqueItems();
        foreach ((JsonObject rule, CheckEntry check) in Rules(Run).Zip(AuditSamples.Audit().Checks))
        {
            Text(rule["shortDescription"]!["text"]).Should().Be(check.Question);
            Text(rule["fullDescription"]!["text"]).Should().Be(check.Why);
            Text(rule["help"]!["text"]).Should().Contain(check.Remediation).And.Contain(check.Source).And.Contain($"{check.Minutes} min");
            Text(rule["help"]!["markdown"]).Should().StartWith("**Do:** ");
            Text(rule["defaultConfiguration"]!["level"]).Should().Be(check.Requirement == Requirement.Required ? "error" : "warning");
            rule.ContainsKey("helpUri").Should().BeFalse("a page of this repository has no absolute address");
        }
    }

    [Fact]
    public void Rules_OfBehaviouralChecks_AreNotThere()
    {
        JsonObject run = Of(Samples.Everything());

        Rules(run).Should().BeEmpty();
        Results(run).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Security", Severity.Critical, "9.5")]
    [InlineData("Security", Severity.High, "8.0")]
    [InlineData("Security", Severity.Medium, "5.5")]
    [InlineData("Security", Severity.Low, "3.0")]
    [InlineData("Backup", Severity.Critical, null)]
    public void Rule_OfASecurityCheckOnly_HasASecuritySeverity(string category, Severity severity, string? expected)
    {
        JsonObject properties = Rules(Of(Changed(check => check with { Category = category, Severity = severity, Area = "security" })))[0]["properties"]!.AsObject();

        Text(properties["security-severity"]).Should().Be(expected);
        properties["tags"]!.AsArray().Select(Text).Contains("security").Should().Be(expected is not null, "a reader lists what has that tag among vulnerabilities");
    }

    [Fact]
    public void Results_OfFailedChecks_AreOnePerPlace()
    {
        string[] expected = [.. AuditSamples.Audit().Checks.Where(check => check.Outcome == Outcome.Fail).SelectMany(check => check.Details.Select(detail => $"{check.Id} deploy/glitchtip/{detail}"))];

        Results(Run).Where(result => Text(result["kind"]) == "fail").Select(result => $"{Text(result["ruleId"])} {Uri(result)}:{Line(result)}: {Text(result["message"]!["text"])!.Replace("\u2060", "")}")
            .Should().Equal(expected).And.HaveCount(7);
        Results(Run).Where(result => Text(result["kind"]) == "fail").Should().OnlyContain(result => Text(result["level"]) == (Text(result["ruleId"]) == "LimitsAreSet" || Text(result["ruleId"]) == "BackupsLeaveTheHost" ? "warning" : "error"));
    }

    [Fact]
    public void Results_OfUnknownChecks_AreOpenAndOfNoLevel() => Results(Run).Where(result => Text(result["kind"]) != "fail")
        .Select(result => $"{Text(result["ruleId"])} {Text(result["kind"])} {Text(result["level"])} {result.ContainsKey("locations")}")
        .Should().Equal("BackupIsTested open none True", "MonitorIsScheduled open none False");

    [Fact]
    public void Results_Each_PointsToItsRuleAndAPlaceInsideTheRepository()
    {
        List<JsonObject> rules = Rules(Run);
        foreach (JsonObject result in Results(Run))
        {
            Text(rules[result["ruleIndex"]!.GetValue<int>()]["id"]).Should().Be(Text(result["ruleId"]));
            Text(result["message"]!["text"]).Should().NotBeNullOrEmpty();
            if (result.ContainsKey("locations"))
            {
                System.Uri.IsWellFormedUriString(Uri(result), UriKind.Relative).Should().BeTrue();
                Uri(result).Should().StartWith("deploy/glitchtip/").And.NotContain("..");
                Line(result).Should().BeGreaterThanOrEqualTo(1);
            }
        }
    }

    [Fact]
    public void Result_OfAWaivedCheck_IsSuppressedByWhoAnswersForIt()
    {
        JsonObject[] suppressed = [.. Results(Run).Where(result => result.ContainsKey("suppressions"))];

        suppressed.Should().ContainSingle().Which["ruleId"]!.GetValue<string>().Should().Be("HttpsIsTerminated");
        Text(suppressed[0]["suppressions"]![0]!["kind"]).Should().Be("external");
        Text(suppressed[0]["suppressions"]![0]!["justification"]).Should().Contain("until 2025-12-31: The proxy comes in June.");
    }

    [Fact]
    public void Result_OfAFailureWithoutAPlace_IsStillThere()
    {
        JsonObject result = Results(Of(Changed(check => check with { Outcome = Outcome.Fail, Details = ["a", "b"], Places = [], Reason = "somewhere" }))).First();

        Text(result["message"]!["text"]).Should().Be("somewhere");
        result.ContainsKey("locations").Should().BeFalse();
    }

    [Fact]
    public void Result_AtALineThatNoFileHas_PointsToTheFirst() =>
        Line(Results(Of(Changed(check => check with { Outcome = Outcome.Fail, Details = ["x"], Places = [new Place("a", 0)] })))[0]).Should().Be(1);

    [Fact]
    public void Invocation_SaysWhatCouldNotBeReadAndWhetherTheHarnessFailed()
    {
        Run["invocations"]![0]!["executionSuccessful"]!.GetValue<bool>().Should().BeTrue();
        Text(Run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"]).Should().Be("Not read: monitor.sh: permission denied");
        Of(AuditSamples.Audit() with { ExitCode = ExitCodes.HarnessFailed })["invocations"]![0]!["executionSuccessful"]!.GetValue<bool>().Should().BeFalse();
        Of(AuditSamples.Passing())["invocations"]![0]!.AsObject().ContainsKey("toolExecutionNotifications").Should().BeFalse();
    }

    [Fact]
    public void Log_OfARubric_NamesIt()
    {
        JsonObject run = Of(AuditSamples.Rubric());

        Text(run["properties"]!["rubric"]).Should().Be("review-b");
        Text(run["automationDetails"]!["id"]).Should().Be("readiness/review-b/run-7f3a");
        Rules(run).Should().HaveCount(2);
        Results(run).Should().BeEmpty();
    }

    private static VerdictDocument Changed(Func<CheckEntry, CheckEntry> change) => AuditSamples.Passing() with { Checks = [.. AuditSamples.Passing().Checks.Select(change)] };

    private static JsonObject Of(VerdictDocument document) => JsonNode.Parse(SarifReport.Render(document))!["runs"]!.AsArray().Single()!.AsObject();

    private static List<JsonObject> Rules(JsonObject run) => [.. run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!.AsObject())];

    private static List<JsonObject> Results(JsonObject run) => [.. run["results"]!.AsArray().Select(result => result!.AsObject())];

    private static string Uri(JsonObject result) => Text(result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"])!;

    private static int Line(JsonObject result) => result["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!.GetValue<int>();

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
