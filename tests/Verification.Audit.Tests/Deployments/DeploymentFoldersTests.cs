using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>What all deployment folders promise: honest modes, clean scripts, no address of anybody.</summary>
public sealed partial class DeploymentFoldersTests
{
    private const int HostBudgetMiB = 1_556;
    private static readonly string Root = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "deployments");

    private static readonly string BadBackups = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "backup");

    public static TheoryData<string> Names => ["phase2-review", "phase3-review", "hardened"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Modes_EveryFileThatMatters_AreStatedAndTight(string name)
    {
        string folder = Path.Combine(Root, name);
        Dictionary<string, string> modes = File.ReadAllLines(Path.Combine(folder, "file-modes.txt"))
            .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[1], parts => parts[0]);
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];
        files.Except(modes.Keys).Should().BeSubsetOf(["README.md", "file-modes.txt", "secrets/published"]);
        modes.Keys.Should().BeSubsetOf(files).And.BeInAscendingOrder(StringComparer.Ordinal);
        modes.Where(mode => Private().IsMatch(mode.Key) && mode.Value != "600").Should().BeEmpty();
        string[] scripts = [.. files.Where(file => file.EndsWith(".sh", StringComparison.Ordinal))];
        scripts.Where(script => modes[script] != "755" || !File.GetUnixFileMode(Path.Combine(folder, script)).HasFlag(UnixFileMode.UserExecute)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Addresses_AreDocumentationOrLoopback(string name) => Directory
        .EnumerateFiles(Path.Combine(Root, name), "*", SearchOption.AllDirectories)
        .SelectMany(path => Address().Matches(File.ReadAllText(path)).Select(match => match.Value))
        .Should().OnlyContain(address => address == "127.0.0.1" || address == "0.0.0.0" || address.StartsWith("192.0.2.", StringComparison.Ordinal));

    [Fact]
    public async Task Scripts_AllOfThem_PassShellCheck()
    {
        string? shellcheck = new HostSearch().Find("shellcheck");
        Assert.SkipUnless(shellcheck is not null, "shellcheck is not in PATH; install it (Debian: apt install shellcheck)");
        string[] scripts = [.. new[] { Root, BadBackups }.SelectMany(root => Directory.GetFiles(root, "*.sh", SearchOption.AllDirectories))];
        scripts.Should().HaveCountGreaterThanOrEqualTo(17);
        string findings = await Fixtures.Processes.ShortProcess.OutputAsync(shellcheck!, scripts, TestContext.Current.CancellationToken);
        findings.Should().BeEmpty();
    }

    [Fact]
    public void Hardened_Compose_FitsTheHostAndPinsItsImages()
    {
        string compose = File.ReadAllText(Path.Combine(Root, "hardened", "compose.yaml"));
        int[] limits = [.. Memory().Matches(compose).Select(match => int.Parse(match.Groups[1].Value))];
        limits.Should().HaveCount(6);
        limits.Sum().Should().BeLessThanOrEqualTo(HostBudgetMiB, "that is 80 % of 1.9 GB");
        Image().Matches(compose).Select(match => match.Groups[1].Value).Should().HaveCount(4).And.OnlyContain(image => Digest().IsMatch(image));
    }

    [Fact]
    public void Hardened_Secrets_AreFilesWithoutLineBreak()
    {
        string folder = Path.Combine(Root, "hardened", "secrets");
        string[] secrets = [.. Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path) != "published").Select(File.ReadAllText)];
        secrets.Should().HaveCount(5).And.OnlyContain(secret => secret.Length >= 32 && !secret.Contains('\n'));
        string[] others = [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path) != folder).Select(File.ReadAllText)];
        secrets.Should().OnlyContain(secret => others.All(text => !text.Contains(secret)), "a secret stands in its file and nowhere else");
    }

    [GeneratedRegex(@"(^|/)\.env|^secrets/|^ops\.env$")]
    private static partial Regex Private();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])")]
    private static partial Regex Address();

    [GeneratedRegex(@"memory: (\d+)M\b")]
    private static partial Regex Memory();

    [GeneratedRegex(@"image: (\S+)")]
    private static partial Regex Image();

    [GeneratedRegex("^[a-z/]+:[0-9a-z.-]+@sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
