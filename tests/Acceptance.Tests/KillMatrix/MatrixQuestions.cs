using Verification.Acceptance.Alerts;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Acceptance.Database;
using Verification.Acceptance.Load;
using Verification.Acceptance.Memory;
using Verification.Acceptance.Platform;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>Which checks a row of the matrix asks: a row is about one defect, and what can't see it need not look.</summary>
internal static class MatrixQuestions
{
    // The drill starts and kills a second set of servers; only the rows that are about it need that. A defect of load is asked
    // about the plans of the check named for it: a worker that stores slowly rightly shows in several plans.
    public static bool IsAsked(Catalogue catalogue, Type check, string defect)
    {
        bool applies = catalogue.Find(check.Name)!.AppliesTo.Contains(TargetKind.Embedded);
        if (!applies || check.IsSubclassOf(typeof(ResilienceCheck)) || check.IsSubclassOf(typeof(AlertCheck)))
        {
            // A check of drills whose defect is seeded is asked in a row of its own.
            return applies && defect is (MatrixRun.Clean or MatrixRun.Like);
        }

        if (check.IsSubclassOf(typeof(BackupCheck)) || check.IsSubclassOf(typeof(CutoverCheck)))
        {
            return defect == MatrixRun.Clean;
        }

        string? named = DefectCases.All.FirstOrDefault(entry => entry.Defect == defect)?.Check;
        if (!check.IsSubclassOf(typeof(LoadCheck)))
        {
            return DefectCases.OfLoad.All(entry => entry.Defect != defect) && (defect is MatrixRun.Clean or MatrixRun.Like || MayShow(check, named));
        }

        return defect == MatrixRun.Clean || (DefectCases.OfLoad.Any(entry => entry.Defect == defect) && Plans(check).All(Plans(Named(named!)).Contains));
    }

    // A deploy takes a second of both cores, and all it looks at is the release and stack traces.
    private static bool MayShow(Type check, string? named) =>
        check == typeof(HealthReflectsDependencies) || check == typeof(DatabasePasswordIsTheOneInTheFiles) ? named == check.Name
        : check != typeof(FramesAreMapped) && check != typeof(ReleaseIsCreatedAndFinalized) || named is nameof(FramesAreMapped) or nameof(ReleaseIsCreatedAndFinalized) or nameof(StackTracesAreIntact);

    /// <summary>Whether a check is about memory.</summary>
    public static bool IsAboutMemory(string check) => Named(check).IsSubclassOf(typeof(MemoryCheck));

    /// <summary>A check by its name.</summary>
    public static Type Named(string check) => CheckTypes.All.Single(type => type.Name == check);

    private static IReadOnlyList<string> Plans(Type check) => ((LoadCheck)CheckTypes.Create(check)).Plans;
}
