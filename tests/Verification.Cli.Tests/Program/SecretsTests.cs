using Verification.Cli.Tests.Support;

namespace Verification.Cli.Tests.Program;

/// <summary>The planted canary: no secret that a run generated is in anything that it leaves or prints.</summary>
public sealed class SecretsTests(Clone clone)
{
    [Fact]
    public async Task Run_SecretsOfEveryKind_WereFoundOnTheMachine()
    {
        (_, _, SecretHunt hunt) = await clone.Clean.ResultAsync();

        hunt.Kinds.Should().BeEquivalentTo(["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SUPERUSER_PASSWORD", "token", "DSN key"], "else the next test looks for too little; the database was last missed for: {0}", hunt.LastFailure);
    }

    [Fact]
    public async Task Run_EverythingItLeavesAndPrints_HoldsNoSecretInAnyForm()
    {
        (CliResult result, string folder, SecretHunt hunt) = await clone.Clean.ResultAsync();
        List<(string Name, string Text)> outputs =
        [
            ("standard output", result.Output),
            ("standard error", result.Errors),
            ("history", File.ReadLines(Path.Combine(clone.Root, "artifacts", "history.jsonl")).Single(line => line.Contains(result.RunId!, StringComparison.Ordinal))),
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file))),
        ];

        outputs.Should().HaveCountGreaterThan(15, "reports, evidence and logs are all searched");
        IEnumerable<string> leaks =
            from secret in hunt.Found
            from form in Spellings.Of(secret)
            from output in outputs
            where output.Text.Contains(form, StringComparison.OrdinalIgnoreCase)
            select $"{output.Name} holds {form}";
        leaks.Should().BeEmpty();
    }
}
