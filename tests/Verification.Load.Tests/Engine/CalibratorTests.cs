using Verification.Load.Driving;
using Verification.Load.Engine;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

public sealed class CalibratorTests
{
    public static TheoryData<LoadPlan, double> Rates => new()
    {
        { Given.Plan(Given.Burst(100)), 0 },
        { Given.Plan(Given.Ramp(0, 400, 1000), Given.Constant(300, 1000), Given.Burst(1000)), 400 },
        { Given.Plan(new Stage("spike", StageKind.Spike, 0, 900, 900, 100)), 900 },
        { Given.Closed(1000, Given.Ramp(0, 20, 1000), Given.Constant(50, 1000)), 50 },
        { Given.Closed(100, Given.Constant(50, 1000)), 500 },
        { Given.Closed(0, Given.Constant(50, 1000)), 0 },
    };

    [Theory]
    [MemberData(nameof(Rates), DisableDiscoveryEnumeration = true)]
    public void PlannedPerSecond_OfAPlan_IsItsDearest(LoadPlan plan, double expected) => Calibrator.PlannedPerSecond(plan).Should().Be(expected);

    [Fact]
    public void Of_ASink_TellsRateAndCeiling()
    {
        using RunningSink sink = new();
        Calibration calibration = Calibrator.Of(Given.Request(Given.Plan(Given.Constant(100, 60_000))) with { Sink = sink.Url }, TestContext.Current.CancellationToken);
        calibration.PlannedPerSecond.Should().Be(100);
        calibration.SentPerSecond.Should().BeInRange(1, 100);
        calibration.CeilingPerSecond.Should().BeGreaterThan(calibration.SentPerSecond);
        calibration.CpuMicrosecondsPerRequest.Should().BePositive();
    }

    [Fact]
    public void Of_NoSink_TellsThatNothingWasAnswered()
    {
        Calibration calibration = Calibrator.Of(Given.Request(Given.Plan(Given.Burst(10))) with { Sink = "http://127.0.0.1:9" }, TestContext.Current.CancellationToken);
        (calibration.CeilingPerSecond, calibration.PlannedPerSecond).Should().Be((0, 0));
    }
}
