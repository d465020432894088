using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

/// <summary>What happened during a watch, and what the watch must say of it.</summary>
/// <param name="Word">The verdict.</param>
/// <param name="Failed">Checks that fail.</param>
/// <param name="Unknown">Required checks that nobody can answer.</param>
internal sealed record WatchedHistory(string Word, string[] Failed, string[] Unknown)
{
    /// <summary>Follows the script.</summary>
    public Action<ScriptedTarget> Target { get; init; } = _ => { };

    /// <summary>Sets the clock.</summary>
    public Action<WatchTime> Clock { get; init; } = _ => { };

    /// <summary>When the watch is killed, and how long it then takes until it is started again.</summary>
    public IReadOnlyList<(TimeSpan At, TimeSpan Away)> Kills { get; init; } = [];

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Services that are expected.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>By how much the wall clock is slewed.</summary>
    public double SlewPpm { get; init; }

    /// <summary>Whether the reference target is watched.</summary>
    public bool StandIn { get; init; }

    /// <summary>The watch that is asked for.</summary>
    public WatchPlan Plan { get; init; } = WatchPlan.Whole;

    /// <summary>Watches it with the real loop and the real journal on a clock of our own.</summary>
    /// <param name="folder">Where the journal goes.</param>
    public async Task<WatchState> WatchAsync(string folder)
    {
        WatchTime time = new(Start) { SlewPpm = SlewPpm };
        Clock(time);
        ScriptedTarget target = new(time);
        Target(target);
        foreach ((TimeSpan at, TimeSpan away) in Kills)
        {
            time.KillAt = at;
            await FluentActions.Awaiting(() => OnceAsync(folder, target, time)).Should().ThrowAsync<WatchTime.KilledException>();
            time.Advance(away);
        }

        return await OnceAsync(folder, target, time);
    }

    private async Task<WatchState> OnceAsync(string path, ScriptedTarget target, WatchTime time)
    {
        using WatchFolder folder = WatchFolder.Open(path, new SecretVault(), durable: false);
        WatchHeader header = new()
        {
            SchemaVersion = WatchHeader.CurrentSchema, WatchId = "20261120-060000-0a1b2c3d", Address = "https://errors.example.test", StandIn = StandIn, Plan = Plan, Services = Services,
        };
        return await new WatchLoop(folder, target, null, time).RunAsync(header, () => "nobody", TestContext.Current.CancellationToken);
    }
}
