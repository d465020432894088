using Verification.Load.Engine;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

public sealed class OpenArrivalsTests
{
    [Fact]
    public void Constant_Arrivals_AreEvenlySpaced() => Intended(Given.Constant(100, 1000)).Should().Equal(Enumerable.Range(0, 100).Select(index => index * 10_000L));

    [Fact]
    public void Burst_Arrivals_AreAllAtItsBegin() =>
        Intended(Given.Constant(10, 500), Given.Burst(3), Given.Constant(10, 200)).Should().Equal(0, 100_000, 200_000, 300_000, 400_000, 500_000, 500_000, 500_000, 500_000, 600_000);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(20, 400)]
    [InlineData(400, 20)]
    public void Ramp_Arrivals_FollowTheIntegralOfTheRate(double from, double to)
    {
        const double Seconds = 4;
        long[] intended = Intended(Given.Ramp(from, to, 4000));
        intended.Should().BeInAscendingOrder().And.HaveCount((int)((from + to) / 2 * Seconds));
        for (int index = 0; index < intended.Length; index++)
        {
            double at = intended[index] / 1e6;
            double sent = (from * at) + ((to - from) * at * at / (2 * Seconds));
            sent.Should().BeApproximately(index, 0.01);
        }
    }

    [Theory]
    [InlineData(StageKind.Constant)]
    [InlineData(StageKind.Spike)]
    [InlineData(StageKind.Soak)]
    public void Stages_OfOneRate_AreAllTheSame(StageKind kind) =>
        Intended(new Stage("x", kind, 0, 7, 7, 1000)).Should().Equal(Intended(Given.Constant(7, 1000)));

    [Fact]
    public void Stages_Arrivals_LieWithinTheirStage()
    {
        Stage[] stages = [Given.Ramp(0, 333, 700), Given.Constant(333, 500), Given.Burst(10), Given.Ramp(333, 1, 800)];
        StageTimes times = new(stages);
        OutcomeStore outcomes = new(0);
        _ = new OpenArrivals(times, outcomes);
        outcomes.Count.Should().Be(stages.Sum(stage => stage.Planned));
        outcomes.ToArray().Should().OnlyContain(outcome => outcome.IntendedMicroseconds >= times.Begin(outcome.Stage) && outcome.IntendedMicroseconds <= times.EndOf(outcome.Stage));
        outcomes.ToArray().Select(outcome => outcome.IntendedMicroseconds).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Take_InOrder_GivesEverySerialOnce()
    {
        OutcomeStore outcomes = new(0);
        OpenArrivals arrivals = new(new([Given.Constant(10, 1000)]), outcomes);
        List<int> taken = [];
        while (arrivals.NextDue != long.MaxValue)
        {
            taken.Add(arrivals.Take(out _));
        }

        taken.Should().Equal(Enumerable.Range(0, 10));
    }

    private static long[] Intended(params Stage[] stages)
    {
        OutcomeStore outcomes = new(0);
        _ = new OpenArrivals(new(stages), outcomes);
        return [.. outcomes.ToArray().Select(outcome => outcome.IntendedMicroseconds)];
    }
}
