using Verification.Audit.Docs;
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
        RepositoryLayout layout = RepositoryLayout.Find();
        Catalogue catalogue = CatalogueFolder.Read(layout);
        CheckDefinition check = catalogue.Find(id) ?? throw new InputException($"There is no check '{id}'{Near(catalogue, id)}; `./run-suite.sh list` shows all.");
        Console.WriteLine(
            $"""
            {check.Id} ({check.Area}, {check.Category})
              Question     {check.Question}
              Threshold    {check.Threshold}
              Requirement  {check.Requirement.ToString().ToLowerInvariant()}: {check.Why}
              Severity     {check.Severity.ToString().ToLowerInvariant()}, {check.Points} points
              Applies to   {string.Join(", ", check.AppliesTo.Select(kind => kind.ToString().ToLowerInvariant()))}{(check.Built ? "" : " (not built yet: Unknown wherever it applies)")}
              Answered by  {Answered(check)}
              Source       {check.Source}
              Remedy       {check.Remediation} ({check.Minutes} min)
            """);
        foreach (CheckExample example in CatalogueFolder.Examples(layout, check))
        {
            Console.WriteLine($"\n  {(example.Good ? "Passes" : "Fails")}: {example.Name} (laid over scenarios/deployments/hardened)");
            foreach ((string path, string text) in example.Files)
            {
                Console.WriteLine($"    {path}\n{string.Join('\n', text.TrimEnd().Split('\n').Select(line => $"      {line}"))}");
            }
        }

        return 0;
    }

    private static string Answered(CheckDefinition check) => check.Method == Method.Behavioural ? "what runs"
        : $"files{(check.ProvenBy is string proof ? $": they tell what is meant; {proof} proves it on what runs" : "")}";

    private static string Near(Catalogue catalogue, string id)
    {
        string[] near = [.. catalogue.Checks.Select(check => check.Id).Where(known => known.Contains(id, StringComparison.OrdinalIgnoreCase)).Take(3)];
        return near.Length == 0 ? "" : $"; did you mean {string.Join(", ", near)}";
    }
}
