using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Cli.Commands;

/// <summary>`list`: the catalogue, one line per check.</summary>
internal static class ListCommand
{
    /// <summary>Prints id, requirement, where it applies and the question.</summary>
    public static int Run()
    {
        Catalogue catalogue = CatalogueFolder.Read(RepositoryLayout.Find());
        if (catalogue.Checks.Count == 0)
        {
            throw new InputException("There are no checks under scenarios/checks; restore the folder from the repository.");
        }

        int width = catalogue.Checks.Max(check => check.Area.Length + check.Id.Length + 1);
        foreach (CheckDefinition check in catalogue.Checks)
        {
            string where = string.Join('+', check.AppliesTo.Select(kind => kind.ToString().ToLowerInvariant()));
            Console.WriteLine($"{$"{check.Area}/{check.Id}".PadRight(width)}  {check.Requirement.ToString().ToLowerInvariant(),-11}  {(check.Built ? where : $"{where}, not built yet")}");
        }

        int built = catalogue.Checks.Count(check => check.Built);
        int required = catalogue.Checks.Count(check => check.Requirement == Requirement.Required);
        Console.WriteLine($"{catalogue.Checks.Count} checks, {required} of them required; {built} are built. `explain CHECK` tells more.");
        return 0;
    }
}
