using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>A finding as it is shown: with the places in files where it was seen.</summary>
/// <param name="Finding">What blocks, stays open or puts a condition.</param>
/// <param name="Lines">One line per place, such as "compose.yaml:14: ..."; empty when the finding's own sentence says it all.</param>
public sealed record FindingItem(Finding Finding, IReadOnlyList<string> Lines)
{
    /// <summary>Adds to a finding what its check saw in files; a single place goes into the sentence itself.</summary>
    public static FindingItem Of(Finding finding, CheckEntry? check)
    {
        if (check is null || check.Places.Count == 0)
        {
            return new(finding, []);
        }

        return check.Details is [string only] && only == $"{check.Places[0]}: {finding.Reason}"
            ? new(finding with { Reason = only }, [])
            : new(finding, check.Details);
    }
}
