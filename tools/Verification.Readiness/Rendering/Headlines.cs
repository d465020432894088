using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes the first screen: the word, what it speaks for, what was asked and by which harness.</summary>
public static class Headlines
{
    // The first screen names the first of them; the document holds all.
    private const int MostUnread = 6;

    /// <summary>The headline of a document.</summary>
    public static Headline Of(VerdictDocument document) => new(
        document.Verdict,
        ToneOf(document),
        Scope(document),
        [.. Caveats(document)],
        [.. Counts(document)],
        [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => $"{finding.Check}: {finding.WaivedBy}")],
        [.. HeadlineFacts.Of(document)]);

    private static Tone ToneOf(VerdictDocument document) => document.ExitCode switch
    {
        _ when document.Blockers.Count > 0 => Tone.Bad,
        ExitCodes.GoOrPassed => Tone.Good,
        ExitCodes.GoWithConditions => Tone.Warn,
        _ => Tone.Unsure,
    };

    private static string Scope(VerdictDocument document)
    {
        if (document.Rubric is RubricRecord rubric)
        {
            return $"{(document.Scope == RunScope.Audit ? "audit" : "part of the catalogue")}, rubric {rubric.Name}: only what that reviewer looked at";
        }

        string areas = string.Join(", ", document.Checks.Select(check => check.Area).Distinct(StringComparer.Ordinal));
        return document.Scope switch
        {
            RunScope.Full => "full scope: the whole catalogue",
            RunScope.Rehearsal => "rehearsal: all that can be asked of the reference target",
            RunScope.Partial => $"part of the catalogue: {areas}",
            RunScope.Audit => $"audit: the files of a deployment{(document.Checks.Count > 0 ? $" ({areas})" : "")}",
            _ => throw new InvalidOperationException($"Scope {document.Scope} is not defined."),
        };
    }

    private static IEnumerable<string> Caveats(VerdictDocument document)
    {
        if (document.Rehearsal)
        {
            yield return "A rehearsal proves that the harness asks and judges; its target is a stand-in, so the result never gates a migration.";
        }

        if (document.Scope is RunScope.Partial or RunScope.Audit || document.Rubric is not null)
        {
            yield return "Only a run of the whole catalogue against containers or an attached deployment can decide.";
        }

        if (document.Checks.Any(check => check.Method == Method.Static))
        {
            yield return "Static answers say what the files state, not what runs; the tables mark them, and name the check of behaviour that proves them where there is one.";
        }

        IReadOnlyList<string> unread = document.Deployment?.Unread ?? [];
        foreach (string file in unread.Take(MostUnread))
        {
            yield return $"Not read: {file}";
        }

        if (unread.Count > 0)
        {
            yield return unread.Count > MostUnread
                ? $"And {Numbers.Figure(unread.Count - MostUnread)} more that could not be read; checks that need them are unknown."
                : "Checks that need what could not be read are unknown.";
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
}
