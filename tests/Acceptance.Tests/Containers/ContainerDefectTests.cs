using FluentAssertions;
using Verification.Acceptance.Deployment;
using Verification.Acceptance.Limits;
using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Containers;

/// <summary>Checks that only a target of containers can answer, on the reviewed deployment with the images of this engine; skipped where there is none.</summary>
public sealed class ContainerDefectTests : IAsyncLifetime
{
    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly SecretVault _vault = new();
    private readonly string _runId = RunRequest.NewRunId(TimeProvider.System);
    private readonly string _logs = Directory.CreateTempSubdirectory("container-defects").FullName;
    private Supervisor? _supervisor;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deployment_TestedAsItIs_PassesBoth()
    {
        (Observation tested, Observation limits) = await AskAsync(another: false);

        tested.Outcome.Should().Be(Outcome.Pass, tested.Reason + string.Join("; ", tested.Details));
        limits.Outcome.Should().Be(Outcome.Pass, limits.Reason);
        limits.Samples.Should().BeGreaterThan(1, "web and worker have limits in the files");
    }

    [Fact]
    public async Task AnotherImage_ThanTheDeployed_IsKilledByTheCheckNamedForIt()
    {
        (Observation tested, Observation limits) = await AskAsync(another: true);

        tested.Outcome.Should().Be(Outcome.Fail, tested.Reason);
        tested.Details.Should().Contain(line => line.Contains("image of redis", StringComparison.Ordinal));
        limits.Outcome.Should().Be(Outcome.Pass, limits.Reason);
    }

    [Fact]
    public async Task LimitNotApplied_ByTheEngine_IsKilledByTheCheckNamedForIt()
    {
        (Observation tested, Observation limits) = await AskAsync(another: false, StackPlan.LimitNotApplied);

        limits.Outcome.Should().Be(Outcome.Fail, limits.Reason);
        limits.Details.Should().ContainSingle().Which.Should().StartWith("worker: ").And.EndWith("none enforced");
        tested.Outcome.Should().Be(Outcome.Pass, tested.Reason);
    }

    public async ValueTask InitializeAsync() => _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(_runId), _logs));

    public async ValueTask DisposeAsync()
    {
        await _supervisor!.DisposeAsync();
        Directory.Delete(_logs, recursive: true);
    }

    private async Task<(Observation Tested, Observation Limits)> AskAsync(bool another, params string[] defects)
    {
        string[] given = (Environment.GetEnvironmentVariable("VERIFICATION_IMAGES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        ImageSet images = ImageSet.Choose(PinnedImages.Read(_layout), given);
        IReadOnlyList<DeployedService> services =
        [
            .. DeploymentAudit.Open(Path.Combine(_layout.Deployments, "phase3-review"), _layout, _vault).Services.Select(service => service with
            {
                Image = service.Role switch { "postgres" => images.Postgres.Reference, "redis" when another => "redis:of-the-files", "redis" => images.Redis.Reference, "web" or "worker" or "migrate" => images.Glitchtip.Reference, _ => service.Image },
            }),
        ];
        using RunJournal journal = new(Path.Combine(_logs, "journal.jsonl"), _vault, TimeProvider.System);
        ContainerOptions options = new(_runId, _supervisor!, await HostTools.DiscoverAsync(ct: Ct), images, _vault, journal) { Deployment = services, Defects = defects };
        try
        {
            await using StackTarget target = await ContainerTarget.StartAsync(options, Ct);
            Assert.SkipUnless(target.IsStandIn, "VERIFICATION_IMAGES names no image of the reference target.");
            return (await ObserveAsync<DeploymentIsWhatWasTested>(target, journal), await ObserveAsync<MemoryLimitsApply>(target, journal));
        }
        catch (ServerStartException absent) when (given.Length == 0)
        {
            Assert.Skip($"{absent.Message.ReplaceLineEndings(" ")} Tests take images from VERIFICATION_IMAGES, written as for --image and separated by commas.");
            throw;
        }
    }

    private async Task<Observation> ObserveAsync<TCheck>(Target target, RunJournal journal)
    {
        Catalogue catalogue = CatalogueFolder.Read(_layout);
        return (await CheckTypes.Create(typeof(TCheck)).ObserveAsync(new(catalogue.Find(typeof(TCheck).Name)!, target, null!, null!, null!, null!, journal), Ct)).Seen;
    }
}
