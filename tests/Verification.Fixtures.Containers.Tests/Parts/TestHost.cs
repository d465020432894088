using Verification.Fixtures.Containers.Tests.Engine;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Parts;

/// <summary>A run of its own on the real engine, of which nothing is left.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly string _logs = Directory.CreateTempSubdirectory("container-tests").FullName;

    private TestHost(ContainerEngine engine, ResolvedImages images, string runId) => (Engine, Images, RunId) = (engine, images, runId);

    public ContainerEngine Engine { get; }

    public ResolvedImages Images { get; }

    public string RunId { get; }

    public Supervisor Supervisor { get; private set; } = null!;

    public SecretVault Vault { get; } = new();

    public RunJournal Journal { get; private set; } = null!;

    public PartPlan Postgres => new("postgres", Images.Postgres) { MemoryMiB = 256 };

    public PartPlan Redis => new("redis", Images.Redis) { MemoryMiB = 128 };

    public ContainerHost Host => new(Engine, Supervisor, RunId);

    public static async Task<TestHost> OpenAsync(bool standIn = false)
    {
        ContainerEngine engine = await RealEngine.ConnectAsync();
        TestHost host = new(engine, await RealEngine.ImagesAsync(engine, standIn), RunRequest.NewRunId(TimeProvider.System));
        host.Supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(host.RunId), host._logs), TestContext.Current.CancellationToken);
        host.Journal = new(Path.Combine(host._logs, "journal.jsonl"), host.Vault, TimeProvider.System);
        return host;
    }

    public async Task<ContainerOptions> OptionsAsync(params string[] defects) =>
        new(RunId, Supervisor, await HostTools.DiscoverAsync(ct: TestContext.Current.CancellationToken), Images.Set, Vault, Journal) { Defects = defects };

    public async ValueTask DisposeAsync()
    {
        await Leftovers.RemoveAsync(Engine, RunId, TimeSpan.FromSeconds(30), CancellationToken.None);
        await Supervisor.DisposeAsync();
        Journal.Dispose();
        Engine.Dispose();
        Directory.Delete(_logs, recursive: true);
    }
}
