using Verification.Acceptance.Platform;
using Verification.Acceptance.Sdk;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
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
        string logs = Path.Combine(_layout.Artifacts, "kill-matrix", runId);
        Directory.CreateDirectory(logs);
        _journal = new(Path.Combine(logs, "journal.jsonl"), _vault, TimeProvider.System);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"{runId}-matrix"), logs) { Redact = _vault.Redact });
        _servers = await SharedServers.StartAsync(Options(runId, "", null), _stop.Token);
        SemaphoreSlim turns = new(RowsAtOnce);
        // First by itself: what must pass everything, times included, is not to share a cold machine with the others.
        _rows[Clean] = TakeTurnAsync(Clean, $"{runId}-1", 1, turns);
        Task first = Task.WhenAny(_rows[Clean]);
        string[] rows = [Like, .. DefectCases.All.Select(entry => entry.Defect)];
        for (int index = 0; index < rows.Length; index++)
        {
            (string defect, int slot) = (rows[index], index + 2);
            _rows[defect] = Task.Run(async () =>
            {
                await first;
                return await TakeTurnAsync(defect, $"{runId}-{slot}", slot, turns);
            });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _supervisor.DisposeAsync();
        _journal.Dispose();
        IReadOnlyList<MatrixRow> done = [.. _rows.Values.Where(row => row.IsCompletedSuccessfully).Select(row => row.Result)];
        await File.WriteAllTextAsync(Path.Combine(_layout.Artifacts, "kill-matrix.md"), MatrixReport.Markdown(done));
        await File.WriteAllTextAsync(Path.Combine(_layout.Artifacts, "kill-matrix.txt"), MatrixReport.Lines(done));
        _stop.Dispose();
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
        await using EmbeddedTarget target = await EmbeddedTarget.StartAsync(Options(runId, defect, slot), ct);
        RunRequest request = new() { RunId = runId, Target = TargetKind.Embedded, Reason = "kill matrix" };
        SdkReplay replay = new(target, new(_supervisor, _tools, _layout.NodeDriver), _layout.SdkScenarios, request, _journal);
        KeyValuePair<string, Observation>[] seen = await Task.WhenAll(CheckTypes.All.Where(type => IsAsked(type, defect)).Select(async type =>
        {
            CheckTest test = CheckTypes.Create(type);
            (Observation observation, TimeSpan _) = await test.ObserveAsync(new(Catalogue.Find(test.Id)!, target, replay, _journal), ct);
            return KeyValuePair.Create(test.Id, observation);
        }));
        return new(defect, seen.ToDictionary());
    }

    private EmbeddedOptions Options(string runId, string defect, int? slot)
    {
        // A defect of the launcher is one of the servers' settings, so that row can't share them.
        bool own = LauncherDefects.All.Any(launcher => launcher.Id == defect);
        return new(runId, _supervisor, _tools, _layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal)
        {
            Like = defect == Like ? "5.2" : null,
            Defects = defect is Clean or Like or "" ? [] : [defect],
            Shared = own ? null : _servers,
            SharedSlot = own ? null : slot,
            Prefix = slot is null ? "" : $"row{slot}-",
        };
    }

    // The drill starts and kills a second set of servers; only the rows that are about it need that.
    private static bool IsAsked(Type check, string defect) =>
        check != typeof(HealthReflectsDependencies) || defect is Clean or Like || DefectCases.All.Any(entry => entry.Defect == defect && entry.Check == check.Name);
}
