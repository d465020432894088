using FluentAssertions;
using Verification.Readiness.Watching;
using Xunit;

namespace Verification.Readiness.Tests.Watching;

public sealed class WatchScheduleTests
{
    private static readonly WatchSchedule Whole = new(WatchPlan.Whole, Watched.Start);

    [Theory]
    [InlineData(WatchKind.Check, 13)]
    [InlineData(WatchKind.Canary, 9)]
    [InlineData(WatchKind.Probe, 2881)]
    [InlineData(WatchKind.Milestone, 2)]
    public void Count_OfTheWholeWatch_HasItsStartAndItsEnd(WatchKind kind, int count) => Whole.Count(kind).Should().Be(count);

    [Fact]
    public void Due_AtIntervalsThatDoNotDivide_EndsAtTheEnd()
    {
        WatchSchedule schedule = new(new(TimeSpan.FromHours(10), TimeSpan.FromHours(4), TimeSpan.FromHours(6)), Watched.Start);

        Enumerable.Range(0, schedule.Count(WatchKind.Check)).Select(index => (schedule.Due(WatchKind.Check, index) - Watched.Start).TotalHours).Should().Equal(0, 4, 8, 10);
    }

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(3.999, 0)]
    [InlineData(4, 1)]
    [InlineData(47.999, 11)]
    [InlineData(48, 12)]
    [InlineData(1000, 12)]
    public void Latest_AtAnyMoment_IsTheLastThatIsDue(double hours, int index) => Whole.Latest(WatchKind.Check, Watched.Start.AddHours(hours), 12).Should().Be(index);

    [Fact]
    public void Due_InAnotherTimeZone_IsTheSameInstant() =>
        new WatchSchedule(WatchPlan.Whole, Watched.Start.ToOffset(TimeSpan.FromHours(5.5))).Due(WatchKind.Check, 7).Should().Be(Whole.Due(WatchKind.Check, 7));

    [Theory]
    [InlineData(48, new[] { 24.0, 48 })]
    [InlineData(72, new[] { 24.0, 48, 72 })]
    [InlineData(30, new[] { 24.0, 30 })]
    [InlineData(24, new[] { 24.0 })]
    [InlineData(1, new[] { 0.5, 1 })]
    public void Milestones_OfAnyLength_AreDaysAndTheEnd(double hours, double[] milestones) =>
        new WatchPlan(TimeSpan.FromHours(hours), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).Milestones.Select(milestone => milestone.TotalHours).Should().Equal(milestones);

    [Fact]
    public void Due_AfterALongAbsence_IsTheLastCheckWithTheNumberOfThoseMissed()
    {
        Watched watched = new Watched().Check(0);

        WatchDuty duty = watched.State.Due(Watched.Start.AddHours(17))!;

        (duty.Kind, duty.Index, duty.Missed, duty.Due).Should().Be((WatchKind.Canary, 2, 2, Watched.Start.AddHours(12)));
        watched.Canary(2, Outcome.Pass).State.Due(Watched.Start.AddHours(17)).Should().Be(new WatchDuty(WatchKind.Check, 4, Watched.Start.AddHours(16), 3));
    }
}
