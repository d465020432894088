using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class ResultsFolderTests(Clone clone)
{
    [Fact]
    public async Task Run_FolderIsAFile_IsRefused()
    {
        string file = Path.Combine(clone.Root, "Verification.sln");

        await ShouldRefuseAsync(file, "can't be written", "--out");
    }

    [Fact]
    public async Task Run_FolderCanNotBeMade_IsRefused() => await ShouldRefuseAsync("/proc/no/such", "can't be written to /proc/no/such", "--out");

    [Fact]
    public async Task Run_FolderHoldsSomethingElse_IsRefusedAndLeftAlone()
    {
        string folder = Path.Combine(clone.Root, "scenarios");

        await ShouldRefuseAsync(folder, "is not empty", "--out");

        Directory.Exists(Path.Combine(folder, "logs")).Should().BeFalse();
    }

    [Fact]
    public async Task Run_FolderHoldsARun_IsRefused()
    {
        string folder = clone.Fresh("taken");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "request.json"), "{}");

        await ShouldRefuseAsync(folder, "already holds a run");
    }

    [Fact]
    public async Task Run_TwoAtOnceIntoOneFolder_ExactlyOneWins()
    {
        await Machine.NeedsServersAsync();
        string folder = clone.Fresh("shared");
        string[] arguments = ["run", "--only", "security", "--timeout", "2s", "--out", folder];

        CliResult[] results = await Task.WhenAll(CliProcess.RunAsync(clone, arguments), CliProcess.RunAsync(clone, arguments));

        results.Select(result => result.ExitCode).Order().Should().Equal(ExitCodes.Inconclusive, ExitCodes.Usage);
        CliResult winner = results.Single(result => result.ExitCode == ExitCodes.Inconclusive);
        results.Single(result => result.ExitCode == ExitCodes.Usage).ShouldRefuse(ExitCodes.Usage, "choose");
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(ExitCodes.Inconclusive);
        await Traces.ShouldVanishAsync(winner.RunId);
    }

    private async Task ShouldRefuseAsync(string folder, params string[] words)
    {
        await Machine.NeedsServersAsync();
        CliResult result = await CliProcess.RunAsync(clone, ["run", "--out", folder]);
        result.ShouldRefuse(ExitCodes.Usage, words);
        result.RunId.Should().BeNull("nothing was started");
    }
}
