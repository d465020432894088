using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Repository.Tests;

/// <summary>What the repository promises about itself.</summary>
public sealed class RepositoryTests
{
    private static readonly string[] TopLevel =
        ["tests", "fixtures", "scenarios", "tools", "Verification.sln", "run-suite.sh", "README.md"];

    private static readonly string[] RootFiles =
        ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore", ".ci", ".github", ".git", "docs", "action.yml", "Dockerfile", ".dockerignore"];

    private static readonly string[] Ignored = ["artifacts", "Packages.local.props", "bin", "obj", "TestResults"];

    [Fact]
    public void TopLevel_IsWhatTheDesignSays()
    {
        string[] there = [.. Directory.EnumerateFileSystemEntries(SourceFile.Root).Select(path => Path.GetFileName(path)!)];
        there.Should().Contain(TopLevel);
        there.Except(TopLevel).Except(RootFiles).Except(Ignored).Should().BeEmpty();
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(SourceFile.Root, "Verification.sln")).Replace('\\', '/');
        string[] missing =
        [
            .. SourceFile.All(".csproj").Select(project => project.Path).Where(path => !path.StartsWith("tools/PackageProbe", StringComparison.Ordinal) && !solution.Contains(path, StringComparison.Ordinal)),
        ];
        missing.Should().BeEmpty();
    }

    [Fact]
    public void PackageLock_NamesNoRegistry()
    {
        string folder = RepositoryLayout.Find().NodeDriver;
        File.ReadAllText(Path.Combine(folder, "package-lock.json")).Should().NotContain("\"resolved\"");
        JsonElement package = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "package.json")));
        package.GetProperty("dependencies").GetProperty("@sentry/node").GetString().Should().Be("10.24.0");
        package.GetProperty("dependencies").EnumerateObject().Select(entry => entry.Value.GetString()).Should().OnlyContain(version => char.IsDigit(version![0]));
    }

    [Fact]
    public void Scenarios_AreTheFiveCompatibilityCasesAndTheFivePatterns() => Scenario.ReadAll(RepositoryLayout.Find().SdkScenarios)
        .Select(scenario => scenario.Id).Should().BeEquivalentTo(
            "basic-error", "user-context", "breadcrumbs", "nested-extra", "warning-level",
            "database-connection-refused", "repository-unique-violation", "messaging-session-lost", "service-notification-failed", "queue-worker-job-failed");

    [Fact]
    public void Catalogue_CapabilitiesToCome_BlockGoUntilTheyAreBuilt()
    {
        Catalogue catalogue = CatalogueFolder.Read(RepositoryLayout.Find());
        string[] areas = [.. catalogue.Checks.Where(check => check.Requirement == Readiness.Requirement.Required).Select(check => check.Area).Distinct()];
        areas.Should().Contain(["load", "memory", "backup", "cutover", "uptime", "alerts", "releases", "scrubbing", "resilience", "watch", "deployment"]);
    }

    [Fact]
    public void Readme_NamesBothCommandsAndEveryCategoryOfExitCode()
    {
        string readme = File.ReadAllText(Path.Combine(SourceFile.Root, "README.md"));
        readme.Should().Contain("./run-suite.sh\n").And.Contain("./run-suite.sh test").And.Contain("REHEARSAL PASSED").And.Contain("GO WITH CONDITIONS").And.Contain("INCONCLUSIVE");
    }

    [Fact]
    public void Readme_CountsTheStaticChecks()
    {
        int checks = CatalogueFolder.Read(RepositoryLayout.Find()).Checks.Count(check => check.Method == Readiness.Method.Static);
        File.ReadAllText(Path.Combine(SourceFile.Root, "README.md")).Should().Contain($"\n{checks} checks (`docs/checks/`");
    }

    [Fact]
    public void Readme_EveryRelativeLink_LeadsSomewhere()
    {
        string readme = File.ReadAllText(Path.Combine(SourceFile.Root, "README.md"));
        IEnumerable<string> links = System.Text.RegularExpressions.Regex.Matches(readme, @"\]\((?!https?://|#)([^)#]+)").Select(match => match.Groups[1].Value);
        links.Where(link => !Path.Exists(Path.Combine(SourceFile.Root, link))).Should().BeEmpty();
    }
}
