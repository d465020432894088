using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class FullDiskTests(Clone clone)
{
    // What matters here is over before the target has started.
    private static readonly string[] Short = ["run", "--only", "security", "--timeout", "1s"];

    [Fact]
    public async Task Run_DiskForResultsIsFullFromTheStart_IsRefused()
    {
        await Machine.NeedsServersAsync();
        using SmallDisk disk = SmallDisk.Make(clone, 16);
        Fill(disk);

        (await CliProcess.RunAsync(clone, [.. Short, "--out", Path.Combine(disk.Path, "r")])).ShouldRefuse(ExitCodes.Usage, "can't be written", "--out");
    }

    [Fact]
    public async Task Run_DiskForResultsFillsUp_IsAFailureOfTheHarness()
    {
        await Machine.NeedsServersAsync();
        using SmallDisk disk = SmallDisk.Make(clone, 24);

        CliResult result = await CliProcess.RunAsync(clone, [.. Short, "--out", Path.Combine(disk.Path, "r")]);

        result.ExitCode.Should().Be(ExitCodes.HarnessFailed);
        result.Errors.Split('\n')[^1].Should().Contain("could not be completed").And.Contain("see whether the disk is full").And.Contain("--out");
        await Traces.ShouldVanishAsync(result.RunId);
    }

    [Theory]
    [InlineData(8, ExitCodes.HarnessFailed, "could not be")]
    [InlineData(20_000, ExitCodes.Inconclusive, "The target did not start: PostgreSQL could not be initialised")]
    public async Task Run_DiskForWorkIsTooSmall_SaysSoInItsResults(int kibibytes, int exitCode, string reason)
    {
        await Machine.NeedsServersAsync();
        using SmallDisk disk = SmallDisk.Make(clone, kibibytes);
        string folder = clone.Fresh("workdisk");

        CliResult result = await CliProcess.RunAsync(clone, ["run", "--only", "security", "--out", folder], new Dictionary<string, string> { ["TMPDIR"] = disk.Path });

        result.ExitCode.Should().Be(exitCode, "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().Contain(reason).And.Contain("disk");
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(exitCode);
        await Traces.ShouldVanishAsync(result.RunId, disk.Path);
    }

    [Fact]
    public async Task Run_OutputCanNotBeWritten_GoesOnAndKeepsItsResults()
    {
        await Machine.NeedsServersAsync();
        string folder = clone.Fresh("devfull");

        CliResult result = await CliProcess.RunAsync(clone, [.. Short, "--out", folder], output: "/dev/full");

        result.ShouldRefuse(ExitCodes.Inconclusive, "Standard output can't be written");
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(ExitCodes.Inconclusive);
    }

    private static void Fill(SmallDisk disk)
    {
        // A page for each file, until there is none left; the last name is a directory that took the last page.
        FluentActions.Invoking(() =>
        {
            for (int index = 0; ; index++)
            {
                File.WriteAllText(Path.Combine(disk.Path, $"{index}"), "x");
            }
        }).Should().Throw<IOException>();
    }
}
