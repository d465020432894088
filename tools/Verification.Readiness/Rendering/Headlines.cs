using System.Globalization;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes the first screen: the word, what it speaks for, what was asked and by which harness.</summary>
public static class Headlines
{
    /// <summary>The headline of a document.</summary>
    public static Headline Of(VerdictDocument document) => new(
        document.Verdict,
        ToneOf(document),
        Scope(document),
        [.. Caveats(document)],
        [.. Counts(document)],
        [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => $"{finding.Check}: {finding.WaivedBy}")],
        [.. Facts(document)]);

    private static Tone ToneOf(VerdictDocument document) => document.ExitCode switch
    {
        _ when document.Blockers.Count > 0 => Tone.Bad,
        ExitCodes.GoOrPassed => Tone.Good,
        ExitCodes.GoWithConditions => Tone.Warn,
        _ => Tone.Unsure,
    };

    private static string Scope(VerdictDocument document)
    {
        string areas = string.Join(", ", document.Checks.Select(check => check.Area).Distinct(StringComparer.Ordinal));
        return document.Scope switch
        {
            RunScope.Full => "full scope: the whole catalogue",
            RunScope.Rehearsal => "rehearsal: all that can be asked of the reference target",
            RunScope.Partial => $"part of the catalogue: {areas}",
            RunScope.Audit => "audit: the files of a deployment",
            _ => throw new InvalidOperationException($"Scope {document.Scope} is not defined."),
        };
    }

    private static IEnumerable<string> Caveats(VerdictDocument document)
    {
        if (document.Rehearsal)
        {
            yield return "A rehearsal proves that the harness asks and judges; its target is a stand-in, so the result never gates a migration.";
        }

        if (document.Scope is RunScope.Partial or RunScope.Audit)
        {
            yield return "Only a run of the whole catalogue against containers or an attached deployment can decide.";
        }

        if (document.ExitCode == ExitCodes.HarnessFailed)
        {
            yield return $"The harness itself failed (exit code {Numbers.Figure(ExitCodes.HarnessFailed)}); what is below is what was seen before.";
        }

        if (document.WorkTreeDirty)
        {
            yield return "The work tree was dirty: the harness that ran is not exactly the commit printed here.";
        }
    }

    private static IEnumerable<Fact> Counts(VerdictDocument document)
    {
        yield return new("Blockers", Numbers.Figure(document.Blockers.Count));
        yield return new("Inconclusive", Numbers.Figure(document.Inconclusive.Count));
        yield return new("Conditions", Numbers.Figure(document.Conditions.Count));
        int passed = document.Checks.Count(check => check.Outcome == Outcome.Pass);
        yield return new("Checks passed", $"{Numbers.Figure(passed)} of {Numbers.Figure(document.Checks.Count)}");
    }

    private static IEnumerable<Fact> Facts(VerdictDocument document)
    {
        TargetRecord target = document.Target;
        yield return new("Target", $"{Words.Of(target.Kind)}: {target.Product} {(target.Version.Length > 0 ? target.Version : "(version unknown)")}");
        yield return new("Why this target", target.Reason);
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
}
