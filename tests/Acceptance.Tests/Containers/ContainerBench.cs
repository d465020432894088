using Verification.Fixtures;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Tests.Containers;

/// <summary>What a test on this engine's images is made with; a test is skipped, with the reason, where there is no engine or no image of the reference target.</summary>
internal sealed class ContainerBench : IAsyncDisposable
{
    private readonly string[] _given = (Environment.GetEnvironmentVariable("VERIFICATION_IMAGES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    private readonly string _logs;

    private ContainerBench(string runId, HostTools tools, Supervisor supervisor, string logs)
    {
        (RunId, Tools, Supervisor, _logs, Images) = (runId, tools, supervisor, logs, ImageSet.Choose(PinnedImages.Read(Layout), _given));
        Journal = new(Path.Combine(logs, "journal.jsonl"), Vault, TimeProvider.System);
    }

    public string RunId { get; }

    public HostTools Tools { get; }

    public ImageSet Images { get; }

    public RepositoryLayout Layout { get; } = RepositoryLayout.Find();

    public SecretVault Vault { get; } = new();

    public RunJournal Journal { get; }

    public Supervisor Supervisor { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ContainerBench> OpenAsync()
    {
        string runId = RunRequest.NewRunId(TimeProvider.System);
        string logs = Directory.CreateTempSubdirectory("container-tests").FullName;
        return new(runId, await HostTools.DiscoverAsync(ct: Ct), await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(runId), logs)), logs);
    }

    /// <summary>Starts the target.</summary>
    /// <param name="more">What is added to its options.</param>
    public async Task<StackTarget> StartAsync(Func<ContainerOptions, ContainerOptions>? more = null)
    {
        ContainerOptions options = new(RunId, Supervisor, Tools, Images, Vault, Journal);
        try
        {
            StackTarget target = await ContainerTarget.StartAsync(more is null ? options : more(options), Ct);
            if (!target.IsStandIn)
            {
                await target.DisposeAsync();
                Assert.Skip("VERIFICATION_IMAGES names no image of the reference target.");
            }

            return target;
        }
        catch (ServerStartException absent) when (_given.Length == 0)
        {
            Assert.Skip($"{absent.Message.ReplaceLineEndings(" ")} Tests take images from VERIFICATION_IMAGES, written as for --image and separated by commas.");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.DisposeAsync();
        Journal.Dispose();
        Directory.Delete(_logs, recursive: true);
    }
}
