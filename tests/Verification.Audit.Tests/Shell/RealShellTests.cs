using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>What the reader says follows from a failing dump is what bash does.</summary>
public sealed class RealShellTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("AUDIT_SHELL_SCRIPTS"), out int count) ? count : 60;

    [Fact]
    public void Read_RandomBackupScripts_AgreesWithBash()
    {
        Assert.SkipUnless(RealShell.Exists, "bash is not installed here");
        ScriptGenerator generator = new(seed: 20260 + Count);
        string[] scripts = [.. Enumerable.Range(0, Count).Select(_ => generator.Next())];
        IReadOnlyList<(bool ExitsNonZero, bool Noticed)> real = RealShell.Ask(scripts);
        List<string> wrong = [];
        int unknown = 0;
        for (int index = 0; index < scripts.Length; index++)
        {
            ScriptFacts facts = ScriptReader.Read("backup.sh", scripts[index]);
            unknown += facts.DumpFailureNoticed.Holds is null || facts.ExitsNonZeroOnFailure.Holds is null ? 1 : 0;
            if ((facts.DumpFailureNoticed.Holds ?? real[index].Noticed) != real[index].Noticed || (facts.ExitsNonZeroOnFailure.Holds ?? real[index].ExitsNonZero) != real[index].ExitsNonZero)
            {
                wrong.Add($"noticed: bash {real[index].Noticed}, reader {facts.DumpFailureNoticed.Holds}; error: bash {real[index].ExitsNonZero}, reader {facts.ExitsNonZeroOnFailure.Holds}\n{scripts[index]}");
            }
        }

        wrong.Should().BeEmpty();
        unknown.Should().BeLessThanOrEqualTo(scripts.Length / 10);
    }
}
