using FluentAssertions;
using Verification.Audit.Docs;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Repository.Tests;

/// <summary>docs/checks is what the catalogue says today; with UPDATE_DOCS=1 in the environment this writes it anew.</summary>
public sealed class CheckPagesTests
{
    private const string Update = "UPDATE_DOCS";

    private static readonly RepositoryLayout Layout = RepositoryLayout.Find();

    [Fact]
    public void Pages_AreWhatTheCatalogueSays()
    {
        string folder = Path.Combine(Layout.Root, "docs", "checks");
        IReadOnlyDictionary<string, string> wanted = Pages();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Write(folder, wanted);
        }

        Dictionary<string, string> there = Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        string stale = string.Join(", ", wanted.Where(page => there.GetValueOrDefault(page.Key) != page.Value).Select(page => page.Key).Concat(there.Keys.Except(wanted.Keys)).Take(10));
        stale.Should().BeEmpty($"docs/checks must follow scenarios/checks: run {Update}=1 dotnet test --project tests/Repository.Tests, and commit what it writes");
    }

    private static Dictionary<string, string> Pages()
    {
        Catalogue catalogue = CatalogueFolder.Read(Layout);
        Dictionary<string, string> pages = catalogue.Checks.ToDictionary(
            CheckPage.FileName, check => CheckPage.Render(check, CatalogueFolder.RuleText(Layout, check), CatalogueFolder.Examples(Layout, check)));
        pages["README.md"] = CheckPage.Index(catalogue);
        pages["facts.md"] = FactsPage.Render();
        return pages;
    }

    private static void Write(string folder, IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            File.Delete(path);
        }

        foreach ((string name, string text) in pages)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}
