using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Load;

public sealed class LoadMeterTests
{
    [Theory]
    [InlineData("a burst", false, 2000)]
    [InlineData("a burst across a second", false, 1500, 500)]
    [InlineData("two busy seconds, and one more event", true, 40, 10, 1)]
    [InlineData("enough in each, too few in all", false, 20, 20, 1)]
    [InlineData("enough in all from the fiftieth on", true, 20, 20, 10)]
    [InlineData("too few in the first second", false, 9, 100, 1)]
    [InlineData("too few in the second", false, 100, 9, 1)]
    [InlineData("a gap between", false, 100, 0, 100, 0, 100)]
    [InlineData("busy after a gap", true, 100, 0, 100, 100, 1)]
    [InlineData("for good", true, 40, 40, 0, 0, 1)]
    public void Take_EventsPerSecond_AreSustainedOrNot(string because, bool sustained, params int[] perSecond)
    {
        var meter = new LoadMeter();
        for (var second = 0; second < perSecond.Length; second++)
        {
            for (var at = 0; at < perSecond[second]; at++)
            {
                // The first event begins the first second; the last of each comes just before its end.
                meter.Take(Sample.Now.AddSeconds(second + (second == 0 && at == 0 ? 0 : 0.9 * (at + 1) / perSecond[second])));
            }
        }

        meter.IsSustained.Should().Be(sustained, because);
        meter.Count.Should().Be(perSecond.Sum());
    }

    [Fact]
    public void Take_FortyNineEvents_AreNoLoadAndTheFiftiethIs()
    {
        var meter = new LoadMeter();
        Enumerable.Range(1, 49).Select(_ => meter.Take(Sample.Now)).Should().Equal(Enumerable.Range(1, 49));
        meter.IsUnderLoad.Should().BeFalse();
        meter.Take(Sample.Now).Should().Be(50);
        meter.IsUnderLoad.Should().BeTrue();
    }

    [Fact]
    public void Meters_ManyProjects_AreBoundedAndKeepThoseUnderLoad()
    {
        var meters = new LoadMeters(most: 100);
        Enumerable.Range(1, 60).ToList().ForEach(_ => meters.Take(1, Sample.Now));
        for (var project = 2; project <= 1000; project++)
        {
            meters.Take(project, Sample.Now).Should().Be(new LoadPlace(1, false));
        }

        meters.Count.Should().BeLessThanOrEqualTo(100);
        meters.IsUnderLoad(1).Should().BeTrue();
        meters.IsUnderLoad(2).Should().BeFalse();
        meters.Take(1, Sample.Now).Number.Should().Be(61);
    }

    [Fact]
    public void Meters_AllUnderLoad_AreBoundedToo()
    {
        var meters = new LoadMeters(most: 3);
        for (var project = 1; project <= 10; project++)
        {
            Enumerable.Range(1, 50).ToList().ForEach(_ => meters.Take(project, Sample.Now));
            meters.Count.Should().BeLessThanOrEqualTo(3);
        }
    }
}
