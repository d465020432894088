using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Readiness;
using Verification.Readiness.Bundles;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.BackupReport;
using Verification.Readiness.Tests;
using Verification.Readiness.Tests.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Verifier.Tests;

/// <summary>A bundle in a directory of its own, written with the first evaluator's types; to be tampered with.</summary>
internal sealed class Bundle : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bundle-").FullName;

    /// <summary>A rehearsable everyday: things that hold, fail, are unknown, waived, quarantined, expired and do not apply.</summary>
    public static Bundle Everyday(RunScope scope = RunScope.Full, TargetKind kind = TargetKind.Containers)
    {
        CheckDefinition[] checks =
        [
            Given.Check("Stored", category: "Reliability", points: 20), Given.Check("Tags"), Given.Check("Level", points: 3), Given.Check("Waived", points: 4, category: "Backup"),
            Given.Check("Flaky"), Given.Check("Stale", category: "Security"), Given.Check("Lagging", Requirement.Recommended, 7, "Monitoring"),
            Given.Check("Elsewhere") with { AppliesTo = [TargetKind.Files] },
        ];
        EvidenceLine[] evidence =
        [
            Given.Line("Stored"), Given.Line("Tags", Outcome.Fail), Given.Line("Level", Outcome.Unknown), Given.Line("Waived", Outcome.Fail), Given.Line("Flaky"),
            Given.Line("Stale") with { ObservedAt = Given.Now.AddDays(-9) }, Given.Line("Lagging", Outcome.Fail) with { Measured = 1.23456 }, Given.Line("Stored"),
        ];
        Catalogue catalogue = Catalogue.Of(checks, [new Waiver("Waived", "known", "ops", new DateOnly(2026, 6, 30))], [new Quarantine("Flaky", "flakes", new DateOnly(2026, 5, 1))]);
        return Of(catalogue, evidence, Given.Run(scope, kind) with { Unmet = ["images differ"], Load = LoadSamples.Load(), Backup = BackupSamples.Backup(), Cutover = CutoverSamples.Cutover() }, Events);
    }

    /// <summary>One required check that holds, on a target that can decide: GO.</summary>
    public static Bundle Sound() => Of(Given.Catalogue(Given.Check("Stored"), Given.Check("Tags")), [Given.Line("Stored"), Given.Line("Tags")], Given.Run(), Events);

    /// <summary>An audit by a rubric: static checks that hold, fail at several places, are waived, are unknown and were not looked at.</summary>
    public static Bundle Audited()
    {
        CheckDefinition[] checks = [.. new[] { "Pinned", "Ports", "Secrets", "Tested", "Limits", "Outside" }
            .Select(id => Given.Check(id, id == "Limits" ? Requirement.Recommended : Requirement.Required, category: "Security") with { Method = Method.Static, ProvenBy = "Stored" })];
        EvidenceLine[] evidence =
        [
            Given.Line("Pinned"), Found("Ports", Outcome.Fail, new Place("compose.yaml", 14), new Place("compose.yaml", 31), new Place("infra/my files/compose.yaml", 3)),
            Found("Secrets", Outcome.Fail, new Place(".env", 2)), Found("Tested", Outcome.Unknown, new Place("backup.sh", 5)), Given.Line("Limits", Outcome.Fail),
        ];
        return Of(Catalogue.Of(checks, [new Waiver("Secrets", "known", "ops", new DateOnly(2026, 6, 30))], []), evidence, Given.Run(RunScope.Audit, TargetKind.Files) with
        {
            Rubric = new RubricRecord("review-z", "what a reviewer looked at", ["Limits", "Pinned", "Ports", "Secrets", "Tested"]),
            Deployment = new DeploymentRecord("deploy", Given.Subject, [".env", "backup.sh", "compose.yaml"], ["crontab: permission denied"]),
            Previous = new PreviousRun("run-0", "PARTIAL AUDIT FAILED", 50, "D", new Dictionary<string, double?> { ["Security"] = 50 }, ["Ports"]),
        });
    }

    private static EvidenceLine Found(string check, Outcome outcome, params Place[] places) =>
        Given.Line(check, outcome) with { Source = "files", Places = places, Details = [.. places.Select((place, index) => $"{place}: finding {index}")] };

    public static Bundle Of(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run, IEnumerable<DeliveryFacts>? events = null)
    {
        Bundle bundle = new();
        (IReadOnlyList<LedgerEntry> entries, LedgerSummary summary) = DeliveryLedger.Close(events ?? []);
        run = run with { Ledger = events is null ? null : summary };
        VerdictDocument document = ReadinessEvaluator.Evaluate(catalogue, evidence, run);
        bundle.WriteJson("run.json", run);
        bundle.WriteJson("catalogue.json", catalogue);
        bundle.WriteJson("verdict.json", document);
        bundle.WriteLines("evidence.jsonl", evidence);
        bundle.WriteLines("journal.jsonl", [new { at = run.StartedAt, phase = "ask" }]);
        if (events is not null)
        {
            bundle.WriteLines("ledger.jsonl", entries);
        }

        bundle.Write("report.md", MarkdownReport.Render(document));
        bundle.Write("report.html", HtmlReport.Render(document));
        bundle.Write("junit.xml", JUnitReport.Render(document));
        if (run.Deployment is not null)
        {
            bundle.Write("report.sarif", SarifReport.Render(document));
        }

        if (Runbook.Of(document) is Runbook runbook)
        {
            bundle.Write("runbook.md", RunbookMarkdown.Render(runbook));
            bundle.Write("runbook.html", RunbookHtml.Render(runbook));
        }

        bundle.Write("logs/web.log", "started\n");
        bundle.Seal(run);
        return bundle;
    }

    private static readonly DeliveryFacts[] Events =
    [
        new(new string('a', 32), "burst", Accepted: true, Rows: 1), new(new string('b', 32), "burst", Accepted: true, Rows: 1),
        new(new string('c', 32), "burst", Accepted: true), new(new string('d', 32), "sdk", Accepted: false),
    ];

    public VerifierResult Verified() => BundleVerifier.Verify(Path);

    public string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public void Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    /// <summary>Replaces text in a file; fails when it is not there, because a tampering that changes nothing proves nothing.</summary>
    public void Replace(string name, string text, string instead)
    {
        string before = Read(name);
        if (!before.Contains(text, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{name} does not contain {text}: {before}");
        }

        int at = before.IndexOf(text, StringComparison.Ordinal);
        Write(name, $"{before[..at]}{instead}{before[(at + text.Length)..]}");
    }

    /// <summary>Edits a JSON document.</summary>
    public void Edit(string name, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(Read(name))!;
        change(root);
        Write(name, root.ToJsonString());
    }

    /// <summary>Writes a manifest that fits what lies there now, as a forger would.</summary>
    public void Seal(RunRecord? run = null)
    {
        string[] files = [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories)];
        WriteJson(Manifest.FileName, Manifest.Of(run ?? Given.Run(), files.Select(file =>
            (System.IO.Path.GetRelativePath(Path, file), (ReadOnlyMemory<byte>)File.ReadAllBytes(file)))));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void WriteJson<T>(string name, T value) => Write(name, JsonSerializer.Serialize(value, Json.Document));

    private void WriteLines<T>(string name, IEnumerable<T> lines) => Write(name, string.Concat(lines.Select(line => JsonSerializer.Serialize(line, Json.Line) + "\n")));
}
