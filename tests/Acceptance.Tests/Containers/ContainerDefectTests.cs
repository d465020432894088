using FluentAssertions;
using Verification.Acceptance.Deployment;
using Verification.Acceptance.Limits;
using Verification.Audit;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Containers;

/// <summary>Checks that only a target of containers can answer, on the reviewed deployment with the images of this engine; skipped where there is none.</summary>
public sealed class ContainerDefectTests
{
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

    private static async Task<(Observation Tested, Observation Limits)> AskAsync(bool another, params string[] defects)
    {
        await using ContainerBench bench = await ContainerBench.OpenAsync();
        ImageSet images = bench.Images;
        IReadOnlyList<DeployedService> services =
        [
            .. DeploymentAudit.Open(Path.Combine(bench.Layout.Deployments, "phase3-review"), bench.Layout, bench.Vault).Services.Select(service => service with
            {
                Image = service.Role switch { "postgres" => images.Postgres.Reference, "redis" when another => "redis:of-the-files", "redis" => images.Redis.Reference, "web" or "worker" or "migrate" => images.Glitchtip.Reference, _ => service.Image },
            }),
        ];
        await using StackTarget target = await bench.StartAsync(options => options with { Deployment = services, Defects = defects });
        return (await ObserveAsync<DeploymentIsWhatWasTested>(target, bench), await ObserveAsync<MemoryLimitsApply>(target, bench));
    }

    private static async Task<Observation> ObserveAsync<TCheck>(Target target, ContainerBench bench)
    {
        Catalogue catalogue = CatalogueFolder.Read(bench.Layout);
        return (await CheckTypes.Create(typeof(TCheck)).ObserveAsync(new(catalogue.Find(typeof(TCheck).Name)!, target, null!, null!, null!, null!, bench.Journal), Ct)).Seen;
    }
}
