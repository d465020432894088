using FluentAssertions;
using Xunit;

[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace Verification.Repository.Tests;

/// <summary>The scripts of the nightly workflow, run as a runner runs them, with a stand-in for the suite.</summary>
public sealed class NightlyScriptTests : IDisposable
{
    private const string Report = "# ✗ NO-GO\n", Comparison = "## Compared with last night\n";

    private static readonly ActionFile Nightly = ActionFile.Read(".github/workflows/nightly.yml");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nightly with a space ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 0, "::notice title=Gate::GO;")]
    [InlineData(1, 1, "::error title=Gate::NO-GO")]
    [InlineData(2, 2, "::error title=Gate::INCONCLUSIVE")]
    [InlineData(3, 3, "::error title=Gate::GO WITH CONDITIONS is no GO")]
    [InlineData(64, 64, "::error title=Gate::Nothing was decided (exit code 64)")]
    [InlineData(70, 70, "::error title=Gate::Nothing was decided (exit code 70)")]
    [InlineData(137, 137, "::error title=Gate::Nothing was decided (exit code 137)")]
    public async Task Gate_OnlyGo_Passes(int code, int wanted, string said)
    {
        StepResult result = await RunAsync("gate", "Decide", code, ("DEPLOYMENT_DIR", "deploy"));
        result.Code.Should().Be(wanted);
        result.Printed.Should().Contain(said);
    }

    [Fact]
    public async Task Gate_Deployment_ReachesTheSuiteWordByWord_AndNothingOfItIsRun()
    {
        await RunAsync("gate", "Decide", 0, ("DEPLOYMENT_DIR", "--a folder $(touch y) \"' "));
        Arguments().Should().Equal("--gate", "--deployment", "--a folder $(touch y) \"' ", "--timeout", "5h", "--out", "artifacts/gate");
        File.Exists(Path.Combine(_folder.FullName, "y")).Should().BeFalse();
    }

    [Fact]
    public async Task Gate_NoSuite_Fails() => (await Nightly.RunAsync("Decide", _folder.FullName, new Dictionary<string, string> { ["DEPLOYMENT_DIR"] = "x" })).Code.Should().Be(127);

    [Theory]
    [InlineData("", "")]
    [InlineData("deploy", "configured=yes\n")]
    [InlineData("$(exit 3)", "configured=yes\n")]
    public async Task Look_NoDeployment_IsSkippedWithItsReason(string deployment, string outputs)
    {
        StepResult result = await RunAsync("gate", "Look for a deployment", 0, ("DEPLOYMENT_DIR", deployment));
        (result.Code, result.Outputs).Should().Be((0, outputs));
        foreach (string text in new[] { result.Printed, result.Summary })
        {
            text.Contains("No deployment is configured, so nothing was decided: set the repository variable DEPLOYMENT_DIR", StringComparison.Ordinal).Should().Be(deployment.Length == 0);
        }
    }

    [Theory]
    [InlineData(0, 0, "::notice")]
    [InlineData(3, 0, "::notice")]
    [InlineData(1, 1, "A required check failed")]
    [InlineData(2, 2, "required and unknown is everything")]
    [InlineData(64, 64, "exit code 64")]
    [InlineData(70, 70, "exit code 70")]
    public async Task Ask_OnlyGoAndConditions_Pass(int code, int wanted, string said)
    {
        StepResult result = await RunAsync("glitchtip", "Ask every question", code, ("IMAGE", "5.2"));
        result.Code.Should().Be(wanted);
        result.Printed.Should().Contain(said);
        Arguments().Should().Equal("--target", "containers", "--image", "glitchtip=5.2", "--timeout", "5h", "--out", "artifacts/nightly");
    }

    // That job is given no deployment, so what is about its files can't be known there; anything else that is unknown is.
    [Theory]
    [InlineData("No deployment folder was given; name it with --deployment.", "", 0, "That is no GO.")]
    [InlineData("The harness could not reach it.", "", 2, "required and unknown is OtherCheck;")]
    [InlineData("No deployment folder was given; name it with --deployment.", "\"The run was interrupted.\"", 2, "required and unknown is The run was interrupted.;")]
    public async Task Ask_Inconclusive_PassesOnlyWhereADeploymentIsAllThatIsMissing(string reason, string unmet, int wanted, string said)
    {
        Night("nightly");
        File.WriteAllText(Path.Combine(_folder.FullName, "artifacts", "nightly", "verdict.json"), $$"""
            {"unmet": [{{unmet}}], "inconclusive": [{"check": "DebugIsOff", "reason": "No deployment folder was given; name it with --deployment."}, {"check": "OtherCheck", "reason": "{{reason}}"}]}
            """);
        StepResult result = await RunAsync("glitchtip", "Ask every question", 2, ("IMAGE", "5.2"));
        result.Code.Should().Be(wanted);
        result.Printed.Should().Contain(said);
    }

    // The exit code of a comparison is its later run's: a night that failed is compared like any other.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Compare_BothNightsAreThere_IsTheSuites(int code)
    {
        Night("nightly");
        Night("previous");
        (await RunAsync("glitchtip", "Compare with the nights before", code)).Code.Should().Be(0);
        Arguments().Should().Equal("compare", "artifacts/previous", "artifacts/nightly", "--history", "artifacts/history.jsonl", "--markdown", "artifacts/comparison.md");
        Read("artifacts/comparison.md").Should().Be(Comparison);
    }

    [Theory]
    [InlineData(true, "no earlier night of this image is known")]
    [InlineData(false, "this night left no results")]
    public async Task Compare_ANightIsMissing_SaysWhich(bool tonight, string said)
    {
        Night(tonight ? "nightly" : "previous");
        (await RunAsync("glitchtip", "Compare with the nights before", 0)).Code.Should().Be(0);
        Read("artifacts/comparison.md").Should().Contain(said);
        Arguments().Should().BeEmpty();
    }

    [Theory]
    [InlineData(64)]
    [InlineData(70)]
    public async Task Compare_CanNotBeMade_SaysSoAndSpoilsNothing(int code)
    {
        Night("nightly");
        Night("previous");
        File.WriteAllText(Path.Combine(_folder.FullName, "artifacts", "comparison.md"), "of the night before");
        (await RunAsync("glitchtip", "Compare with the nights before", code)).Code.Should().Be(0);
        Read("artifacts/comparison.md").Should().Contain($"could not be made (exit code {code})").And.NotContain("of the night before");
    }

    [Fact]
    public async Task Summary_OfTheNight_IsTheReportAndTheComparison()
    {
        Night("nightly");
        File.WriteAllText(Path.Combine(_folder.FullName, "artifacts", "comparison.md"), Comparison);
        (await RunAsync("glitchtip", "Summary of the night", 0)).Summary.Should().Be($"{Report}\n{Comparison}");
    }

    [Theory]
    [InlineData("glitchtip", "Summary of the night", "This night left no report; the log says why.\n\n" + Comparison)]
    [InlineData("gate", "Summary of the gate", "The gate left no report; the log says why.\n")]
    public async Task Summary_NoReport_SaysSo(string job, string step, string summary)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "artifacts"));
        File.WriteAllText(Path.Combine(_folder.FullName, "artifacts", "comparison.md"), Comparison);
        StepResult result = await RunAsync(job, step, 0);
        (result.Code, result.Summary).Should().Be((0, summary));
    }

    [Fact]
    public async Task Summary_OfTheGate_IsItsReport()
    {
        Night("gate");
        (await RunAsync("gate", "Summary of the gate", 0)).Summary.Should().Be(Report);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keep_OnlyANightWithResults_TakesThePlaceOfTheOneBefore(bool tonight)
    {
        Night("previous", "old");
        if (tonight)
        {
            Night("nightly", "new");
        }

        (await RunAsync("glitchtip", "Keep for the next night", 0)).Code.Should().Be(0);
        Read("artifacts/previous/manifest.json").Should().Be(tonight ? "new" : "old");
    }

    private Task<StepResult> RunAsync(string job, string step, int code, params (string Name, string Value)[] environment)
    {
        string suite = Path.Combine(_folder.FullName, "run-suite.sh");
        File.WriteAllText(suite, """
            #!/usr/bin/env bash
            printf '%s\n' "$@" >arguments
            if [ "$1" = compare ] && [ "$END" -le 3 ]; then printf '## Compared with last night\n' >"${!#}"; fi
            exit "$END"
            """);
        File.SetUnixFileMode(suite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Dictionary<string, string> variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        variables["END"] = $"{code}";
        return Nightly.Job(job).RunAsync(step, _folder.FullName, variables);
    }

    private void Night(string name, string manifest = "{}")
    {
        DirectoryInfo night = Directory.CreateDirectory(Path.Combine(_folder.FullName, "artifacts", name));
        File.WriteAllText(Path.Combine(night.FullName, "manifest.json"), manifest);
        File.WriteAllText(Path.Combine(night.FullName, "report.md"), Report);
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(_folder.FullName, path));

    private string[] Arguments() => Path.Combine(_folder.FullName, "arguments") is var noted && File.Exists(noted) ? File.ReadAllLines(noted) : [];
}
