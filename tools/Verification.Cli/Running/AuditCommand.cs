using System.Diagnostics;
using System.Text.Json;
using Verification.Cli.Commands;
using Verification.Fixtures;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>`audit DIR`: asks every static check of a deployment folder, in this process; nothing is started.</summary>
internal static class AuditCommand
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Audits and returns the exit code of the contract.</summary>
    public static async Task<int> RunAsync(string folder, RunSettings settings)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        Catalogue catalogue = CatalogueFolder.Read(layout);
        Requests.RejectUnknownAreas(settings.Areas, catalogue);
        if (settings.Areas.Count > 0 && !catalogue.Checks.Any(check => check.Method == Method.Static && settings.Areas.Contains(check.Area)))
        {
            throw new InputException($"--only {string.Join(",", settings.Areas)} names nothing that files can answer; `./run-suite.sh list` shows which checks apply to files.");
        }

        RunRequest request = Requests.Of(settings with { Deployment = folder }, new(TargetKind.Files, "the folder that was given"), Time, layout, catalogue);
        SecretVault vault = new();
        DeploymentAudit audit = DeploymentAudit.Open(folder, layout, vault);
        RunDirectory directory = RunDirectory.Claim(settings.Out ?? Path.Combine(layout.Artifacts, request.RunId), request);
        VerdictDocument verdict = await Results.OfAsync(directory, async () =>
        {
            RunFacts facts = new() { Target = Target(audit, request), Deployment = audit.Record };
            directory.Write("facts.json", vault.Redact(JsonSerializer.Serialize(facts, Json.Document)));
            Ask(audit, directory, request, facts, catalogue, vault);
            return await BundleWriter.CompleteAsync(directory, layout, Time, new RunEnding());
        });
        await Results.RememberAsync(directory, layout, verdict, Time, isLatest: settings.Out is null);
        Screen.Standard.Text(TerminalSummary.Render(verdict, Bundle.Shown(directory.File("report.html"))));
        return verdict.ExitCode;
    }

    private static void Ask(DeploymentAudit audit, RunDirectory directory, RunRequest request, RunFacts facts, Catalogue catalogue, SecretVault vault)
    {
        using RunJournal journal = new(directory.Journal, vault, Time);
        using EvidenceWriter evidence = new(directory.Evidence, request.RunId, vault, Time);
        journal.Write(JournalKind.Note, "audit", $"run {request.RunId}: {audit.Record.Files.Count} files of {audit.Record.Path}{(request.Rubric is { } rubric ? $", rubric {rubric.Name}" : "")}");
        foreach (string unread in audit.Record.Unread)
        {
            journal.Write(JournalKind.Fault, "read", unread);
        }

        HashSet<string> asked = [.. Requests.Asked(request, catalogue, Method.Static)];
        foreach (CheckDefinition check in catalogue.Checks.Where(check => asked.Contains(check.Id)))
        {
            long start = Stopwatch.GetTimestamp();
            evidence.Append(check, facts.Target.Subject, audit.Ask(check), Stopwatch.GetElapsedTime(start));
        }

        journal.Write(JournalKind.Note, RunJournal.Finished, "audit finished");
    }

    private static TargetRecord Target(DeploymentAudit audit, RunRequest request) =>
        new(TargetKind.Files, request.Reason, $"deployment folder {audit.Record.Path}", "", $"files {audit.Record.Digest}", audit.Parts);
}
