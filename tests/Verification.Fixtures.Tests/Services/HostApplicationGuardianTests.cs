using Verification.Fixtures.Tests.Processes;

namespace Verification.Fixtures.Tests.Services;

public sealed class HostApplicationGuardianTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guardian_HarnessWithServicesKilled_EndsPm2AndAllOfThem()
    {
        await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        using var harness = new DoomedHarness("services", scratch.Root);
        await harness.UntilReadyAsync(Ct);
        harness.Pids.Should().HaveCount(5, "guardian, endpoint, daemon and two services").And.OnlyContain(pid => Traces.IsAlive(pid));

        await harness.KillAsync();

        await harness.UntilNothingIsLeftAsync(Ct);
        scratch.Log("guardian").Should().ContainAll("left without a goodbye", "app-pm2(", "working data removed");
    }

    [Theory]
    [InlineData(900)]
    [InlineData(1_600)]
    [InlineData(2_500)]
    public async Task Guardian_HarnessKilledWhileServicesStart_LeavesNothing(int milliseconds)
    {
        await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        using var harness = new DoomedHarness("services", scratch.Root);
        var begun = TimeProvider.System.GetTimestamp();
        await Eventually.Async(
            () => TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds >= milliseconds, "the moment of the kill", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(5), ct: Ct);

        await harness.KillAsync();

        await harness.UntilNothingIsLeftAsync(Ct);
        Directory.Exists(harness.WorkDirectory).Should().BeFalse();
    }
}
