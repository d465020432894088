using FluentAssertions;
using Verification.Fixtures.Containers.Tests.Parts;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Xunit;

namespace Verification.Fixtures.Containers.Tests;

public sealed class ContainerTargetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Target_StartedAndDisposed_WasReadyAndLeavesNothing()
    {
        await using TestHost test = await TestHost.OpenAsync(standIn: true);

        StackTarget target = await ContainerTarget.StartAsync(await test.OptionsAsync(), Ct);
        await using (target)
        {
            target.Canary.Should().Match<CanaryReport>(canary => canary.Accepted && canary.Visible && canary.Differences.Count == 0);
            target.Record.Kind.Should().Be(TargetKind.Containers);
            target.Record.Parts.Select(part => part.Name).Should().Equal("web", "worker", "postgres", "redis", "engine");
            target.Record.Parts.First(part => part.Name == "postgres").Detail.Should().Contain("sha256:", "a run records what it really ran");
            target.IsStandIn.Should().BeTrue();
            target.MemorySources().Select(source => source.Part).Should().Contain(["web", "worker", "postgres", "redis"]);
            (await Leftovers.ListAsync(test.Engine, test.RunId, Ct)).Should().HaveCount(6, "four containers, a network and a volume");
        }

        (await Leftovers.ListAsync(test.Engine, test.RunId, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task Target_DefectsForAnImageThatHasNone_AreRefused()
    {
        await using TestHost test = await TestHost.OpenAsync();
        ContainerOptions options = await test.OptionsAsync("open-sign-up");
        options = options with { Images = options.Images with { Glitchtip = options.Images.Redis } };

        (await FluentActions.Awaiting(() => ContainerTarget.StartAsync(options, Ct)).Should().ThrowAsync<InputException>()).WithMessage("--defect and --like change the reference target*");
    }

    [Fact]
    public async Task Target_ProductThatDoesNotStart_SaysSoOnceWithItsLogAndLeavesNothing()
    {
        await using TestHost test = await TestHost.OpenAsync();
        ContainerOptions options = await test.OptionsAsync();
        options = options with { Images = options.Images with { Glitchtip = options.Images.Redis with { Major = 5 } } };

        (await FluentActions.Awaiting(() => ContainerTarget.StartAsync(options, Ct)).Should().ThrowAsync<Servers.ServerStartException>()).Which.Message.Should().Contain("migrate1 ended with").And.Contain("run-migrate.sh");

        (await Leftovers.ListAsync(test.Engine, test.RunId, Ct)).Should().BeEmpty();
    }
}
