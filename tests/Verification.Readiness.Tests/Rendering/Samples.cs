using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Verdict documents for the renderers' tests, made by the real evaluator so that their figures belong together.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Started = new(2025, 11, 3, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A full-scope NO-GO in which no section of a report is empty.</summary>
    public static VerdictDocument Everything() => ReadinessEvaluator.Evaluate(
        Catalogue.Of(Rows.Select(row => row.Check), [new Waiver("HttpsIsOn", "The proxy in front ends TLS until the move.", "ops@example.test", new DateOnly(2025, 12, 31))], []),
        [.. Rows.Select(row => row.Line).OfType<EvidenceLine>()],
        Run(RunScope.Full, TargetKind.Containers) with
        {
            WorkTreeDirty = true,
            Unmet = ["The work tree is dirty: commit or stash what differs, then run again."],
            NotExercised = [new NotExercised("Python driver", "python3 is not installed on this machine.")],
            SdkDefaultLosses = [new SdkLoss("repository", ["extra.filters.where.and[0] became \"[Object]\"", "exception.code was dropped"])],
            SdkReplay = new(
                [new("node", "sentry.javascript.node 10.24.0", null), new("dotnet", "sentry.dotnet 6.12.1", null)],
                [new("queue-worker", [new(6, 3, 1, 2, 0, null), new(6, 0, 0, 0, 0, "no Redis was given (redisUrl)")])]),
            Ledger = new LedgerSummary(140, new SortedDictionary<DeliveryClass, int> { [DeliveryClass.Lost] = 2, [DeliveryClass.Stored] = 138 }),
            Load = LoadSamples.Load(),
            Backup = BackupSamples.Backup(),
            Cutover = CutoverSamples.Cutover(),
            Timings = [new PhaseTiming("start target", 12_340), new PhaseTiming("replay scenarios", 192_400)],
        });

    /// <summary>A rehearsal in which everything holds.</summary>
    public static VerdictDocument Rehearsal() => ReadinessEvaluator.Evaluate(
        Catalogue.Of(Rows.Take(2).Select(row => row.Check), [], []),
        [Evidence("EventsAreVisibleSoon", 2.31, Outcome.Pass, new Threshold(Comparison.AtMost, 5, "s"), 40, "Slowest of 40 events."),
            Evidence("AckedEventsAreStored", 0, Outcome.Pass, new Threshold(Comparison.Equal, 0, "events"), 140, "All are there.")],
        Run(RunScope.Rehearsal, TargetKind.Embedded));

    /// <summary>The run behind a document.</summary>
    public static RunRecord Run(RunScope scope, TargetKind kind) => new()
    {
        RunId = "run-7f3a",
        Scope = scope,
        Target = new TargetRecord(
            kind, "The sample says so.", kind == TargetKind.Embedded ? "reference target" : "GlitchTip", "5.2.0", "sha256:5ub1ec7",
            [new TargetPart("postgres", "16.4", "fsync on"), new TargetPart("redis", "7.4", "")]),
        StartedAt = Started,
        EvaluatedAt = Started.AddMinutes(4),
        Commit = "0123abcd",
        WorkTreeDirty = false,
        Seed = 42,
        Host = new HostRecord(2, 4L << 30, "Linux 6.1", "cpu 200000/100000, memory 4 GiB"),
    };

    /// <summary>A check of that requirement.</summary>
    public static CheckDefinition Check(Requirement requirement) => Rows.First(row => row.Check.Requirement == requirement).Check;

    private static readonly (CheckDefinition Check, EvidenceLine? Line)[] Rows =
    [
        Row(
            "AckedEventsAreStored", "Is every acknowledged event stored exactly once?", "Start Redis with appendonly yes and maxmemory-policy noeviction, then replay the scenarios.", 45,
            "ingest", "Reliability", Severity.Critical, 40, new(Comparison.Equal, 0, "events"), 2, 140, Outcome.Fail, "2 of 140 acknowledged events are nowhere to be found."),
        Row(
            "EventsAreVisibleSoon", "Is an event visible within 5 s of being sent?", "Give the worker a thread pool and a prefetch of 25.", 20,
            "ingest", "Reliability", Severity.High, 5, new(Comparison.AtMost, 5, "s"), 2.31, 40, Outcome.Pass, "The slowest of 40 events was visible after 2.31 s."),
        Row(
            "MemoryStaysBounded", "Does the whole stack stay below its memory budget under load?", "Let the harness read the worker's cgroup, or run it on the target's host.", 15,
            "load", "Resource efficiency", Severity.High, 10, new(Comparison.AtMost, 500, "MiB"), null, 0, Outcome.Unknown, "The sampler could not read the worker's memory."),
        Row(
            "RateIsSustained", "Does the target store as fast as the production review claims?", "Raise the worker's concurrency.", 20,
            "load", "Resource efficiency", Severity.Medium, 2, new(Comparison.AtLeast, 104.28, "events/s"), 121.75, 12000, Outcome.Pass, "The target stored as fast as we sent."),
        Row(
            "RestoreKeepsDsnKeys", "Does a restored database keep every DSN key?", "Restore into an empty database.", 60,
            "backup", "Backup", Severity.High, 5, new(Comparison.Equal, 0, "keys"), null, 0, null, ""),
        Row(
            "BackupsLeaveTheHost", "Is there a copy of the latest backup on another machine?", "Copy each dump to another machine, and test that copy.", 40,
            "backup", "Backup", Severity.Medium, 3, new(Comparison.AtLeast, 1, "copies"), 0, 1, Outcome.Fail, "No off-site copy was found.", Requirement.Recommended),
        Row(
            "HttpsIsOn", "Does the public address answer over HTTPS only?", "Put a proxy with a certificate in front, and redirect plain HTTP to it.", 30,
            "deployment", "Security", Severity.High, 5, new(Comparison.Equal, 0, "findings"), 1, 1, Outcome.Fail, "The public address answers over plain HTTP."),
        Row(
            "SignUpIsClosed", "Is it impossible for a stranger to sign up?", "Set ENABLE_USER_REGISTRATION to false.", 5,
            "deployment", "Security", Severity.Critical, 20, new(Comparison.Equal, 0, "accounts"), 0, 3, Outcome.Pass, "Three sign-up attempts were refused."),
    ];

    private static (CheckDefinition Check, EvidenceLine? Line) Row(
        string id, string question, string remediation, int minutes, string area, string category, Severity severity, double points,
        Threshold threshold, double? measured, int samples, Outcome? outcome, string reason,
        Requirement requirement = Requirement.Required) => (
        new CheckDefinition
        {
            Id = id, Area = area, Category = category, Severity = severity, Points = points, Threshold = threshold, Requirement = requirement,
            Question = question, Why = "Reviewed.", AppliesTo = id == "RestoreKeepsDsnKeys" ? [TargetKind.Attached] : [TargetKind.Containers, TargetKind.Embedded],
            Built = true, Source = "review A, section 4", Remediation = remediation, Minutes = minutes,
        },
        outcome is Outcome seen ? Evidence(id, measured, seen, threshold, samples, reason) : null);

    private static EvidenceLine Evidence(string id, double? measured, Outcome outcome, Threshold threshold, int samples, string reason) => new()
    {
        SchemaVersion = EvidenceLine.CurrentSchema, RunId = "run-7f3a", Check = id, ObservedAt = Started.AddMinutes(2), Subject = "sha256:5ub1ec7", Outcome = outcome,
        Measured = measured, Threshold = threshold, Error = 0, Samples = samples, Source = "api+sql", Reason = reason,
        Details = [$"{id}: first finding", "second finding"], DurationMs = 1234.5,
    };
}
