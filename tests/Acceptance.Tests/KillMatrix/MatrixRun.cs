using Verification.Acceptance.Alerts;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Acceptance.Load;
using Verification.Acceptance.Platform;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Sdk;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.ReferenceTarget;
using Xunit;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>What every check saw of one target.</summary>
/// <param name="Defect">The seeded defect, or <see cref="MatrixRun.Clean"/>.</param>
/// <param name="Seen">Observation per check that was asked.</param>
public sealed record MatrixRow(string Defect, IReadOnlyDictionary<string, Observation> Seen);

/// <summary>Asks the whole suite of a clean target and of one target per defect, a few at a time, and writes the matrix.</summary>
public sealed class MatrixRun : IAsyncLifetime
{
    /// <summary>Row of the target without defects.</summary>
    public const string Clean = "(clean)";

    /// <summary>Row of the target that behaves like the product.</summary>
    public const string Like = "(like 5.2)";

    /// <summary>Row of the target with all defects of load at once, asked everything but load.</summary>
    public const string AllOfLoad = "(all of load)";

    // Rows of load share the machine that they measure, but most of their time is waiting.
    private const int LoadRowsAtOnce = 2;

    // Nearly all of it is waiting, but each starts six processes.
    private const int AlertRowsAtOnce = 2;

    // A cutover mostly waits for services to start, one after the other.
    private const int CutoverLanes = 2;

    // Each row starts six processes; more rows at once than this would make events late on two cores.
    private const int RowsAtOnce = 4;

    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly Dictionary<string, Task<MatrixRow>> _rows = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SecretVault _vault = new();
    private HostTools _tools = null!;
    private Supervisor _supervisor = null!;
    private RunJournal _journal = null!;
    private SharedServers _servers = null!;
    private MatrixDrills? _drills;
    private string _logs = "";

    /// <summary>Definitions of all checks.</summary>
    public Catalogue Catalogue { get; private set; } = null!;

    /// <summary>The row of a defect.</summary>
    public Task<MatrixRow> RowAsync(string defect) => _rows[defect];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Catalogue = CatalogueFolder.Read(_layout);
        _tools = await HostTools.DiscoverAsync();
        string runId = RunRequest.NewRunId(TimeProvider.System);
        _logs = Path.Combine(_layout.Artifacts, "kill-matrix", runId);
        Directory.CreateDirectory(_logs);
        _journal = new(Path.Combine(_logs, "journal.jsonl"), _vault, TimeProvider.System);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"{runId}-matrix"), _logs) { Redact = _vault.Redact });
        _servers = await SharedServers.StartAsync(Options(runId, "", null), _stop.Token);
        SemaphoreSlim turns = new(RowsAtOnce);
        // First by themselves: what must pass everything, times included, is not to share a cold machine with the others.
        _rows[Clean] = TakeTurnAsync(Clean, $"{runId}-1", 1, turns);
        Task first = AfterAsync(Task.WhenAny(_rows[Clean]), [(Like, 2)], (defect, slot) => TakeTurnAsync(defect, $"{runId}-{slot}", slot, turns));
        string[] rows = [.. DefectCases.OfPatience.Select(entry => entry.Defect), AllOfLoad, .. DefectCases.OfScenarios.Select(entry => entry.Defect).Where(defect => NotAsked(defect) is null)];
        Task<MatrixRow> Turn(string defect, int slot, SemaphoreSlim at) => TakeTurnAsync(defect, $"{runId}-{slot}", slot, at);
        _ = AfterAsync(first, rows.Select((defect, index) => (defect, index + 3)), (defect, slot) => Turn(defect, slot, turns));

        // One after the other beside the rest: each takes over most parts of the rehearsal that the clean row made.
        Chain(DefectCases.OfBackup.Index(), first, (drills, defect, _) => drills.AskBackupAsync(defect));
        for (int lane = 0; lane < CutoverLanes; lane++)
        {
            Chain(DefectCases.OfCutover.Index().Where(entry => entry.Index % CutoverLanes == lane), first, (drills, defect, index) => drills.AskCutoverAsync(defect, index));
        }

        // Beside the rest, because nearly all of it is waiting.
        MatrixAlerts alerts = new(Catalogue, (defect, slot) => EmbeddedTarget.StartAsync(Options($"{runId}-{slot}", defect, slot), _stop.Token), target => Drills(target, Request(target.Tenant.RunMark)), new(AlertRowsAtOnce));
        _ = AfterAsync(first, DefectCases.OfAlerts.Select((entry, index) => (entry.Defect, index + rows.Length + DefectCases.OfHaste.Count + 3)), alerts.AskAsync);

        // Last, when nothing else wants the machine but what only waits.
        Task others = Task.WhenAll(_rows.Where(row => DefectCases.OfPatience.Concat(DefectCases.OfAlerts).All(entry => entry.Defect != row.Key)).Select(row => row.Value)).ContinueWith(_ => { }, TaskScheduler.Default);
        (DefectCase Seeded, int Slot)[] haste = [.. DefectCases.OfHaste.Select((entry, index) => (entry, index + rows.Length + 3))];
        SemaphoreSlim loadTurns = new(LoadRowsAtOnce), alone = new(1);
        IEnumerable<(string, int)> Hasty(bool memory) => haste.Where(row => MatrixQuestions.IsAboutMemory(row.Seeded.Check) == memory).Select(row => (row.Seeded.Defect, row.Slot));
        Task hurried = AfterAsync(others, Hasty(memory: false), (defect, slot) => Turn(defect, slot, loadTurns));
        // A soak stores more events a second than two targets can at once on two cores, and what is still queued is no leak.
        _ = AfterAsync(hurried, Hasty(memory: true), (defect, slot) => Turn(defect, slot, alone));
    }

    /// <summary>Why there is no row for a defect on this machine; null when there is one.</summary>
    public string? NotAsked(string defect) => defect == Defects.StripCsharpFrames ? Dotnet.Absent() : null;

    /// <summary>Why no row was asked of the .NET SDK's events; null when some were.</summary>
    public string? DotnetAbsence => Dotnet.Absent();

    private DotnetDriver Dotnet => new(_supervisor, _layout);

    // A second SDK costs a row a second of both cores, and most rows would learn nothing from it.
    private IReadOnlyList<SdkDriver> Drivers(string defect) =>
        defect is Clean or Like or Defects.StripCsharpFrames || DefectCases.OfEverySdk.Any(entry => entry.Defect == defect)
            ? SdkDriver.All(_supervisor, _tools, _layout)
            : [new NodeDriver(_supervisor, _tools, _layout.NodeDriver)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_drills is not null)
        {
            await _drills.DisposeAsync();
        }

        await _supervisor.DisposeAsync();
        _journal.Dispose();
        IReadOnlyList<MatrixRow> done = [.. _rows.Values.Where(row => row.IsCompletedSuccessfully).Select(row => row.Result)];
        await File.WriteAllTextAsync(Path.Combine(_layout.Artifacts, "kill-matrix.md"), MatrixReport.Markdown(done));
        await File.WriteAllTextAsync(Path.Combine(_layout.Artifacts, "kill-matrix.txt"), MatrixReport.Lines(done));
        _stop.Dispose();
    }

    private void Chain(IEnumerable<(int Index, DefectCase Item)> cases, Task first, Func<MatrixDrills, string, int, Task<MatrixRow>> ask)
    {
        Task before = first;
        foreach ((int index, DefectCase seeded) in cases)
        {
            string defect = seeded.Defect;
            Task previous = before;
            _rows[defect] = Task.Run(async () =>
            {
                await previous;
                return await ask(_drills!, defect, index);
            });
            before = _rows[defect].ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    // Ends when all of them have, whatever they ended with.
    private Task AfterAsync(Task before, IEnumerable<(string Defect, int Slot)> rows, Func<string, int, Task<MatrixRow>> ask)
    {
        List<Task> asked = [];
        foreach ((string defect, int slot) in rows)
        {
            _rows[defect] = Task.Run(async () =>
            {
                await before;
                return await ask(defect, slot);
            });
            asked.Add(_rows[defect]);
        }

        return Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<MatrixRow> TakeTurnAsync(string defect, string runId, int slot, SemaphoreSlim turns)
    {
        await turns.WaitAsync(_stop.Token);
        try
        {
            return await AskAllAsync(defect, runId, slot, _stop.Token);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<MatrixRow> AskAllAsync(string defect, string runId, int slot, CancellationToken ct)
    {
        StackTarget target = await EmbeddedTarget.StartAsync(Options(runId, defect, slot), ct);
        RunRequest request = Request(runId);
        SdkReplay replay = new(target, Drivers(defect), _layout.SdkScenarios, request, _journal);
        Type[] asked = [.. CheckTypes.All.Where(type => MatrixQuestions.IsAsked(Catalogue, type, defect))];
        CheckDefinition[] definitions = [.. asked.Select(type => Catalogue.Find(type.Name)!)];
        DrillTurns turns = DrillTurns.Of(replay, TargetKind.Embedded, definitions);
        AnyDrill drill = Drills(target, request) with { Turns = turns };
        if (defect == Clean)
        {
            // It stays: the rows of drills go on with what it made.
            _drills = new(Catalogue, target, Drills(target, request), turns);
        }

        await using IAsyncDisposable? ends = defect == Clean ? null : target;
        using DrillTurns? over = defect == Clean ? null : turns;
        await using CutoverSession cutover = new(new CutoverSetting(drill));
        await using ResilienceSession resilience = new(new ResilienceSetting(drill));
        await using AlertSession alerts = new(new AlertSetting(drill, Catalogue));
        await using ReleaseSession releases = new(target, new ReleasePipeline(_supervisor, _tools, _layout), runId, _journal, turns);
        QuietGate quiet = new();
        await using LoadSession load = LoadSessions.Open(
            target, _supervisor, _tools, _layout, Path.Combine(_logs, runId), request, _journal, definitions, quiet.WaitAsync, "");
        KeyValuePair<string, Observation>[] seen = await Task.WhenAll(asked.Select(async type =>
        {
            CheckTest test = CheckTypes.Create(type);
            using IDisposable? question = test is LoadCheck ? null : quiet.Enter();
            (Observation observation, TimeSpan _) = await test.ObserveAsync(new(Catalogue.Find(test.Id)!, target, replay, load, _drills?.Sound!, cutover, _journal) { Resilience = resilience, Alerts = alerts, Releases = releases }, ct);
            return KeyValuePair.Create(test.Id, observation);
        }));
        return new(defect, seen.ToDictionary());
    }

    private AnyDrill Drills(StackTarget target, RunRequest request) => new()
    {
        Target = target, Supervisor = _supervisor, Tools = _tools, Layout = _layout, Request = request, Journal = _journal, Vault = _vault,
    };

    private static RunRequest Request(string runId) => new() { RunId = runId, Target = TargetKind.Embedded, Reason = "kill matrix" };

    private EmbeddedOptions Options(string runId, string defect, int? slot)
    {
        // A defect of the launcher is one of the servers' settings, so that row can't share them.
        // Nor can one that is about memory: what the others use of the servers can't be told apart.
        bool own = LauncherDefects.All.Any(launcher => launcher.Id == defect) || DefectCases.OfLoad.Any(entry => entry.Defect == defect && MatrixQuestions.IsAboutMemory(entry.Check));
        return new(runId, _supervisor, _tools, _layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal)
        {
            Like = defect == Like ? "5.2" : null,
            Defects = defect switch
            {
                Clean or Like or "" => [],
                AllOfLoad => [.. DefectCases.OfLoad.Select(entry => entry.Defect)],
                _ => [defect],
            },
            Shared = own ? null : _servers,
            SharedSlot = own ? null : slot,
            Prefix = slot is null ? "" : $"row{slot}-",
        };
    }
}
