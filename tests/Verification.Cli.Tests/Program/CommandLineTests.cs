using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class CommandLineTests(Clone clone)
{
    [Theory]
    [InlineData("--nope", "--nope", "--help")]
    [InlineData("frobnicate", "frobnicate", "--help")]
    [InlineData("explain", "explain", "argument missing")]
    [InlineData("explain NoSuchCheck", "no check 'NoSuchCheck'", "list")]
    [InlineData("explain tags", "did you mean TagsAreIntact")]
    [InlineData("explain @/etc/hostname", "no check '@/etc/hostname'")]
    [InlineData("run --only nowhere", "--only nowhere", "sdk")]
    [InlineData("run --only ,", "--only names no area")]
    [InlineData("run --defect nonsense", "--defect nonsense", "open-sign-up")]
    [InlineData("run --like 9.9", "--like 9.9", "5.2")]
    [InlineData("run --timeout soon", "--timeout soon", "90s")]
    [InlineData("run --seed many", "--seed many", "whole number")]
    [InlineData("run --target moon", "--target moon", "embedded")]
    [InlineData("run --target containers", "Testcontainers", "--target embedded")]
    [InlineData("run --target attached", "needs VERIFICATION_URL")]
    [InlineData("run --clean", "add --target attached")]
    [InlineData("run --deployment missing", "missing does not exist", "compose.yaml")]
    [InlineData("run --rubric nobody", "--rubric nobody", "review-a")]
    [InlineData("run --previous missing", "holds no results")]
    [InlineData("--scale none", "--scale none", "0.1")]
    [InlineData("--scale 0", "--scale 0", "above 0")]
    [InlineData("--scale NaN", "--scale NaN", "above 0")]
    [InlineData("--image web=x", "Testcontainers")]
    [InlineData("audit", "argument missing")]
    [InlineData("audit scenarios/deployments/hardened --rubric nobody", "--rubric nobody", "review-a")]
    [InlineData("audit scenarios/deployments/hardened --only nowhere", "--only nowhere", "backup")]
    [InlineData("audit scenarios/deployments/hardened --previous missing", "holds no results")]
    [InlineData("--seed 3 audit scenarios/deployments/hardened", "--seed is an option of run")]
    [InlineData("--deployment x audit scenarios/deployments/hardened", "--deployment is an option of run")]
    [InlineData("watch", "needs VERIFICATION_URL", "VERIFICATION_ATTACHED")]
    [InlineData("watch --interval 5", "--interval", "--help")]
    [InlineData("watch --for soon", "--for soon", "90s")]
    [InlineData("watch --for 8d", "--for 8d", "90s")]
    [InlineData("watch --check-every 0s", "--check-every 0s", "no time at all")]
    [InlineData("watch --check-every 1s", "--check-every is shorter than 2 s")]
    [InlineData("watch --for 1h", "--check-every is longer than the watch itself")]
    [InlineData("watch --for 5h", "--canary-every is longer than the watch itself")]
    [InlineData("watch --notify-shape pigeon", "--notify-shape pigeon", "telegram")]
    [InlineData("watch --clean", "needs VERIFICATION_URL")]
    [InlineData("--seed 3 watch", "--seed is an option of run")]
    [InlineData("--gate list", "--gate is an option of run")]
    [InlineData("report /", "holds no results")]
    [InlineData("verify missing", "holds no results")]
    [InlineData("compare missing gone", "holds no results")]
    public async Task Program_BadCommandLine_IsRefusedWithOneSentence(string arguments, params string[] words)
    {
        CliResult result = await CliProcess.RunAsync(clone, arguments.Split(' '));

        result.ShouldRefuse(ExitCodes.Usage, words);
        result.RunId.Should().BeNull("nothing was started");
    }

    [Fact]
    public async Task Program_EmptyFolderName_IsRefused() =>
        (await CliProcess.RunAsync(clone, ["run", "--out", ""])).ShouldRefuse(ExitCodes.Usage, "--out is empty");

    [Fact]
    public async Task WatchInstallHelp_NeedsNoDeployment_AndPrintsUnitAndCronLine()
    {
        CliResult result = await CliProcess.RunAsync(clone, ["watch", "--install-help", "--check-every", "90m", "--out", "a b", "--notify-shape", "slack"]);

        result.ExitCode.Should().Be(ExitCodes.GoOrPassed, result.Errors);
        result.Output.Should().ContainAll("[Service]", "Restart=on-failure", "RestartPreventExitStatus=1 2 64", "*/5 * * * *", "--for 48h --check-every 90m --canary-every 6h", "/a b\"", "--notify-shape slack", "--accept-writes");
    }

    [Fact]
    public async Task List_WholeCatalogue_NamesEveryCheckAndCountsThem()
    {
        CliResult result = await CliProcess.RunAsync(clone, ["list"]);

        int folders = Directory.EnumerateFiles(Path.Combine(clone.Root, "scenarios", "checks"), "check.yaml", SearchOption.AllDirectories).Count();
        result.ExitCode.Should().Be(0);
        result.Lines.Should().HaveCount(folders + 1);
        result.LastLine.Should().StartWith($"{folders} checks, ");
    }

    [Fact]
    public async Task Explain_KnownCheckInAnyLetterCase_TellsRemedyAndThreshold() =>
        (await CliProcess.RunAsync(clone, ["explain", "tagsareintact"])).Output.Should().Contain("TagsAreIntact").And.Contain("Remedy").And.Contain("Threshold");

    [Fact]
    public async Task Help_Asked_ListsEveryCommand() =>
        (await CliProcess.RunAsync(clone, ["--help"])).Output.Should().ContainAll("run", "list", "explain", "report", "compare", "verify", "audit", "watch", "--gate");
}
