using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Verdict documents of audits, made by the real evaluator.</summary>
internal static class AuditSamples
{
    private const string Digest = "sha256:f01de5";

    /// <summary>A failed audit: blockers, open questions, conditions, a waiver, an unread file and an earlier run.</summary>
    public static VerdictDocument Audit() => Evaluate(Rows, Run() with
    {
        Deployment = new("deploy/glitchtip", Digest, [".env", "backup.sh", "compose.yaml"], ["monitor.sh: permission denied"]),
        Previous = new(
            "run-before", "AUDIT FAILED", 62.1, "C",
            new Dictionary<string, double?>(StringComparer.Ordinal)
            {
                ["Security"] = 65, ["Resource efficiency"] = 98, ["Reliability"] = 60, ["Backup"] = 70, ["Configuration"] = 94, ["Integration"] = null, ["Monitoring"] = 85,
            },
            ["ImagesArePinned", "PortsStayPrivate", "RemovedSince"]),
    });

    /// <summary>The same in which everything holds, conditions and an earlier run left out.</summary>
    public static VerdictDocument Passing() => Evaluate([.. Rows.Select(row => row.Holding())], Run() with { Deployment = new("deploy/glitchtip", Digest, ["compose.yaml"], []) });

    /// <summary>An audit by a rubric, in which everything holds that the rubric looks at.</summary>
    public static VerdictDocument Rubric() => Evaluate(Rows, Run() with
    {
        Rubric = new("review-b", "the phase 2 review of images and health checks", ["ImagesArePinned", "HealthChecksAreReal"]),
        Deployment = new("/srv/glitchtip", Digest, ["compose.yaml"], []),
    });

    /// <summary>An audit of many checks each of which finds a lot.</summary>
    public static VerdictDocument Large(int checks, int places) => Evaluate(
        [.. Enumerable.Range(0, checks).Select(index => Rows[index % Rows.Count] with { Id = $"{Rows[index % Rows.Count].Id}{index}", Found = Repeated(Rows[index % Rows.Count].Found, places) })],
        Run() with { Deployment = new("deploy/glitchtip", Digest, ["compose.yaml"], []) });

    /// <summary>The run behind them.</summary>
    public static RunRecord Run() => Samples.Run(RunScope.Audit, TargetKind.Files) with
    {
        Target = new(TargetKind.Files, "Files were to be audited.", "deployment files", "", Digest, []),
    };

    private static VerdictDocument Evaluate(IReadOnlyList<Row> rows, RunRecord run) => ReadinessEvaluator.Evaluate(
        Catalogue.Of([.. rows.Select(row => row.Check()), .. Behavioural], [.. rows.Where(row => row.Id == "HttpsIsTerminated").Select(row => new Waiver(row.Id, "The proxy comes in June.", "ops@example.test", new DateOnly(2025, 12, 31)))], []),
        [.. rows.Select(row => row.Line(run))], run);

    private static string[] Repeated(string[] found, int places) => found.Length == 0 ? [] : [.. Enumerable.Range(1, places).Select(line => $"compose.yaml:{line}: {found[0].Split(": ", 2)[1]}")];

    private static IEnumerable<CheckDefinition> Behavioural => new[] { "SignUpIsClosed", "HealthReflectsDependencies" }
        .Select(id => Given.Check(id) with { Area = "platform", AppliesTo = [TargetKind.Containers, TargetKind.Attached] });

    private static readonly IReadOnlyList<Row> Rows =
    [
        new("PortsStayPrivate", "network", "Security", Requirement.Required, Severity.Critical, 20, 5, "Is no port published on a public address?",
            "Whoever reaches the port reaches GlitchTip without the proxy.", "Publish on 127.0.0.1 only, and let the proxy reach it.", Outcome.Fail,
            ["compose.yaml:14: web publishes 8080 on 0.0.0.0.", "compose.yaml:31: postgres publishes 5432 on 0.0.0.0."]),
        new("SignUpIsOff", "accounts", "Security", Requirement.Required, Severity.High, 15, 2, "Is sign-up switched off by the variable that does it?",
            "An open sign-up lets strangers read what events carry.", "Set ENABLE_USER_REGISTRATION to false.", Outcome.Fail,
            [".env:9: ENABLE_OPEN_USER_REGISTRATION closes organization creation, not sign-up."], "SignUpIsClosed"),
        new("HttpsIsTerminated", "network", "Security", Requirement.Required, Severity.High, 5, 30, "Does something terminate HTTPS in front?",
            "DSN keys and sessions travel in the clear.", "Put a proxy with a certificate in front.", Outcome.Fail, [".env:3: GLITCHTIP_DOMAIN begins with http://."]),
        new("LimitsAreSet", "resources", "Resource efficiency", Requirement.Recommended, Severity.Medium, 2, 10, "Does every service have a memory limit?",
            "One service can take the host down.", "Give postgres and redis a limit.", Outcome.Fail, ["compose.yaml:25: postgres has no memory limit.", "compose.yaml:40: redis has no memory limit."]),
        new("HealthChecksAreReal", "health", "Reliability", Requirement.Required, Severity.High, 5, 20, "Does each health check test something real?",
            "A check of a path that does not exist is always red.", "Ask /_health/ with a tool that the image has.", Outcome.Pass, [], "HealthReflectsDependencies"),
        new("QueueIsKept", "broker", "Reliability", Requirement.Required, Severity.Critical, 10, 10, "Does Redis keep its queue?",
            "Accepted events vanish on a restart.", "Set appendonly yes and noeviction.", Outcome.Pass, []),
        new("BackupIsTested", "backup", "Backup", Requirement.Required, Severity.High, 5, 20, "Is the archive tested after each backup?",
            "An archive that nobody tested is no backup.", "Test the archive in the script.", Outcome.Unknown, ["backup.sh:12: the script hands over to a program that is not in the folder."]),
        new("BackupsLeaveTheHost", "backup", "Backup", Requirement.Recommended, Severity.Medium, 3, 40, "Is there an off-site step?",
            "The disk that holds the database holds its backups.", "Copy each dump to another machine.", Outcome.Fail, ["backup.sh:1: no step copies the archive to another machine."]),
        new("ImagesArePinned", "images", "Configuration", Requirement.Recommended, Severity.Low, 3, 5, "Is every image pinned to a version?",
            "What was tested is not what starts next time.", "Write a version and a digest.", Outcome.Pass, []),
        new("MonitorIsScheduled", "monitoring", "Monitoring", Requirement.Required, Severity.Medium, 5, 15, "Does a schedule run the monitor?",
            "Nobody looks at what is run by hand.", "Add the monitor to the crontab.", Outcome.Unknown, []),
    ];

    private sealed record Row(
        string Id, string Area, string Category, Requirement Requirement, Severity Severity, double Points, int Minutes, string Question,
        string Why, string Remediation, Outcome Outcome, string[] Found, string? ProvenBy = null)
    {
        public Row Holding() => this with { Outcome = Outcome.Pass, Found = [] };

        public CheckDefinition Check() => new()
        {
            Id = Id, Area = Area, Category = Category, Requirement = Requirement, Severity = Severity, Points = Points, Minutes = Minutes, Question = Question, Why = Why,
            Remediation = Remediation, ProvenBy = ProvenBy, Method = Method.Static, Built = true, AppliesTo = [TargetKind.Files], Source = "review A, section 9",
            Threshold = new(Comparison.AtMost, 0, "findings"),
        };

        public EvidenceLine Line(RunRecord run) => new()
        {
            SchemaVersion = EvidenceLine.CurrentSchema, RunId = run.RunId, Check = Id, ObservedAt = run.StartedAt, Subject = run.Target.Subject, Outcome = Outcome,
            Measured = Outcome switch { Outcome.Pass => 0, Outcome.Fail => Found.Length, _ => null }, Threshold = Check().Threshold, Error = 0,
            Samples = Outcome == Outcome.Unknown ? 0 : Math.Max(3, Found.Length), Source = "files", Reason = Reason(), Details = Found,
            Places = [.. Found.Select(text => text.Split(':')).Select(parts => new Place(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))], DurationMs = 0.4,
        };

        private string Reason() => (Outcome, Found) switch
        {
            (Outcome.Pass, _) => "Holds for all 3 looked at.",
            (_, []) => "Not everything could be read: monitor.sh: permission denied",
            (_, [string only]) => only.Split(": ", 2)[1],
            _ => $"{Found[0].Split(": ", 2)[1]} ({Found.Length - 1} more like it)",
        };
    }
}
