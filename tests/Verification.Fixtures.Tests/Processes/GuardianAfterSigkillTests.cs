using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests.Processes;

public sealed class GuardianAfterSigkillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guardian_HarnessKilled_EndsTheStubbornToo()
    {
        await using var scratch = new Scratch();
        using var harness = new DoomedHarness("family", scratch.Root);
        await harness.UntilReadyAsync(Ct);
        harness.Pids.Should().HaveCount(6).And.OnlyContain(pid => Traces.IsAlive(pid) || pid == harness.Pids.ElementAt(4), "only the daemon's parent has ended");

        await harness.KillAsync();

        await harness.UntilNothingIsLeftAsync(Ct);
        scratch.Log("guardian").Should().ContainAll("left without a goodbye", "deaf(", "frozen(", "parent(", "working data removed");
        File.Exists(Path.Combine(scratch.Logs, "deaf.log")).Should().BeTrue("results stay");
    }

    [Fact]
    public async Task Guardian_HarnessWithServersKilled_LeavesNoSharedMemory()
    {
        await Machine.WithPostgresAsync();
        await Machine.WithRedisAsync();
        await using var scratch = new Scratch();
        using var harness = new DoomedHarness("servers", scratch.Root);
        await harness.UntilReadyAsync(Ct);
        var segment = harness.Values("segment").Single();
        Traces.SharedMemory().Should().Contain(segment);

        await harness.KillAsync();

        await harness.UntilNothingIsLeftAsync(Ct);
        Traces.SharedMemory().Should().NotContain(segment);
    }

    [Fact]
    public async Task Guardian_OfAHarnessBelowASupervisor_OutlivesItToCleanUp()
    {
        await Machine.WithPostgresAsync();
        await Machine.WithRedisAsync();
        await using var scratch = new Scratch();
        var outer = await scratch.SupervisorAsync("outer");
        var program = DoomedHarness.Program;
        var inner = await outer.StartAsync(new ProcessSpec("inner", program, ["harness", "servers", scratch.Root]), Ct);
        await Eventually.Async(() => inner.LogTail().Contains("READY"), "the inner harness to be ready", TimeSpan.FromSeconds(20), ct: Ct);
        var segment = inner.LogTail().Single(line => line.StartsWith("segment ", StringComparison.Ordinal)).Split(' ')[1];
        Traces.SharedMemory().Should().Contain(segment);

        await inner.KillTreeAsync();

        await Eventually.Async(() => !Directory.Exists(Path.Combine(scratch.Root, "verification-run")), "the inner work directory to be gone", TimeSpan.FromSeconds(10), ct: Ct);
        Traces.SharedMemory().Should().NotContain(segment);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(400)]
    public async Task Guardian_HarnessKilledWhileStarting_LeavesNothing(int milliseconds)
    {
        await using var scratch = new Scratch();
        using var harness = new DoomedHarness("storm", scratch.Root);
        var begun = TimeProvider.System.GetTimestamp();
        await Eventually.Async(
            () => TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds >= milliseconds, "the moment of the kill", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(5), ct: Ct);

        await harness.KillAsync();

        await harness.UntilNothingIsLeftAsync(Ct);
        Directory.Exists(harness.WorkDirectory).Should().BeFalse();
    }
}
