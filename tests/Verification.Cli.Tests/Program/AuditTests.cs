using System.Text.Json;
using Verification.Cli.Tests.Support;
using Verification.Readiness;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>`audit DIR` as people meet it.</summary>
public sealed class AuditTests(Clone clone)
{
    private const string Phase2 = "scenarios/deployments/phase2-review", Phase3 = "scenarios/deployments/phase3-review", Hardened = "scenarios/deployments/hardened";

    // Categories and deductions as the production review of phase 3 printed them (migration requirements, section 9).
    private static readonly Dictionary<string, double> ReviewA = new()
    {
        ["Security"] = 95, ["Resource efficiency"] = 98, ["Reliability"] = 95, ["Backup"] = 92, ["Configuration"] = 94, ["Integration"] = 98, ["Monitoring"] = 85,
    };

    private static readonly string[] Deductions =
    [
        "TrafficIsEncrypted 5", "DataStoresHaveMemoryLimits 2", "WebAndWorkerHaveHealthChecks 5", "BackupIsVerified 5", "BackupLeavesTheMachine 3", "ImagesAreNotLatest 3",
        "BrokerPersists 3", "SmokeTestIsAutomated 2", "MonitoringIsScheduled 5", "MonitoringAlerts 5", "ContainerLogsAreBounded 5",
    ];

    [Fact]
    public async Task Audit_Phase3ByReviewA_ReproducesItsTable()
    {
        (CliResult result, VerdictDocument verdict, _) = await AuditAsync(Phase3, "--rubric", "review-a");

        verdict.Score.Categories.ToDictionary(category => category.Name, category => category.Score).Should().BeEquivalentTo(ReviewA);
        (verdict.Score.Total, verdict.Score.Grade).Should().Be((94.7, "A"));
        verdict.Score.Categories.SelectMany(category => category.Deductions).Select(deduction => $"{deduction.Check} {deduction.Points}").Should().BeEquivalentTo(Deductions);
        verdict.Score.Ignorance.Should().Be(0);
        result.LastLine.Should().StartWith("PARTIAL AUDIT FAILED · score 94.7 (A)", "its score never decides, and a rubric softens nothing");
    }

    [Fact]
    public async Task Audit_Phase2ByReviewB_IsBlockedByItsThreeBlockers()
    {
        (CliResult result, VerdictDocument verdict, _) = await AuditAsync(Phase2, "--rubric", "review-b");

        verdict.Blockers.Select(finding => finding.Check).Should().BeEquivalentTo("PortsArePrivate", "SecretsAreNotCompromised", "HealthChecksCanPass");
        result.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Audit_Phase3_FailsOnWhatTheReviewsMissed_EachWithItsPlace()
    {
        (CliResult result, VerdictDocument verdict, _) = await AuditAsync(Phase3);

        result.LastLine.Should().StartWith("AUDIT FAILED");
        result.ExitCode.Should().Be(1);
        string[] missed =
        [
            "RegistrationIsClosedBySetting", "LegacyRegistrationNameIsNotUsed", "BrokerDoesNotEvict", "BrokerPersists", "DatabaseTuningTakesEffect", "WorkerKeepsUpWithBursts",
            "ScheduledJobsRun", "DomainIsReachable", "RequestBodiesAreCapped", "MonitoringProbesDelivery", "DumpFailureIsNoticed", "MailIsDelivered",
        ];
        CheckEntry[] found = [.. verdict.Checks.Where(check => missed.Contains(check.Id))];
        found.Where(check => check.Outcome != Outcome.Fail).Select(check => $"{check.Id} {check.Outcome}: {check.Reason}").Should().BeEmpty();
        found.Should().HaveSameCount(missed).And.OnlyContain(check => check.Places.Count > 0 && check.Places.Count == check.Details.Count);
    }

    [Fact]
    public async Task Audit_Hardened_HasNoFindingAtAll()
    {
        (CliResult result, VerdictDocument verdict, string folder) = await AuditAsync(Hardened);

        verdict.Checks.Where(check => check.Outcome != Outcome.Pass).Select(check => $"{check.Id} {check.Outcome}: {check.Reason}").Should().BeEmpty();
        result.LastLine.Should().StartWith("AUDIT PASSED · score 100 (A+)");
        result.Output.Should().NotContain("GO ");
        (await CliProcess.RunAsync(clone, ["verify", folder])).LastLine.Should().StartWith("Verified: AUDIT PASSED");
    }

    [Fact]
    public async Task Audit_HardenedCopiedWithItsPublishedSecrets_IsBlocked()
    {
        string copy = Copy(Hardened);
        (_, VerdictDocument verdict, _) = await AuditAsync(copy);

        verdict.Blockers.Select(finding => finding.Check).Should().Equal("SecretsAreNotCompromised");
    }

    [Theory]
    [InlineData(Phase2)]
    [InlineData(Phase3)]
    [InlineData(Hardened)]
    public async Task Audit_EverythingItLeavesAndPrints_HoldsNoSecretOfTheFolder(string deployment)
    {
        (CliResult result, _, string folder) = await AuditAsync(deployment);
        string all = result.Output + result.Errors + string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

        Secrets(deployment).Should().NotBeEmpty();
        Secrets(deployment).SelectMany(Spellings.Of).Where(form => all.Contains(form, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    }

    [Fact]
    public async Task Audit_WithNothingInPath_NeedsNoOtherProgram()
    {
        CliResult result = await CliProcess.RunAsync(clone, ["audit", Hardened, "--out", clone.Fresh("audit")], new Dictionary<string, string> { ["PATH"] = "/nowhere" });

        result.ExitCode.Should().Be(0, result.Errors);
    }

    [Fact]
    public async Task Audit_WithPrevious_ShowsWhatChanged()
    {
        (_, _, string before) = await AuditAsync(Phase2);
        (_, VerdictDocument after, string folder) = await AuditAsync(Phase3, "--previous", before);

        after.Previous!.NotHeld.Should().Contain("PortsArePrivate");
        after.Previous.Total.Should().BeLessThan(after.Score.Total);
        File.ReadAllText(Path.Combine(folder, "report.md")).Should().Contain("PortsArePrivate");
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(1, "both evaluators agree that it failed");
    }

    private async Task<(CliResult Result, VerdictDocument Verdict, string Folder)> AuditAsync(string deployment, params string[] options)
    {
        string folder = clone.Fresh("audit");
        CliResult result = await CliProcess.RunAsync(clone, ["audit", deployment, "--out", folder, .. options]);
        result.Errors.Should().BeEmpty();
        return (result, JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllText(Path.Combine(folder, "verdict.json")), Json.Document)!, folder);
    }

    private string Copy(string deployment)
    {
        string from = Path.Combine(clone.Root, deployment), to = clone.Fresh("copy");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    // What the folder keeps secret, found without the code under test: long hex values of .env and everything below secrets/.
    private HashSet<string> Secrets(string deployment)
    {
        string root = Path.Combine(clone.Root, deployment), below = Path.Combine(root, "secrets");
        IEnumerable<string> texts = Directory.EnumerateFiles(root, ".env", SearchOption.AllDirectories).Concat(Directory.Exists(below) ? Directory.EnumerateFiles(below).Where(file => !file.EndsWith("published", StringComparison.Ordinal)) : []).Select(File.ReadAllText);
        return [.. texts.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, "[0-9a-f]{32,}").Select(match => match.Value))];
    }
}
