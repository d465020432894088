using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Cli.Commands;

/// <summary>`explain CHECK`: everything the catalogue says about one check.</summary>
internal static class ExplainCommand
{
    /// <summary>Prints the definition.</summary>
    /// <exception cref="InputException">There is no such check.</exception>
    public static int Run(string id)
    {
        Catalogue catalogue = CatalogueFolder.Read(RepositoryLayout.Find());
        CheckDefinition check = catalogue.Find(id) ?? throw new InputException($"There is no check '{id}'{Near(catalogue, id)}; `./run-suite.sh list` shows all.");
        Console.WriteLine(
            $"""
            {check.Id} ({check.Area}, {check.Category})
              Question     {check.Question}
              Threshold    {check.Threshold}
              Requirement  {check.Requirement.ToString().ToLowerInvariant()}: {check.Why}
              Severity     {check.Severity.ToString().ToLowerInvariant()}, {check.Points} points
              Applies to   {string.Join(", ", check.AppliesTo.Select(kind => kind.ToString().ToLowerInvariant()))}{(check.Built ? "" : " (not built yet: Unknown wherever it applies)")}
              Source       {check.Source}
              Remedy       {check.Remediation} ({check.Minutes} min)
            """);
        return 0;
    }

    private static string Near(Catalogue catalogue, string id)
    {
        string[] near = [.. catalogue.Checks.Select(check => check.Id).Where(known => known.Contains(id, StringComparison.OrdinalIgnoreCase)).Take(3)];
        return near.Length == 0 ? "" : $"; did you mean {string.Join(", ", near)}";
    }
}
