using Verification.Fixtures.Memory;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Tests.Alerts;

/// <summary>A target that reaches no listener of ours; whoever asks it for anything else has not looked at that first.</summary>
internal sealed class DeafTarget : Target
{
    public const string Why = "the engine's containers do not run on this machine";

    public override Outbound Outbound { get; } = new() { Absent = Why };

    public override DatabaseLogin? Login(out string absent) => throw Asked();

    public override TargetRecord Record => throw Asked();

    public override bool IsStandIn => throw Asked();

    public override IReadOnlyList<Difference>? Differences => throw Asked();

    public override Uri BaseUrl => throw Asked();

    public override Tenant Tenant => throw Asked();

    public override SqlOracle? Sql => throw Asked();

    public override string? Instance => throw Asked();

    public override ApplicationServers Servers => throw Asked();

    public override CanaryReport Canary => throw Asked();

    public override Task<IReadOnlyList<LimitReading>?> LimitsAsync(CancellationToken ct) => throw Asked();

    public override Task<long?> QueuedAsync(CancellationToken ct) => throw Asked();

    public override Task<string?> RedisSettingAsync(string name, CancellationToken ct) => throw Asked();

    public override IReadOnlyList<IMemorySource> MemorySources() => throw Asked();

    public override Task<DisposableTarget> StartDisposableAsync(CancellationToken ct) => throw Asked();

    public override Task<RecoveryDrill> StartRecoveryAsync(string mark, CancellationToken ct) => throw Asked();

    public override Task<ResilienceDrill> StartResilienceAsync(string mark, IReadOnlyList<string> defects, CancellationToken ct) => throw Asked();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException Asked() => new("asked although nothing can be received from it");
}
