using FluentAssertions;
using Verification.Acceptance.Load;
using Verification.Load.Plans;
using Verification.Readiness.Load;
using Xunit;

namespace Verification.Acceptance.Tests.Load;

public sealed class KneeSearchTests
{
    private static readonly Slo Objective = new(1000, 5);

    private static async Task<KneeRecord> SearchAsync(double capacity, Func<double, int, bool>? holds = null)
    {
        LoadPlan plan = Runs.Plan("knee", Objective) with { Stages = [.. new double[] { 100, 200, 400, 800 }.Select(rate => new Stage($"{rate}/s", StageKind.Constant, 0, rate, rate, 1000))] };
        int tries = 0;
        (_, KneeRecord knee) = await new KneeSearch(plan, Objective, (step, _) =>
        {
            double rate = step.Stages[0].To;
            bool held = holds?.Invoke(rate, ++tries) ?? rate <= capacity;
            return Task.FromResult(Runs.Drive(Enumerable.Repeat((short)200, 1000), held ? 5 : 1500, plan: step));
        }).RunAsync();
        return knee;
    }

    [Theory]
    [InlineData(1000, 800, null)]
    [InlineData(500, 500, 600.0)]
    [InlineData(150, 150, 175.0)]
    [InlineData(60, 50, 75.0)]
    [InlineData(10, 0, 25.0)]
    public async Task RunAsync_OneCapacity_BracketsIt(double capacity, double held, double? broke)
    {
        KneeRecord knee = await SearchAsync(capacity);
        (knee.HeldPerSecond, knee.BrokePerSecond).Should().Be((held, broke));
    }

    [Fact]
    public async Task RunAsync_RateThatHeldBreaksTheSecondTime_IsNotBelieved()
    {
        // 800 breaks, 600 and 700 break, 400 held at first and breaks when asked again.
        KneeRecord knee = await SearchAsync(0, (rate, tries) => rate <= 400 && tries <= 5);
        (knee.HeldPerSecond, knee.BrokePerSecond).Should().Be((200, 400));
    }

    [Theory]
    [InlineData(5, 100, 0, true)]
    [InlineData(1500, 100, 0, false)]
    [InlineData(5, 100, 6, false)]
    [InlineData(5, 2000, 0, false)]
    public void Judge_LatencyFailuresOrRate_Decide(double latencyMs, double rate, int failed, bool holds)
    {
        short[] statuses = [.. Enumerable.Range(0, 100).Select(index => (short)(index < failed ? 503 : 200))];
        KneeSearch.Judge(rate, Runs.Drive(statuses, latencyMs).Drive.Result, Objective).Holds.Should().Be(holds);
    }
}
