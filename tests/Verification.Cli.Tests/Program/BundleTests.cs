using System.Text.RegularExpressions;
using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>What a clean run prints and leaves, and what the other commands make of it.</summary>
public sealed partial class BundleTests(Clone clone)
{
    [Fact]
    public async Task Run_CleanTarget_PassesAndSaysSoInItsLastLine()
    {
        (CliResult result, _, _) = await clone.Clean.ResultAsync();

        result.ExitCode.Should().Be(ExitCodes.GoOrPassed, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().MatchRegex(@"^PARTIAL REHEARSAL PASSED · score 100 \(A\+\) · artifacts/[0-9a-f-]+/report\.html$");
        result.Errors.Should().BeEmpty();
        await Traces.ShouldVanishAsync(result.RunId);
    }

    [Fact]
    public async Task Run_OutputIsNoTerminal_IsPlainAndNeverSilent()
    {
        (CliResult result, _, _) = await clone.Clean.ResultAsync();

        result.Output.Should().NotMatchRegex("[\u0000-\u0009\u000b-\u001f\u007f]", "there is no terminal to colour");
        result.Lines.Take(5).Should().OnlyContain(line => Progressing().IsMatch(line.Text));
        result.Lines.Zip(result.Lines.Skip(1), (earlier, later) => later.At - earlier.At).Max().Should().BeLessThan(TimeSpan.FromSeconds(5));
        result.Output.Should().NotContain("\n\n", "no line is empty").And.Contain("target embedded: ");
    }

    [Fact]
    public async Task Run_Journal_AloneExplainsTheRun()
    {
        (CliResult result, string folder, _) = await clone.Clean.ResultAsync();
        string journal = File.ReadAllText(Path.Combine(folder, "journal.jsonl"));

        journal.Should().Contain($"run {result.RunId} on target embedded").And.Contain("seed 7");
        journal.Should().ContainAll("\"phase\":\"start servers\"", "\"phase\":\"replay\"", "\"phase\":\"clean up\"", "\"phase\":\"process\"", "\"kind\":\"fault\"", "\"phase\":\"finished\"");
        Regex.Count(journal, "\"kind\":\"end\"[^\n]*\"ms\":[0-9]").Should().Be(Regex.Count(journal, "\"kind\":\"end\""), "every phase has its duration");
    }

    [Fact]
    public async Task Run_NoFolderGiven_IsTheLatest()
    {
        (_, string folder, _) = await clone.Clean.ResultAsync();

        new DirectoryInfo(Path.Combine(clone.Root, "artifacts", "latest")).LinkTarget.Should().NotBeNull();
        Directory.Exists(folder).Should().BeTrue();
    }

    [Fact]
    public async Task Report_UnalteredBundle_GivesTheSameVerdictByteForByte()
    {
        string copy = await clone.Clean.CopyAsync();
        byte[] before = File.ReadAllBytes(Path.Combine(copy, "verdict.json"));

        CliResult result = await CliProcess.RunAsync(clone, ["report", copy]);

        result.ExitCode.Should().Be(0, result.Errors);
        result.LastLine.Should().StartWith("PARTIAL REHEARSAL PASSED · score 100 (A+) · ");
        File.ReadAllBytes(Path.Combine(copy, "verdict.json")).Should().Equal(before);
        (await CliProcess.RunAsync(clone, ["verify", copy])).ExitCode.Should().Be(0, "the new manifest fits as well");
    }

    [Fact]
    public async Task Verify_UnalteredBundle_Agrees()
    {
        (_, string folder, _) = await clone.Clean.ResultAsync();

        CliResult result = await CliProcess.RunAsync(clone, ["verify", folder]);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().StartWith("Verified: PARTIAL REHEARSAL PASSED.");
    }

    [Fact]
    public async Task Compare_BundleWithItself_ShowsNoChange()
    {
        (_, string folder, _) = await clone.Clean.ResultAsync();

        CliResult result = await CliProcess.RunAsync(clone, ["compare", folder, folder]);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().MatchRegex(@"^Figures: \d+ the same\.\nPARTIAL REHEARSAL PASSED · score 100 \(A\+\) -> PARTIAL REHEARSAL PASSED · score 100 \(A\+\)$");
    }

    [GeneratedRegex(@"^ +\d+\.\d s  \S")]
    private static partial Regex Progressing();
}
