using System.Runtime.InteropServices;
using Verification.Acceptance.Deployment;
using Verification.Acceptance.Load;
using Verification.Acceptance.Targets;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;
using Xunit;

[assembly: AssemblyFixture(typeof(Verification.Acceptance.AcceptanceRun))]

namespace Verification.Acceptance;

/// <summary>One run of the suite: one target for all checks, and the evidence they give.</summary>
public sealed class AcceptanceRun : IAsyncLifetime
{
    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SecretVault _vault = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly QuietGate _quiet = new();
    private PosixSignalRegistration? _stopSignal;
    private Session? _session;
    private string? _startFailure;

    /// <summary>Everything that lives as long as the run.</summary>
    private sealed record Session(
        RunDirectory Directory, bool Own, RunRequest Request, Catalogue Catalogue, RunJournal Journal, EvidenceWriter Evidence, Supervisor Supervisor)
    {
        public Target? Target { get; set; }

        public RunSessions? Parts { get; set; }

        public required FilesAudit Files { get; init; }
    }

    /// <summary>The definition of a check.</summary>
    /// <exception cref="InputException">It has no folder under scenarios/checks.</exception>
    public CheckDefinition Definition(string id) => _session!.Catalogue.Find(id)
        ?? throw new InputException($"The check {id} has no folder under scenarios/checks; add its check.yaml.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (RunDirectory directory, bool own) = OpenDirectory();
        RunRequest request = directory.ReadRequest();
        RunJournal journal = new(directory.Journal, _vault, _time);
        journal.Write(JournalKind.Note, "suite", $"acceptance suite started, target {request.Target}: {request.Reason}");
        // The command line asks with SIGTERM, which the test runner leaves to us: what is open is cut short, everything is cleaned up.
        _stopSignal = own ? null : PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _stopping.Cancel();
        });
        Supervisor supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(request.RunId), directory.Logs)
        {
            Redact = _vault.Redact, Journal = text => journal.Write(JournalKind.Note, "process", text),
        });
        _session = new(directory, own, request, CatalogueFolder.Read(_layout), journal, new EvidenceWriter(directory.Evidence, request.RunId, _vault, _time), supervisor)
        {
            Files = FilesAudit.Open(request, _layout, _vault, journal),
        };
        try
        {
            HostTools tools = await HostTools.DiscoverAsync();
            _session.Target = await RunTarget.StartAsync(request, supervisor, tools, _layout, _vault, journal, _stopping.Token);
            AnyDrill drill = new() { Target = _session.Target, Supervisor = supervisor, Tools = tools, Layout = _layout, Request = request, Journal = journal, Vault = _vault, Defects = request.Defects };
            _session.Parts = RunSessions.Open(
                drill, _session.Catalogue, [.. _session.Catalogue.Checks.Where(check => IsAsked(request, check))], directory.File("load"), _quiet.WaitAsync, WorkerSettings(_session));
            // Already now, so that a run that is ended early still knows whom its evidence is about.
            WriteResults(_session);
        }
        catch (Exception error)
        {
            // Said once, and given as the reason of every check, instead of the same exception under each of them.
            _startFailure = $"The target did not start: {(_stopping.IsCancellationRequested ? "the run was ended before it was ready." : error.Message)}";
            journal.Write(JournalKind.Fault, "start", _startFailure);
        }
    }

    /// <summary>Asks a static check of the deployment's files and records the answer; null when this run was not asked to.</summary>
    public EvidenceLine? AnswerFromFiles(CheckDefinition check)
    {
        Session session = _session!;
        if (!IsAsked(session.Request, check))
        {
            return null;
        }

        EvidenceLine line = Record(session, check, session.Files.Ask(check), TimeSpan.Zero);
        if (line.Proven() != Outcome.Pass)
        {
            session.Journal.Write(JournalKind.Check, check.Id, $"{line.Proven()}: {line.Reason}");
        }

        return line;
    }

    private static bool IsAsked(RunRequest request, CheckDefinition check) => (check.Method == Method.Static || check.AppliesTo.Contains(request.Target)) && (request.Areas.Count == 0 || request.Areas.Contains(check.Area))
        && (request.Rubric is null || check.Method == Method.Behavioural || request.Rubric.Checks.Contains(check.Id));

    /// <summary>Asks a question and records the answer; null when this run was not asked to.</summary>
    public async Task<EvidenceLine?> AnswerAsync(CheckTest test, CancellationToken ct)
    {
        Session session = _session!;
        CheckDefinition check = Definition(test.Id);
        if (!IsAsked(session.Request, check))
        {
            return null;
        }

        if (_stopping.IsCancellationRequested)
        {
            Assert.Skip("The run was ended before this question was asked.");
        }

        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping.Token);
        using IDisposable? question = test is LoadCheck ? null : _quiet.Enter();
        (Observation seen, TimeSpan took) = session is { Target: Target target, Parts: RunSessions parts }
            ? await test.ObserveAsync(parts.Context(check, target, session.Journal), ends.Token)
            : (Observation.Unknown(_startFailure ?? "The target did not start."), TimeSpan.Zero);
        EvidenceLine line = Record(session, check, seen, took);
        if (_startFailure is null)
        {
            session.Journal.Write(JournalKind.Check, check.Id, $"{line.Proven()}: {seen.Reason}", took.TotalMilliseconds);
        }

        return line;
    }

    private static string WorkerSettings(Session session)
    {
        string audited = session.Catalogue.Find("WorkerKeepsUpWithBursts") is CheckDefinition check ? session.Files.Ask(check).Reason : "";
        return session.Target!.Record.Kind == TargetKind.Embedded
            ? $"The reference target's worker takes 100 events or waits 2 s, whatever a deployment says. Of the audited one: {audited}"
            : audited;
    }

    private EvidenceLine Record(Session session, CheckDefinition check, Observation seen, TimeSpan took)
    {
        try
        {
            return session.Evidence.Append(check, session.Target?.Record.Subject ?? Subjects.NotStarted, seen, took);
        }
        catch (IOException)
        {
            // What can't be recorded need not be asked: the disk is full, and the rest of the run would be for nothing.
            _stopping.Cancel();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not Session session)
        {
            return;
        }

        try
        {
            if (session.Parts is RunSessions parts)
            {
                await parts.DisposeAsync();
            }

            WriteResults(session);
        }
        finally
        {
            // Also when the results can't be written: nothing may be left running.
            await CleanUpAsync(session);
        }

        if (session.Own)
        {
            // Started by `dotnet test` rather than by the command line: nobody else would evaluate.
            VerdictDocument verdict = await BundleWriter.CompleteAsync(session.Directory, _layout, _time, new RunEnding());
            string? problem = await HistoryFile.Of(_layout, _time).RememberAsync(session.Directory, verdict);
            TestContext.Current.SendDiagnosticMessage($"{verdict.Verdict}: {session.Directory.File("report.md")} {problem}".TrimEnd());
        }
    }

    private async Task CleanUpAsync(Session session)
    {
        if (session.Target is Target target)
        {
            await target.DisposeAsync();
        }

        await session.Journal.PhaseAsync("clean up", "every process to end", async () =>
        {
            await session.Supervisor.DisposeAsync();
            return true;
        });
        session.Journal.Write(JournalKind.Note, RunJournal.Finished, "acceptance suite finished");
        session.Evidence.Dispose();
        session.Journal.Dispose();
        _stopSignal?.Dispose();
    }

    private (RunDirectory Directory, bool Own) OpenDirectory()
    {
        lock (_gate)
        {
            if (Environment.GetEnvironmentVariable(RunRequest.DirectoryVariable) is string given)
            {
                return (new RunDirectory(given), false);
            }

            RunRequest request = new()
            {
                RunId = RunRequest.NewRunId(_time), Target = TargetKind.Embedded, Reason = "started by dotnet test: the embedded target is the one that needs nothing else",
            };
            return (RunDirectory.Claim(Path.Combine(_layout.Artifacts, request.RunId), request), true);
        }
    }

    private void WriteResults(Session session) => new RunResults(session.Request, session.Target?.Record, session.Target?.IsStandIn == true, session.Parts, session.Files.Record).Write(session.Directory, _vault);
}
