using Verification.ReferenceTarget.Ingest;
using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Ingest;

public sealed class LoadPartsTests
{
    private const long Mebibyte = 1024 * 1024;
    private readonly ImpatientTime time = new(Sample.Now);

    [Fact]
    public void BurstSlots_AnsweredAtOnce_StillCountForFiftyMilliseconds()
    {
        var slots = new BurstSlots(time);
        slots.Enter(1, "a").Should().Be(1);
        slots.Leave(1, "a");
        slots.Enter(1, "b").Should().Be(2);
        slots.Enter(2, "c").Should().Be(1, "projects are counted apart");
        time.Now += TimeSpan.FromMilliseconds(50);
        slots.Enter(1, "d").Should().Be(2, "the first is over, the second still in hand");
    }

    [Fact]
    public void BurstSlots_ManyRequestsOfFewConnections_NeverExceedThem()
    {
        var slots = new BurstSlots(time);
        for (var at = 0; at < 500; at++)
        {
            slots.Enter(1, $"connection {at % 50}").Should().BeLessThanOrEqualTo(50);
            slots.Leave(1, $"connection {at % 50}");
        }
    }

    [Fact]
    public void StallWindows_LoadPauses_BeginAnewWithIt()
    {
        var windows = new StallWindows();
        windows.Wait(Sample.Now).Should().Be(TimeSpan.Zero, "nothing was loaded yet");
        windows.Load(Sample.Now);
        windows.Wait(Sample.Now.AddSeconds(1)).Should().Be(TimeSpan.FromSeconds(0.4));
        windows.Wait(Sample.Now.AddMilliseconds(1400)).Should().Be(TimeSpan.Zero);
        windows.Wait(Sample.Now.AddMilliseconds(3600)).Should().Be(TimeSpan.Zero, "the load is over");
        windows.Load(Sample.Now.AddMilliseconds(3400));
        windows.Wait(Sample.Now.AddMilliseconds(3600)).Should().Be(TimeSpan.FromSeconds(1.3));
        windows.Load(Sample.Now.AddSeconds(60));
        windows.Wait(Sample.Now.AddSeconds(60)).Should().Be(TimeSpan.FromSeconds(1.4));
    }

    [Theory]
    [InlineData(Defects.MemorySpike, 1536, 0)]
    [InlineData(Defects.MemoryHog, 450, 450)]
    [InlineData(Defects.SlowUnderBurst, 0, 0)]
    public async Task IngestMemory_SixtiethEvent_TakesItOnce(string defect, int taken, int kept)
    {
        var asked = new List<long>();
        var memory = new IngestMemory(new Behaviour([defect]), time, bytes =>
        {
            asked.Add(bytes / Mebibyte);
            return new TouchedMemory(bytes / Mebibyte);
        });
        await memory.ReachedAsync(59);
        asked.Should().BeEmpty();
        await memory.ReachedAsync(60);
        await memory.ReachedAsync(60);
        await memory.ReachedAsync(61);

        asked.Should().Equal(taken > 0 ? [taken] : []);
        memory.Kept.Should().Be(kept, "in this test a byte stands for a MiB");
        time.Waits.Should().Equal(defect == Defects.MemorySpike ? [TimeSpan.FromMilliseconds(300)] : []);
    }
}
