using FluentAssertions;
using Verification.Readiness.Watching;
using Xunit;

namespace Verification.Readiness.Tests.Watching;

public sealed class WatchTriggersTests
{
    [Fact]
    public void Down_OneFailedLook_DoesNotFire() => new Watched().Look(false).Look(true).State.Untold.Should().BeEmpty();

    [Fact]
    public void Down_TwoFailedLooks_FireOnce() =>
        Events(new Watched().Look(false).Look(false).Look(false).Look(false)).Should().Equal((WatchKind.Trigger, WatchTriggers.Down));

    [Fact]
    public void Down_OneGoodLookBetweenBadOnes_DoesNotRecover() =>
        Events(new Watched().Look(false).Look(false).Look(true).Look(false).Look(false).Look(true)).Should().Equal((WatchKind.Trigger, WatchTriggers.Down));

    [Fact]
    public void Down_TwoGoodLooks_RecoverOnce() =>
        Events(new Watched().Look(false).Look(false).Look(true).Look(true).Look(true)).Should().Equal((WatchKind.Trigger, WatchTriggers.Down), (WatchKind.Recovery, WatchTriggers.Down));

    [Theory]
    [InlineData(new[] { 0.84, 0.84 }, 0)]
    [InlineData(new[] { 0.86, 0.84, 0.86, 0.82, 0.86 }, 1)]
    [InlineData(new[] { 0.86, 0.79, 0.84, 0.79 }, 1)]
    [InlineData(new[] { 0.86, 0.79, 0.79 }, 2)]
    [InlineData(new[] { 0.86, 0.79, 0.79, 0.9 }, 3)]
    public void Memory_AroundItsBounds_DoesNotFlap(double[] shares, int events)
    {
        Watched watched = new();
        foreach ((int index, double share) in shares.Index())
        {
            watched.Check(index, new() { HostUsedShare = share });
        }

        watched.State.Untold.Should().HaveCount(events);
    }

    [Fact]
    public void Canary_NobodyCouldFollow_NeitherFiresNorRecovers() =>
        Events(new Watched().Canary(0, Outcome.Fail).Canary(1, Outcome.Unknown).Canary(2, Outcome.Unknown).Canary(3, Outcome.Pass)).Should().Equal((WatchKind.Trigger, WatchTriggers.Canary));

    [Fact]
    public void Restart_BetweenTwoChecks_FiresWithItsName()
    {
        WatchState state = new Watched().Check(0, Parts("a")).Check(1, Parts("b")).State;

        state.Untold.Should().ContainSingle().Which.Should().Be(new TriggerEvent(WatchKind.Trigger, WatchTriggers.Restart, "web was started anew"));
    }

    [Fact]
    public void Untold_OnceALineTellsIt_IsTold()
    {
        Watched watched = new Watched().Canary(0, Outcome.Fail, "lost");

        watched.Add(new() { Sequence = 0, Kind = WatchKind.Trigger, At = Watched.Start, Outcome = Outcome.Fail, Trigger = WatchTriggers.Canary, Reason = "lost" });

        watched.State.Untold.Should().BeEmpty();
        watched.State.Notices.Next!.Value.About.Trigger.Should().Be(WatchTriggers.Canary);
    }

    private static CheckFigures Parts(string identity) => new() { Parts = [new("web", identity, null, 100)] };

    private static IEnumerable<(WatchKind, string)> Events(Watched watched) => watched.State.Untold.Select(told => (told.Kind, told.Name));
}
