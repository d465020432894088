using Verification.Fixtures.Memory;

namespace Verification.Fixtures.Tests.Memory;

public sealed class PartHistoryTests
{
    private static readonly PartHistory Web = Part("web", 100, new(0, 10, 1, 10), new(100, 20, 2, 90), new(200, 30, 3, 30), new(300, 15, 4, 15));

    [Theory]
    [InlineData(0, 300, 90, 30, 100)]
    [InlineData(100, 300, 30, 30, 200)]
    [InlineData(150, 300, 30, 30, 200)]
    [InlineData(0, 50, 10, 10, 0)]
    [InlineData(300, 300, 15, 15, 300)]
    public void Peak_Window_TakesWhatTheKernelKeptWithinIt(double from, double to, long bytes, long sampled, double at) =>
        Web.Peak(from, to).Should().Be(new MemoryPeak(bytes, sampled, at));

    [Fact]
    public void Peak_NothingReadInTheWindow_IsNull() => Web.Peak(301, 400).Should().BeNull();

    [Fact]
    public void PeakOf_Phases_ReachFromMarkToMark()
    {
        PartHistory part = Web with { Marks = [Mark("start", 0), Mark("burst", 100), Mark("end", 300)] };
        part.PeakOf("start")!.Bytes.Should().Be(90);
        part.PeakOf("burst")!.Bytes.Should().Be(30);
        part.PeakOf("end")!.Bytes.Should().Be(15);
        part.PeakOf("lunch").Should().BeNull();
        part.IdleAt("burst").Should().Be(20);
        part.IdleAt("lunch").Should().BeNull();
    }

    [Fact]
    public void Total_PartsOfDifferentPace_SumsTheLastKnownOfEach()
    {
        PartHistory slow = Part("docker", 200, new(50, 1000, null, 1000), new(250, 2000, null, 5000));
        PartHistory total = MemoryTotal.Of([Web, slow, Web with { Part = "host", InTotal = false }]);
        total.Samples.Should().Equal(new MemorySample(100, 1020, null, 1090), new MemorySample(200, 1030, null, 1030), new MemorySample(300, 2015, null, 5015));
        total.Part.Should().Be("total");
    }

    [Fact]
    public void Total_APartSilentForTooLong_HasNoSum()
    {
        PartHistory ended = Part("worker", 100, new MemorySample(0, 7, 7, 7));
        MemoryTotal.Of([Web, ended]).Samples.Should().HaveCount(4, "three intervals are still near enough");
        MemoryTotal.Of([Web, ended with { Samples = [new MemorySample(-50, 7, 7, 7)] }]).Samples.Should().HaveCount(3);
        MemoryTotal.Of([Web, ended with { Samples = [] }]).Samples.Should().BeEmpty();
    }

    [Fact]
    public void Total_PeakBetweenTwoMomentsOfTheOthers_IsKept()
    {
        PartHistory marked = Part("redis", 100, new(0, 5, 5, 5), new(140, 5, 5, 500), new(200, 5, 5, 5));
        MemoryTotal.Of([Web, marked]).Peak(0, 300)!.Should().Be(new MemoryPeak(530, 35, 200));
    }

    [Fact]
    public void Total_NoParts_IsEmpty() => MemoryTotal.Of([]).Samples.Should().BeEmpty();

    private static PartMark Mark(string phase, double ms) => new(phase, ms, new DetailedReading { Reading = new MemoryReading(1, 1, 1, null) });

    private static PartHistory Part(string name, double interval, params MemorySample[] samples) => new()
    {
        Part = name,
        Basis = "script",
        InTotal = true,
        IntervalMs = interval,
        Samples = samples,
        Unread = [],
        Marks = [],
        LongestGapMs = interval,
        Notes = [],
    };
}
