using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Sdk;

/// <summary>Replays the SDK scenarios once, when the first check asks for them, and keeps what every check looks at.</summary>
public sealed class SdkReplay
{
    private static readonly TimeSpan DriverTimeout = TimeSpan.FromSeconds(60);

    // The driver ends by itself before it is killed, so that it can say what was still in flight.
    private static readonly TimeSpan DriverDeadline = TimeSpan.FromSeconds(50);

    private readonly Target _target;
    private readonly IReadOnlyList<SdkDriver> _drivers;
    private readonly string _scenarioFolder;
    private readonly RunRequest _request;
    private readonly RunJournal _journal;
    private readonly Lazy<Task<ReplayResult>> _result;

    /// <summary>Prepares a replay into a target; nothing is sent yet.</summary>
    public SdkReplay(Target target, IReadOnlyList<SdkDriver> drivers, string scenarioFolder, RunRequest request, RunJournal journal)
    {
        (_target, _drivers, _scenarioFolder, _request, _journal) = (target, drivers, scenarioFolder, request, journal);
        // Shared by all checks, so it must not end with the check that happened to be first.
        _result = new(() => Task.Run(() => RunAsync(CancellationToken.None)));
    }

    /// <summary>The projects that scenarios are sent to, one per driver.</summary>
    public IReadOnlyList<ProjectHandle> Projects { get; private set; } = [];

    /// <summary>A project that nothing is sent to.</summary>
    public ProjectHandle? Bystander { get; private set; }

    /// <summary>The scenarios.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; private set; } = [];

    /// <summary>The replay and what became of it.</summary>
    public Task<ReplayResult> ResultAsync(CancellationToken ct) => _result.Value.WaitAsync(ct);

    /// <summary>Where every event ended; empty while nothing was replayed.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => Finished is ReplayResult result ? DeliveryLedger.Close(ReplayReport.Deliveries(result)).Entries : [];

    /// <summary>What the report must know of the replay.</summary>
    public RunFacts Facts(TargetRecord target) => Finished is ReplayResult result
        ? new RunFacts
        {
            Target = target,
            Ledger = DeliveryLedger.Close(ReplayReport.Deliveries(result)).Summary,
            NotExercised = [.. ReplayReport.NotExercised(result)],
            SdkDefaultLosses = SdkDefaults.Losses(result),
            SdkReplay = SdkMatrix.Of(result, Scenarios),
        }
        : new RunFacts { Target = target };

    private ReplayResult? Finished => _result is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _result.Value.Result : null;

    private async Task<ReplayResult> RunAsync(CancellationToken ct)
    {
        Scenarios = Scenario.ReadAll(_scenarioFolder);
        DriverReplay[] drivers = [.. _drivers.Select(driver => new DriverReplay(driver, null, null, driver.Absent()))];
        if (drivers.All(replay => replay.Absent is not null))
        {
            return ReplayResult.Nothing(drivers);
        }

        for (int index = 0; index < drivers.Length; index++)
        {
            drivers[index] = drivers[index].Absent is null
                ? drivers[index] with { Project = await _target.CreateProjectAsync(index == 0 ? "sdk" : $"sdk-{drivers[index].Driver.Name}", ct) }
                : drivers[index];
        }

        Projects = [.. drivers.Select(replay => replay.Project).OfType<ProjectHandle>()];
        Bystander = await _target.CreateProjectAsync("bystander", ct);
        ReadBack readBack = new(_target, Projects, Bystander);
        string sdks = string.Join(" and ", drivers.Where(replay => replay.Project is not null).Select(replay => replay.Driver.Sdk));
        DriverReplay[] replayed = await readBack.WatchWhileAsync(
            _journal.PhaseAsync("replay", $"{Scenarios.Count} SDK scenarios to be sent with {sdks}", () => Task.WhenAll(drivers.Select(replay => ReplayAsync(replay, ct)))), ct);
        ReplayResult failed = ReplayResult.Nothing(replayed);
        return failed.Done.Any()
            ? await _journal.PhaseAsync("read back", $"{failed.Done.Sum(done => done.Result.Sent.Count)} events to be visible, then compared", () => readBack.CollectAsync(replayed, ct))
            : failed;
    }

    private async Task<DriverReplay> ReplayAsync(DriverReplay replay, CancellationToken ct)
    {
        if (replay.Project is not ProjectHandle project)
        {
            return replay;
        }

        DriverRequest request = new(
            project.Dsn.Text, _request.RunId, _request.Seed, [.. Scenarios.Select(scenario => scenario.Path)], _target.Servers.PostgresUrl, _target.Servers.RedisUrl,
            Release: $"host-app@{_request.RunId}", Environment: "Acceptance", ServerName: "host-1.example.test", TimeoutMs: (int)DriverDeadline.TotalMilliseconds)
        {
            // All drivers replay at once.
            EventsPerSecond = _target.Pace?.EventsPerSecond / Projects.Count,
        };
        try
        {
            return replay with { Result = await replay.Driver.RunAsync(request, DriverTimeout, ct) };
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            return replay with { Failure = error.Message };
        }
    }
}
