using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests;

/// <summary>Ordinary checks, evidence and runs; a test changes only what it is about.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public const string Subject = "sha256:deployment-under-decision";

    public static readonly Threshold NoEvents = new(Comparison.AtMost, 0, "events");

    public static CheckDefinition Check(
        string id = "TagsAreIntact", Requirement requirement = Requirement.Required, double points = 5, string category = "Integration") => new()
    {
        Id = id,
        Area = "sdk",
        Question = $"Does {id} hold?",
        Category = category,
        Requirement = requirement,
        Why = "a test needs it",
        Severity = Severity.High,
        Points = points,
        AppliesTo = [TargetKind.Containers, TargetKind.Embedded, TargetKind.Attached, TargetKind.Files],
        Built = true,
        Threshold = NoEvents,
        Source = "the card, section 2",
        Remediation = $"repair {id}",
        Minutes = 30,
    };

    public static EvidenceLine Line(string check = "TagsAreIntact", Outcome outcome = Outcome.Pass) => new()
    {
        SchemaVersion = EvidenceLine.CurrentSchema,
        RunId = "run-1",
        Check = check,
        ObservedAt = Now.AddMinutes(-10),
        Subject = Subject,
        Outcome = outcome,
        Measured = outcome switch { Outcome.Pass => 0, Outcome.Fail => 3, _ => null },
        Threshold = NoEvents,
        Error = 0,
        Samples = outcome == Outcome.Unknown ? 0 : 10,
        Source = "api+sql",
        Reason = $"{check} was seen to be {outcome}.",
        Details = [],
        DurationMs = 12.5,
    };

    public static RunRecord Run(RunScope scope = RunScope.Full, TargetKind kind = TargetKind.Containers) => new()
    {
        RunId = "run-1",
        Scope = scope,
        Target = new TargetRecord(kind, "a test chose it", "GlitchTip", "5.2", Subject, [new TargetPart("postgres", "15.18", "")]),
        StartedAt = Now.AddMinutes(-30),
        EvaluatedAt = Now,
        Commit = "0123456789abcdef0123456789abcdef01234567",
        WorkTreeDirty = false,
        Seed = 42,
        Host = new HostRecord(2, 4L << 30, "6.1", "v2"),
    };

    public static Catalogue Catalogue(params CheckDefinition[] checks) => Readiness.Catalogues.Catalogue.Of(checks, [], []);

    public static VerdictDocument Evaluated(Catalogue catalogue, params EvidenceLine[] evidence) =>
        ReadinessEvaluator.Evaluate(catalogue, evidence, Run());
}
