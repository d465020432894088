using System.Security.Cryptography;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Cli.Running;

/// <summary>Turns what the command line said into what the suite is asked to do, after looking whether it can be.</summary>
internal static class Requests
{
    /// <summary>Refuses areas that the catalogue doesn't have.</summary>
    /// <exception cref="InputException">One is not known.</exception>
    public static void RejectUnknownAreas(IReadOnlyList<string> areas, Catalogue catalogue)
    {
        string[] known = [.. catalogue.Checks.Select(check => check.Area).Distinct()];
        if (areas.FirstOrDefault(area => !known.Contains(area)) is string unknown)
        {
            throw new InputException($"--only {unknown} is not an area; there are {string.Join(", ", known)}.");
        }
    }

    /// <summary>Refuses a version or a defect that the reference target doesn't have.</summary>
    /// <exception cref="InputException">One is not known.</exception>
    public static async Task RejectUnknownBehaviourAsync(RunSettings settings, RepositoryLayout layout, CancellationToken ct)
    {
        if (settings.Like is not (null or "5.2"))
        {
            throw new InputException($"--like {settings.Like} is not known; the reference target knows the behaviours of 5.2.");
        }

        IReadOnlyList<string> known = settings.Defects.Count == 0 ? [] : await SeededDefects.KnownAsync(layout, ct);
        if (settings.Defects.FirstOrDefault(defect => !known.Contains(defect)) is string unknown)
        {
            throw new InputException($"--defect {unknown} is not known; there are {string.Join(", ", known)}.");
        }
    }

    /// <summary>The request.</summary>
    public static RunRequest Of(RunSettings settings, TargetChoice choice, TimeProvider time) => new()
    {
        RunId = RunRequest.NewRunId(time),
        Target = choice.Kind,
        Reason = choice.Reason,
        Like = settings.Like,
        Defects = settings.Defects,
        Areas = settings.Areas,
        Seed = settings.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        Gate = settings.Gate,
    };

    /// <summary>The checks that this request will have answered.</summary>
    public static IEnumerable<string> Asked(RunRequest request, Catalogue catalogue) => catalogue.Checks
        .Where(check => check.Built && check.AppliesTo.Contains(request.Target) && (request.Areas.Count == 0 || request.Areas.Contains(check.Area)))
        .Select(check => check.Id);
}
