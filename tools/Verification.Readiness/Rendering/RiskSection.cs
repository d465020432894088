using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what may go wrong, worst first: what it would mean, and what takes it away.</summary>
public static class RiskSection
{
    /// <summary>Counts per severity, then every check that does not hold; one that nobody could answer is an unknown risk.</summary>
    public static Section Of(VerdictDocument document)
    {
        HashSet<string> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => finding.Check)];
        List<CheckEntry> risks =
        [
            .. document.Checks.Where(check => check.Outcome != Outcome.Pass)
                .OrderBy(check => check.Severity).ThenByDescending(check => check.Outcome).ThenBy(check => check.Id, StringComparer.Ordinal),
        ];
        return new(
            Part.Risks, "Risks by severity",
            risks.Count == 0
                ? [new Paragraph("No check that was asked fails or is unknown: none of the risks that they watch was seen.")]
                :
                [
                    new Table(["Level", "Seen", "Unknown"], [.. Enum.GetValues<Severity>().Select(severity => Counts(severity, risks))]),
                    new Table(["Risk", "Check", "Impact", "Mitigation"], [.. risks.Select(check => Row(check, waived.Contains(check.Id)))]),
                ]);
    }

    private static IReadOnlyList<Cell> Counts(Severity severity, List<CheckEntry> risks)
    {
        string Counted(Outcome outcome) => Numbers.Figure(risks.Count(check => check.Severity == severity && check.Outcome == outcome));
        return [new(Words.Of(severity)), new(Counted(Outcome.Fail)), new(Counted(Outcome.Unknown))];
    }

    private static IReadOnlyList<Cell> Row(CheckEntry check, bool waived) =>
    [
        new(Words.Of(check.Severity), Standing(check, waived), Words.ToneOf(check)),
        new(check.Id),
        new(check.Why),
        new(check.Remediation, Numbers.Effort(check.Minutes)),
    ];

    private static string Standing(CheckEntry check, bool waived) =>
        $"{(check.Outcome == Outcome.Unknown ? "unknown risk, " : "")}{Words.Of(check.Requirement)}{(waived ? ", waived" : "")}";
}
