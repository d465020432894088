using Verification.Fixtures.Memory;

namespace Verification.Fixtures.Tests.Memory;

public sealed class MemorySamplerTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sampling_Parts_KeepsSamplesMarksAndTotal()
    {
        ScriptedSource web = ScriptedSource.Steady("web", 200);
        ScriptedSource redis = ScriptedSource.Steady("redis", 10);
        ScriptedSource host = new("host", _ => new MemoryReading(5000, null, 5000, null)) { InTotal = false };
        await using MemorySampler sampler = await MemorySampler.StartAsync([web, redis, host], Fast);
        await UntilAsync(web, 10);
        await sampler.MarkAsync("burst");
        (_, IReadOnlyList<PartHistory> soFar) = await sampler.SoFarAsync();
        int seen = soFar.Single(part => part.Part == "web").Samples.Count;
        await UntilAsync(web, seen + 10);
        MemoryHistory history = await sampler.StopAsync();

        soFar.Select(part => part.Part).Should().BeEquivalentTo("web", "redis", "host");
        soFar.Single(part => part.Part == "web").Samples.Should().HaveCount(seen, "what is read later is not in it");
        history.Parts.Select(part => part.Part).Should().Equal("web", "redis", "host");
        history.Total.Samples.Should().OnlyContain(sample => sample.WorkingSetBytes == 210 && sample.AnonBytes == 105);
        history.Total.Marks.Select(mark => mark.Phase).Should().Equal("start", "burst", "end");
        history.Total.MarkOf("burst")!.Reading.PssBytes.Should().Be(14);
        history.Total.LimitBytes.Should().Be(200);
        history.Part("web")!.Samples.Should().HaveCountGreaterThanOrEqualTo(20).And.BeInAscendingOrder(sample => sample.Ms);
        history.Part("web")!.IdleAt("burst").Should().Be(200);
        history.Part("nobody").Should().BeNull();
        history.Elapsed.Should().BePositive();
        (await sampler.StopAsync()).Should().BeSameAs(history);
    }

    [Fact]
    public async Task Sampling_Disposed_ClosesItsSources()
    {
        ScriptedSource web = ScriptedSource.Steady("web", 1);
        MemorySampler sampler = await MemorySampler.StartAsync([web], Fast);
        await sampler.DisposeAsync();
        web.Closed.Should().BeTrue();
        int looks = web.Looks;
        await sampler.MarkAsync("too late");
        web.Looks.Should().Be(looks, "nobody is there to set a mark, and nobody waits for it for ever");
    }

    [Fact]
    public async Task Sampling_SourceThatCannotBeRead_LeavesStretchesWithReasonsAndNoTotal()
    {
        ScriptedSource web = new("web", look => look is > 5 and <= 10 ? MemoryReading.Unreadable("restarting") : new MemoryReading(look, null, look, null));
        ScriptedSource worker = new("worker", look => look > 3 ? throw new FormatException("odd text") : new MemoryReading(1, 1, 1, null));
        await using MemorySampler sampler = await MemorySampler.StartAsync([web, worker], Fast);
        await UntilAsync(web, 40);
        MemoryHistory history = await sampler.StopAsync();

        PartHistory part = history.Part("web")!;
        part.Unread.Should().ContainSingle().Which.Reason.Should().Be("restarting");
        part.Unread[0].ToMs.Should().BeGreaterThan(part.Unread[0].FromMs);
        part.Samples.Should().NotContain(sample => sample.WorkingSetBytes == 0);
        history.Part("worker")!.Unread.Should().ContainSingle().Which.Reason.Should().Be("FormatException: odd text");
        history.Part("worker")!.Samples.Should().HaveCount(3);
        history.Total.Samples.Should().HaveCountLessThan(12, "without the worker there is no total");
        history.Total.MarkOf("end")!.Reading.Reading.Reason.Should().Be("FormatException: odd text");
        history.Total.Unread.Select(stretch => stretch.Reason).Should().BeEquivalentTo("web: restarting", "worker: FormatException: odd text");
    }

    [Fact]
    public async Task Sampling_SourceHoldsUpItsLane_IsExposedAsAGap()
    {
        using ManualResetEventSlim held = new();
        ScriptedSource web = new("web", look =>
        {
            if (look == 10)
            {
                held.Wait(TimeSpan.FromMilliseconds(400), Ct);
            }

            return new MemoryReading(1, 1, 1, null);
        });
        await using MemorySampler sampler = await MemorySampler.StartAsync([web], TimeSpan.FromMilliseconds(20));
        await UntilAsync(web, 20);
        MemoryHistory history = await sampler.StopAsync();
        history.LongestGapMs.Should().BeGreaterThanOrEqualTo(399);
        history.Gaps.Should().Contain(gap => gap.ToMs - gap.FromMs >= 399);
    }

    [Fact]
    public async Task Sampling_SlowSource_HasALaneOfItsOwn()
    {
        using ManualResetEventSlim released = new();
        ScriptedSource quick = ScriptedSource.Steady("web", 1);
        ScriptedSource slow = new("docker", look =>
        {
            if (look > 1)
            {
                released.Wait(Soon, Ct);
            }

            return new MemoryReading(5, null, 5, null);
        }) { Interval = TimeSpan.FromMilliseconds(50) };
        await using MemorySampler sampler = await MemorySampler.StartAsync([quick, slow], Fast);
        await Eventually.Async(() => slow.Looks > 1, "the slow source to be asked again", Soon, ct: Ct);
        int before = quick.Looks;
        await UntilAsync(quick, before + 10);
        slow.Looks.Should().Be(2, "it is still busy with its second answer");
        released.Set();
        MemoryHistory history = await sampler.StopAsync();
        history.Part("docker")!.IntervalMs.Should().Be(50);
        history.Part("web")!.IntervalMs.Should().Be(5);
    }

    private static Task UntilAsync(ScriptedSource source, int looks) =>
        Eventually.Async(() => source.Looks >= looks, $"{looks} looks", Soon, TimeSpan.FromMilliseconds(5), ct: Ct);
}
