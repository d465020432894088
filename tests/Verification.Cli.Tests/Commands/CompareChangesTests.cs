using Verification.Cli.Commands;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Commands;

public sealed class CompareChangesTests
{
    [Fact]
    public void Changes_SameRun_AreNone() => Changes(Document("a", ("One", Outcome.Pass)), Document("a", ("One", Outcome.Pass))).Should().BeEmpty();

    [Fact]
    public void Changes_OutcomeDiffers_NamesBothWithTheReason() =>
        Changes(Document("a", ("One", Outcome.Pass)), Document("a", ("One", Outcome.Fail))).Should().ContainSingle().Which.Should().StartWith("One: Pass before, Fail now (");

    [Fact]
    public void Changes_CheckCameOrWent_IsSaid() =>
        Changes(Document("a", ("Gone", Outcome.Pass)), Document("a", ("New", Outcome.Pass))).Should().Equal("New: not asked before, Pass now", "Gone: Pass before, not asked now");

    [Fact]
    public void Changes_AnotherTarget_IsSaidFirst() =>
        Changes(Document("a", ("One", Outcome.Pass)), Document("b", ("One", Outcome.Pass))).Should().ContainSingle().Which.Should().StartWith("The targets differ");

    private static IEnumerable<string> Changes(VerdictDocument earlier, VerdictDocument later) => CompareCommand.Changes(earlier, later);

    private static VerdictDocument Document(string subject, params (string Id, Outcome Outcome)[] checks)
    {
        DateTimeOffset now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        RunRecord run = new()
        {
            RunId = "20261120-000000-00000000", Scope = RunScope.Rehearsal, Target = new(TargetKind.Embedded, "a test", "product", "1", subject, []), StartedAt = now,
            EvaluatedAt = now, Commit = "unknown", WorkTreeDirty = false, Seed = 1, Host = new(2, 1, "test", "none"),
        };
        Catalogue catalogue = Catalogue.Of(checks.Select(check => Check(check.Id)), [], []);
        return ReadinessEvaluator.Evaluate(catalogue, [.. checks.Select(check => Line(run, catalogue.Find(check.Id)!, check.Outcome))], run);
    }

    private static CheckDefinition Check(string id) => new()
    {
        Id = id, Area = "sdk", Question = "Is it?", Category = "Reliability", Requirement = Requirement.Required, Why = "because", Severity = Severity.High, Points = 1,
        AppliesTo = [TargetKind.Embedded], Built = true, Threshold = new(Comparison.Equal, 0, "events"), Source = "a test", Remediation = "mend it", Minutes = 1,
    };

    private static EvidenceLine Line(RunRecord run, CheckDefinition check, Outcome outcome) => new()
    {
        SchemaVersion = EvidenceLine.CurrentSchema, RunId = run.RunId, Check = check.Id, ObservedAt = run.EvaluatedAt, Subject = run.Target.Subject, Outcome = outcome,
        Measured = outcome == Outcome.Pass ? 0 : 1, Threshold = check.Threshold, Error = 0, Samples = 1, Source = "a test", Reason = "seen", Details = [], DurationMs = 1,
    };
}
