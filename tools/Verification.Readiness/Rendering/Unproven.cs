using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Names what files only state: the checks of behaviour that would prove it and were not asked.</summary>
public static class Unproven
{
    /// <summary>What a run of the same deployment would still have to prove; nothing when no check was static.</summary>
    public static IEnumerable<Block> Of(VerdictDocument document)
    {
        HashSet<string> asked = [.. document.Checks.Where(check => check.Method == Method.Behavioural && !document.Rehearsal).Select(check => check.Id)];
        List<CheckEntry> stated = [.. document.Checks.Where(check => check.Method == Method.Static && (check.ProvenBy is null || !asked.Contains(check.ProvenBy)))];
        List<IGrouping<string, CheckEntry>> provers =
            [.. stated.Where(check => check.ProvenBy is not null).GroupBy(check => check.ProvenBy!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (provers.Count > 0)
        {
            yield return new Paragraph($"What only a running deployment can prove was not asked; {Numbers.Count(provers.Count, "check")} of behaviour would prove it:");
            yield return new Bullets([.. provers.Select(group => $"{group.Key} proves what {string.Join(", ", group.Select(check => check.Id))} only {(group.Count() == 1 ? "states" : "state")}.")]);
        }

        int alone = stated.Count(check => check.ProvenBy is null);
        if (alone > 0)
        {
            yield return new Paragraph($"{Numbers.Count(alone, "static check")} {(alone == 1 ? "has" : "have")} no check of behaviour beside {(alone == 1 ? "it" : "them")}: what the files say is all that is asked.");
        }
    }
}
