using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class AlteredBundleTests(Clone clone)
{
    [Theory]
    [InlineData("evidence.jsonl", "\"outcome\":\"pass\"", "\"outcome\":\"fail\"")]
    [InlineData("evidence.jsonl", "{", "")]
    [InlineData("verdict.json", "PARTIAL REHEARSAL PASSED", "PARTIAL REHEARSAL FAILED")]
    [InlineData("catalogue.json", "required", "recommended")]
    [InlineData("report.md", "PASSED", "FAILED")]
    public async Task Report_FileWasAltered_Refuses(string file, string from, string to)
    {
        string copy = await clone.Clean.CopyAsync(), path = Path.Combine(copy, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));

        (await CliProcess.RunAsync(clone, ["report", copy])).ShouldRefuse(ExitCodes.HarnessFailed, $"{file} was changed", "restore");
        (await CliProcess.RunAsync(clone, ["compare", copy, copy])).ShouldRefuse(ExitCodes.HarnessFailed, $"{file} was changed");
        CliResult verified = await CliProcess.RunAsync(clone, ["verify", copy]);
        verified.ExitCode.Should().Be(ExitCodes.HarnessFailed);
        verified.Errors.Should().Contain(file).And.Contain("Not verified");
    }

    [Fact]
    public async Task Report_EvidenceWasRemoved_Refuses()
    {
        string copy = await clone.Clean.CopyAsync();
        File.Delete(Path.Combine(copy, "evidence.jsonl"));

        (await CliProcess.RunAsync(clone, ["report", copy])).ShouldRefuse(ExitCodes.HarnessFailed, "evidence.jsonl was changed or removed");
        (await CliProcess.RunAsync(clone, ["verify", copy])).ExitCode.Should().Be(ExitCodes.HarnessFailed);
    }

    [Fact]
    public async Task Report_FileWasAdded_Refuses()
    {
        string copy = await clone.Clean.CopyAsync();
        File.WriteAllText(Path.Combine(copy, "logs", "extra.log"), "x");

        (await CliProcess.RunAsync(clone, ["report", copy])).ShouldRefuse(ExitCodes.HarnessFailed, "logs/extra.log was added");
        (await CliProcess.RunAsync(clone, ["verify", copy])).ExitCode.Should().Be(ExitCodes.HarnessFailed);
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("manifest.json")]
    public async Task Report_DocumentIsDamaged_NamesIt(string file)
    {
        string copy = await clone.Clean.CopyAsync();
        File.WriteAllText(Path.Combine(copy, file), "{ \"schemaVersion\": 1, ");

        (await CliProcess.RunAsync(clone, ["report", copy])).ShouldRefuse(ExitCodes.Usage, file, "can't be read");
        (await CliProcess.RunAsync(clone, ["verify", copy])).ExitCode.Should().Be(ExitCodes.HarnessFailed);
    }

    [Fact]
    public async Task Report_RunWasNeverFinished_SaysSo()
    {
        string copy = await clone.Clean.CopyAsync();
        File.Delete(Path.Combine(copy, "run.json"));

        (await CliProcess.RunAsync(clone, ["report", copy])).ShouldRefuse(ExitCodes.Usage, "not brought to an end", "journal.jsonl");
    }
}
