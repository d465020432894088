using System.Globalization;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Lists what was asked, read and compared, when, and by which harness.</summary>
public static class HeadlineFacts
{
    /// <summary>From the target to the moment of evaluation.</summary>
    public static IEnumerable<Fact> Of(VerdictDocument document)
    {
        TargetRecord target = document.Target;
        yield return new("Target", $"{Words.Of(target.Kind)}: {target.Product}{Version(target)}");
        yield return new("Why this target", target.Reason);
        foreach (Fact fact in Audited(document))
        {
            yield return fact;
        }

        if (target.Parts.Count > 0)
        {
            yield return new("Parts", string.Join("; ", target.Parts.Select(part => $"{part.Name} {part.Version}{(part.Detail.Length > 0 ? $" ({part.Detail})" : "")}")));
        }

        yield return new("Subject", target.Subject);
        yield return new("Commit", $"{document.Commit}, work tree {(document.WorkTreeDirty ? "dirty" : "clean")}");
        yield return new("Seed", document.Seed.ToString(CultureInfo.InvariantCulture));
        string purpose = document.Gate ? "for the decision (--gate)" : "not for the decision (no --gate)";
        yield return new("Run", $"{document.RunId}, {purpose}, exit code {Numbers.Figure(document.ExitCode)}");
        yield return new("Started", Numbers.Moment(document.StartedAt));
        yield return new("Evaluated", Numbers.Moment(document.EvaluatedAt));
    }

    private static IEnumerable<Fact> Audited(VerdictDocument document)
    {
        if (document.Deployment is DeploymentRecord deployment)
        {
            yield return new("Audited folder", $"{deployment.Path}, {Numbers.Count(deployment.Files.Count, "file")} read{(deployment.Unread.Count > 0 ? $", {Numbers.Figure(deployment.Unread.Count)} not" : "")}");
            if (deployment.Digest != document.Target.Subject)
            {
                yield return new("Digest of its files", deployment.Digest);
            }
        }

        if (document.Rubric is RubricRecord rubric)
        {
            yield return new("Rubric", $"{rubric.Name}, only what that reviewer looked at: {rubric.Says} ({Numbers.Count(rubric.Checks.Count, "check")})");
        }

        if (document.Previous is PreviousRun previous)
        {
            yield return new("Compared with", $"{previous.RunId}: {previous.Verdict}, score {Numbers.Figure(previous.Total)} ({previous.Grade})");
        }
    }

    // Files run nothing, so there is no version that could be known.
    private static string Version(TargetRecord target) =>
        target.Version.Length > 0 ? $" {target.Version}" : target.Kind == TargetKind.Files ? "" : " (version unknown)";
}
