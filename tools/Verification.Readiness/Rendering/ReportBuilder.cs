using Verification.Readiness.Rendering.BackupReport;
using Verification.Readiness.Rendering.CutoverReport;
using Verification.Readiness.Rendering.LoadReport;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Turns a verdict document into the content of a report, in the order in which a decision needs it.</summary>
public static class ReportBuilder
{
    /// <summary>The whole content; formats may only shorten it, and then say so.</summary>
    public static Report Build(VerdictDocument document) => new(
        Headlines.Of(document),
        [
            .. FindingSections.Of(document),
            MatrixSection.Of(document),
            RiskSection.Of(document),
            RecommendationSection.Of(document),
            ChecklistSection.Of(document.Checks),
            // An audit sends nothing: a section saying so would only be in the way.
            .. document is { Scope: RunScope.Audit, SdkReplay: null } ? Array.Empty<Section>() : [SdkSection.Of(document.SdkReplay)],
            .. document is { Scope: RunScope.Audit, Ledger: null } ? Array.Empty<Section>() : [LedgerSection.Of(document.Ledger)],
            .. document is { Scope: RunScope.Audit, Load: null } ? Array.Empty<Section>() : [LoadSection.Of(document.Load)],
            .. document is { Scope: RunScope.Audit, Backup: null } ? Array.Empty<Section>() : [BackupSection.Of(document.Backup)],
            .. document is { Scope: RunScope.Audit, Cutover: null } ? Array.Empty<Section>() : [CutoverSection.Of(document.Cutover)],
            CheckSection.Of(document),
            // After everything that decides: a score is read as a decision by whoever meets it first.
            ScoreSection.Of(document),
            .. RunSections.Of(document),
        ]);
}
