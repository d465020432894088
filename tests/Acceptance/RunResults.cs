using System.Text.Json;
using Verification.Acceptance.Load;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance;

/// <summary>What a run leaves behind beside its evidence: facts.json and ledger.jsonl.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Target">Whom; null when it did not start.</param>
/// <param name="StandIn">Whether that is our stand-in for the product.</param>
/// <param name="Parts">What was done to it; null when nothing could be.</param>
/// <param name="Deployment">The folder audited; null for none.</param>
internal sealed record RunResults(RunRequest Request, TargetRecord? Target, bool StandIn, RunSessions? Parts, DeploymentRecord? Deployment)
{
    /// <summary>Writes both files, without secrets.</summary>
    public void Write(RunDirectory directory, SecretVault vault)
    {
        directory.Write("facts.json", vault.Redact(JsonSerializer.Serialize(Facts(), Json.Document)));
        File.WriteAllLines(directory.Ledger, Ledger().Select(entry => JsonSerializer.Serialize(entry, Json.Line)));
    }

    private RunFacts Facts()
    {
        RunFacts facts = Target is TargetRecord target && Parts?.Replay is SdkReplay replay ? replay.Facts(target) : new RunFacts
        {
            Target = Target ?? new(Request.Target, Request.Reason, "did not start", "", Subjects.NotStarted, []),
        };
        facts = facts with { StandIn = StandIn, Deployment = Deployment, Backup = Parts?.Backup.Record, Cutover = Parts?.Cutover.Record, NotExercised = [.. facts.NotExercised, .. Parts?.Backup.NotExercised ?? [], .. Parts?.Cutover.NotExercised ?? []] };
        return Parts?.Load is LoadSession load ? facts with
        {
            Load = LoadReport.Of(load, Request.Scale), Ledger = LoadReport.Ledger(load, facts.Ledger), NotExercised = [.. facts.NotExercised, .. LoadReport.NotExercised(load)],
        } : facts;
    }

    private IEnumerable<LedgerEntry> Ledger() => (Parts?.Replay.Ledger ?? []).Concat(Parts?.Load is LoadSession load ? LoadReport.Entries(load) : []);
}
