using FluentAssertions;
using Xunit;

namespace Verification.Repository.Tests;

/// <summary>The scripts in action.yml, run as a runner runs them, with a stand-in for the auditor.</summary>
public sealed class ActionScriptTests : IDisposable
{
    private const string Passed = "AUDIT PASSED · score 100 (A+) · report.html";
    private const string Failed = "PARTIAL AUDIT FAILED · score 42.5 (F) · report.html";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("action with a space ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("deployment", "never", "true", "Linux", 0)]
    [InlineData("a folder", "failed", "false", "macOS", 0)]
    [InlineData("$(exit 3)", "inconclusive", "true", "Linux", 0)]
    [InlineData("", "inconclusive", "true", "Linux", 64)]
    [InlineData("deployment", "sometimes", "true", "Linux", 64)]
    [InlineData("deployment", "", "true", "Linux", 64)]
    [InlineData("deployment", "never", "yes", "Linux", 64)]
    [InlineData("deployment", "never", "true", "Windows", 64)]
    public async Task Inputs_AnythingThatCannotBeUsed_IsRefusedBeforeAnythingIsBuilt(string folder, string failOn, string sarif, string os, int code)
    {
        (int ended, string printed, string outputs, _) = await ActionFile.Ours.RunAsync("Look at the inputs", _folder.FullName, new Dictionary<string, string>
        {
            ["FOLDER"] = folder, ["FAIL_ON"] = failOn, ["SARIF"] = sarif, ["RUNNER_OS"] = os,
        });
        ended.Should().Be(code);
        outputs.Trim().Should().Be(code == 0 ? "" : "exit-code=64");
        printed.Trim().Should().MatchRegex(code == 0 ? "^$" : "^::error title=Deployment audit::Nothing was audited: .+$");
    }

    [Theory]
    [InlineData(0, "1/3\n" + Passed, "", 0, "AUDIT PASSED", "100")]
    [InlineData(1, Failed, "", 1, "PARTIAL AUDIT FAILED", "42.5")]
    [InlineData(2, "AUDIT INCONCLUSIVE · score 7 (F) · x · score 9 (A)", "", 2, "AUDIT INCONCLUSIVE", "7")]
    [InlineData(64, "", "100% wrong: a folder\nis needed", 64, null, "100%25 wrong: a folder is needed")]
    [InlineData(70, Passed, "The harness itself failed.", 70, null, "The harness itself failed.")]
    [InlineData(134, Passed, "", 134, null, "exit code 134")]
    [InlineData(0, "", "", 70, null, "exit code 0")]
    [InlineData(0, Passed + "\nand then something else", "", 70, null, "exit code 0")]
    [InlineData(3, "", "", 70, null, "exit code 3")]
    public async Task Audit_OnlyAnExitCodeWithAVerdict_IsAResult(int code, string output, string problems, int wanted, string? verdict, string detail)
    {
        (int ended, string printed, string outputs, _) = await AuditAsync(code, output, problems);
        outputs.Should().Contain($"exit-code={code}\n").And.Contain("results=");
        ended.Should().Be(verdict is null ? wanted : 0);
        if (verdict is null)
        {
            outputs.Should().NotContain("verdict=");
            printed.Should().Contain("::error title=Deployment audit::Nothing was concluded").And.Contain(detail);
        }
        else
        {
            outputs.Should().Contain($"verdict={verdict}\nscore={detail}\n");
        }
    }

    [Fact]
    public async Task Audit_Inputs_ReachTheAuditorWordByWord_AndNothingOfThemIsRun()
    {
        await AuditAsync(0, Passed, "");
        string[] arguments = File.ReadAllLines(Path.Combine(_folder.FullName, "arguments"));
        arguments[0].Should().EndWith("/artifacts/action/readiness.dll");
        arguments[1..].Should().Equal(
            "audit", "--out", arguments[3], "--rubric", "a b", "--only", "exposure,secrets; touch /", "--previous", "`touch x`", "--", "--folder $(touch y) \"' ");
    }

    [Theory]
    [InlineData("inconclusive", 0, 0)]
    [InlineData("inconclusive", 1, 1)]
    [InlineData("inconclusive", 2, 2)]
    [InlineData("inconclusive", 3, 3)]
    [InlineData("failed", 0, 0)]
    [InlineData("failed", 1, 1)]
    [InlineData("failed", 2, 0)]
    [InlineData("never", 1, 0)]
    [InlineData("never", 2, 0)]
    public async Task Verdict_FailOn_SaysWhichExitCodeIsPassedOn(string failOn, int code, int wanted)
    {
        (int ended, string printed, _, _) = await ActionFile.Ours.RunAsync("Verdict", _folder.FullName, new Dictionary<string, string>
        {
            ["VERDICT"] = "AUDIT", ["SCORE"] = "50", ["CODE"] = $"{code}", ["FAIL_ON"] = failOn, ["UPLOAD"] = wanted == 0 ? "failure" : "skipped",
        });
        ended.Should().Be(wanted);
        printed.Should().Contain(wanted == 0 ? "::notice" : "::error").And.Contain("AUDIT, score 50");
        printed.Contains("::warning", StringComparison.Ordinal).Should().Be(wanted == 0, "the upload failed in exactly these cases, and that is said");
    }

    // The stand-in notes its arguments, makes the results folder, and ends as told. Bash reads the file that BASH_ENV names before a script.
    private Task<StepResult> AuditAsync(int code, string output, string problems)
    {
        string standIn = Path.Combine(_folder.FullName, "stand-in.sh");
        File.WriteAllText(standIn, """
            dotnet() {
              printf '%s\n' "$@" >"$NOTED"
              mkdir "$4"
              printf '%s' "$SAY"
              printf '%s' "$COMPLAIN" >&2
              return "$END"
            }
            """);
        return ActionFile.Ours.RunAsync("Audit", _folder.FullName, new Dictionary<string, string>
        {
            ["BASH_ENV"] = standIn, ["NOTED"] = Path.Combine(_folder.FullName, "arguments"), ["SAY"] = output, ["COMPLAIN"] = problems, ["END"] = $"{code}",
            ["RUNNER_TEMP"] = _folder.FullName, ["GITHUB_WORKSPACE"] = _folder.FullName, ["GITHUB_ACTION_PATH"] = Path.Combine(_folder.FullName, "action"),
            ["FOLDER"] = "--folder $(touch y) \"' ", ["RUBRIC"] = "a b", ["ONLY"] = "exposure,secrets; touch /", ["PREVIOUS"] = "`touch x`",
        });
    }
}
