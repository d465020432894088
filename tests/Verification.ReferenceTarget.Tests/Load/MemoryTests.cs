using System.Globalization;
using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Load;

/// <summary>Tests that look at the memory of their own process, hence run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public void TouchedMemory_WhileItLives_IsResident()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        const long size = 256L * Mebibyte;
        var before = Resident();
        long during;
        using (var memory = new TouchedMemory(size))
        {
            during = Resident();
            memory.Bytes.Should().Be(size);
        }

        during.Should().BeGreaterThan(before + (size * 3 / 4));
        Resident().Should().BeLessThan(during - (size * 3 / 4), "it goes back to the system");
    }

    [Theory]
    [InlineData(99, 0, 0)]
    [InlineData(100, 1, 0)]
    [InlineData(499, 4, 0)]
    [InlineData(500, 4, 1)]
    public void SteadyMemory_AfterSoManyEvents_CollectsAtFixedNumbers(int events, int young, int whole)
    {
        var collected = new List<int>();
        var memory = new SteadyMemory((generation, _) => collected.Add(generation));
        Enumerable.Range(0, events).ToList().ForEach(_ => memory.After(1));
        collected.Count(generation => generation == 1).Should().Be(young);
        collected.Count(generation => generation == 2).Should().Be(whole);
    }

    [Fact]
    public void SteadyMemory_Batches_CollectOncePerBorderAndGiveBackAtTheStartOnly()
    {
        var modes = new List<GCCollectionMode>();
        var memory = new SteadyMemory((generation, mode) =>
        {
            if (generation == 2)
            {
                modes.Add(mode);
            }
        });
        Enumerable.Range(0, 4).ToList().ForEach(_ => memory.After(500));
        modes.Should().Equal(GCCollectionMode.Aggressive, GCCollectionMode.Aggressive, GCCollectionMode.Forced, GCCollectionMode.Forced);
    }

    [Theory]
    [InlineData(Defects.LeakPerEvent, 0, 4500, 4500 * 1024)]
    [InlineData(Defects.LeakPerEvent, 60, 0, 0)]
    [InlineData(Defects.BurstMemoryKept, 59, 4500, 0)]
    [InlineData(Defects.BurstMemoryKept, 200, 0, 30 * Mebibyte)]
    [InlineData(Defects.BloatEvent, 200, 4500, 0)]
    public void WorkerMemory_Defect_KeepsWhatItSays(string defect, int reached, int stored, long kept)
    {
        var memory = new WorkerMemory(new Behaviour([defect]));
        Enumerable.Range(1, reached).ToList().ForEach(memory.Reached);
        memory.Stored(stored);
        memory.Kept.Should().Be(kept);
    }

    private static long Resident() => 1024 * File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).Single();
}
