using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness;
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
    private readonly NodeDriver _driver;
    private readonly string _scenarioFolder;
    private readonly RunRequest _request;
    private readonly RunJournal _journal;
    private readonly Lazy<Task<ReplayResult>> _result;

    /// <summary>Prepares a replay into a target; nothing is sent yet.</summary>
    public SdkReplay(Target target, NodeDriver driver, string scenarioFolder, RunRequest request, RunJournal journal)
    {
        (_target, _driver, _scenarioFolder, _request, _journal) = (target, driver, scenarioFolder, request, journal);
        // Shared by all checks, so it must not end with the check that happened to be first.
        _result = new(() => Task.Run(() => RunAsync(CancellationToken.None)));
    }

    /// <summary>The project that the scenarios are sent to.</summary>
    public ProjectHandle? Project { get; private set; }

    /// <summary>A project that nothing is sent to.</summary>
    public ProjectHandle? Bystander { get; private set; }

    /// <summary>The scenarios.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; private set; } = [];

    /// <summary>The replay and what became of it.</summary>
    public Task<ReplayResult> ResultAsync(CancellationToken ct) => _result.Value.WaitAsync(ct);

    /// <summary>Where every event ended; empty while nothing was replayed.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => Finished is ReplayResult result ? DeliveryLedger.Close(FactsOf(result)).Entries : [];

    /// <summary>What the report must know of the replay.</summary>
    public RunFacts Facts(TargetRecord target) => Finished is ReplayResult result
        ? new RunFacts
        {
            Target = target,
            Ledger = DeliveryLedger.Close(FactsOf(result)).Summary,
            NotExercised = [.. NotExercised(result)],
            SdkDefaultLosses = SdkDefaults.Losses(result.Driver),
        }
        : new RunFacts { Target = target };

    private ReplayResult? Finished => _result is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _result.Value.Result : null;

    private static IEnumerable<NotExercised> NotExercised(ReplayResult result)
    {
        if (result.DriverProblem is string problem)
        {
            yield return new("SDK driver for Node (@sentry/node)", problem);
        }

        foreach (FailedScenario failed in result.Driver?.Failed ?? [])
        {
            yield return new($"scenario {failed.Scenario}", failed.Reason);
        }

        foreach (SdkDrop dropped in result.Driver?.Dropped ?? [])
        {
            yield return new($"scenario {dropped.Scenario}", $"the SDK dropped {dropped.Quantity} of category {dropped.Category}: {dropped.Reason}");
        }

        yield return new("SDK driver for .NET (Sentry)", "it arrives with the full package set; this run exercised the Node SDK only");
    }

    private static IEnumerable<DeliveryFacts> FactsOf(ReplayResult result) => result.Events.Select(stored => new DeliveryFacts(
        stored.Sent.EventId, stored.Sent.Scenario, stored.Sent.Accepted,
        Rows: stored.Copies,
        Elsewhere: stored.Elsewhere,
        Altered: stored.Fields.Any(field => field.Outcome == Outcome.Fail),
        StillQueued: result.StillQueued == true))
        .Concat(Unsent(result));

    // What left no answer, or did not leave at all, is accounted for as well.
    private static IEnumerable<DeliveryFacts> Unsent(ReplayResult result)
    {
        foreach (SdkDrop dropped in (result.Driver?.Dropped ?? []).Where(drop => drop.EventId.Length > 0))
        {
            yield return new(dropped.EventId, dropped.Scenario, null, DroppedBySdk: true);
        }

        HashSet<string> dropsById = [.. (result.Driver?.Dropped ?? []).Select(drop => drop.EventId)];
        foreach ((string scenario, string id) in (result.Driver?.Failed ?? []).SelectMany(failed => failed.Unanswered.Select(id => (failed.Scenario, id))).Where(entry => !dropsById.Contains(entry.id)))
        {
            yield return new(id, scenario, null, Looked: false);
        }
    }

    private async Task<ReplayResult> RunAsync(CancellationToken ct)
    {
        Scenarios = Scenario.ReadAll(_scenarioFolder);
        if (_driver.Absent() is string absent)
        {
            return new([], [], TimeSpan.Zero, DateTimeOffset.MinValue, null, absent, null);
        }

        Project = await _target.CreateProjectAsync("sdk", ct);
        Bystander = await _target.CreateProjectAsync("bystander", ct);
        DriverRequest request = new(
            Project.Dsn.Text, _request.RunId, _request.Seed, [.. Scenarios.Select(scenario => scenario.Path)], _target.Servers.PostgresUrl, _target.Servers.RedisUrl,
            Release: $"host-app@{_request.RunId}", Environment: "Acceptance", ServerName: "host-1.example.test", TimeoutMs: (int)DriverDeadline.TotalMilliseconds);
        ReadBack readBack = new(_target, Project, Bystander);
        Task<DriverResult> replaying = _journal.PhaseAsync("replay", $"{Scenarios.Count} SDK scenarios to be sent with @sentry/node",
            () => _driver.RunAsync(request, DriverTimeout, ct));
        DriverResult driver;
        try
        {
            driver = await readBack.WatchWhileAsync(replaying, ct);
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            return new([], [], TimeSpan.Zero, DateTimeOffset.MinValue, null, $"the driver failed: {error.Message}", null);
        }

        return await _journal.PhaseAsync("read back", $"{driver.Sent.Count} events to be visible, then compared", () => readBack.CollectAsync(driver, ct));
    }
}
