using System.Security.Cryptography;
using Verification.Fixtures;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Load.Plans;
using Verification.Readiness;
using Verification.Cli.Commands;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Verdicts;

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
    /// <exception cref="InputException">The rubric, the deployment or the earlier run can't be used.</exception>
    public static RunRequest Of(RunSettings settings, TargetChoice choice, TimeProvider time, RepositoryLayout layout, Catalogue catalogue) => new()
    {
        RunId = RunRequest.NewRunId(time),
        Target = choice.Kind,
        Reason = choice.Reason,
        Like = settings.Like,
        Defects = settings.Defects,
        Images = settings.Images,
        Areas = settings.Areas,
        Seed = settings.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        Scale = settings.Scale ?? (choice.Kind == TargetKind.Embedded ? RunRequest.RehearsalScale : 1),
        Gate = settings.Gate,
        Deployment = settings.Deployment is string folder ? Path.GetFullPath(Named(folder)) : null,
        Rubric = settings.Rubric is string rubric ? CatalogueFolder.ReadRubric(layout, rubric, catalogue) : null,
        Previous = settings.Previous is string previous ? Earlier(previous, choice.Kind) : null,
    };

    // An unset variable of a script, most of the time.
    private static string Named(string folder) => folder.Trim().Length > 0
        ? folder
        : throw new InputException("The deployment folder's name is empty; name the folder that you deploy from (. for this one).");

    private static PreviousRun Earlier(string path, TargetKind kind)
    {
        VerdictDocument verdict = Bundle.Verdict(Bundle.OpenUnaltered(path));
        return verdict.Target.Kind == kind
            ? new(
                verdict.RunId, verdict.Verdict, verdict.Score.Total, verdict.Score.Grade,
                verdict.Score.Categories.ToDictionary(category => category.Name, category => category.Score),
                [.. verdict.Checks.Where(check => check.Outcome != Outcome.Pass).Select(check => check.Id)])
            : throw new InputException($"--previous {path} holds a run on {verdict.Target.Kind}, this one is on {kind}; their scores can't be compared, so point to an earlier run of the same sort.");
    }

    /// <summary>Refuses a deployment folder that can't be audited, before anything is started.</summary>
    /// <exception cref="InputException">It is missing or its files can't be used.</exception>
    public static void RejectUnusableDeployment(RunSettings settings, RepositoryLayout layout)
    {
        if (settings.Deployment is string folder)
        {
            _ = DeploymentAudit.Open(Named(folder), layout, new SecretVault());
        }
    }

    /// <summary>Refuses load plans that can't be used, before anything is started.</summary>
    /// <exception cref="InputException">With file and line.</exception>
    public static void RejectUnusableLoadPlans(RunSettings settings, RepositoryLayout layout)
    {
        foreach (string path in Directory.EnumerateFiles(layout.LoadPlans, "*.yaml"))
        {
            _ = LoadPlanReader.Read(Path.GetRelativePath(layout.Root, path).Replace('\\', '/'), File.ReadAllText(path), settings.Scale ?? 1);
        }
    }

    /// <summary>The checks of one sort that this request will have answered.</summary>
    public static IEnumerable<string> Asked(RunRequest request, Catalogue catalogue, Method method) => catalogue.Checks
        .Where(check => check.Built && check.Method == method && check.AppliesTo.Contains(request.Target)
            && (request.Areas.Count == 0 || request.Areas.Contains(check.Area))
            && (request.Rubric is null || method == Method.Behavioural || request.Rubric.Checks.Contains(check.Id)))
        .Select(check => check.Id);
}
