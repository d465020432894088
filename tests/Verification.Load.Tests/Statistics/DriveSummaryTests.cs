using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Statistics;
using Verification.Load.Tests.Support;
using Verification.Readiness;

namespace Verification.Load.Tests.Statistics;

public sealed class DriveSummaryTests
{
    private static readonly LoadPlan Plan = Given.Plan(Given.Constant(3, 1000, "first"), Given.Burst(3, "second"));

    private static readonly EventOutcome[] Outcomes =
    [
        Seen.Event(0, 100, 2_000), Seen.Event(333_333, 0, 4_000, status: 429), Seen.Event(666_666, 500_000, 900_000),
        Seen.Event(1_000_000, 10, 500_000, stage: 1), Seen.Without(NoAnswer.Closed, 1_000_000, late: 20), Seen.Unsent(1_000_000, stage: 1),
    ];

    [Fact]
    public void Of_Outcomes_CountsEachOnce()
    {
        DriveResult result = DriveSummary.Of(Seen.Facts(Outcomes, Plan));
        (result.Sent, result.Accepted).Should().Be((5, 3));
        result.Answers.Should().Equal(new Dictionary<string, int> { ["200"] = 3, ["429"] = 1, ["closed"] = 1 });
        result.Milliseconds.Should().Be(2066.666, "the last answer came then");
        result.AcceptedPerSecond.Should().BeApproximately(3 / 2.066566, 1e-9);
        result.CpuMicrosecondsPerRequest.Should().Be(200);
    }

    [Fact]
    public void Of_Outcomes_SplitsThemByStage()
    {
        IReadOnlyList<StageResult> stages = DriveSummary.Of(Seen.Facts(Outcomes, Plan)).Stages;
        stages.Select(stage => (stage.Name, stage.StartMilliseconds, stage.EndMilliseconds, stage.Sent, stage.Accepted, stage.Failed)).Should().Equal(
            ("first", 0, 2066.666, 4, 2, 2), ("second", 1000, 1500.01, 1, 1, 0));
        stages[1].Corrected.Should().Be(new Percentiles(500.01, 500.01, 500.01, 500.01, 500.01));
        stages[1].Naive!.Max.Should().Be(500);
    }

    [Fact]
    public void Of_Outcomes_SplitsThemBySecond() => DriveSummary.Of(Seen.Facts(Outcomes, Plan)).Seconds.Should().Equal(
        new DriveSecond(0, Planned: 3, Sent: 2, Accepted: 1, Missed: 0), new DriveSecond(1, 3, 3, 1, 0), new DriveSecond(2, 0, 0, 1, 0));

    [Fact]
    public void Of_NothingAnswered_HasNoLatencies()
    {
        DriveResult result = DriveSummary.Of(Seen.Facts([Seen.Without(NoAnswer.NotConnected, 0), Seen.Unsent(0)]));
        (result.Corrected, result.Naive, result.AcceptedPerSecond, result.Sent).Should().Be((null, null, 0, 0));
        result.Lateness.Should().NotBeNull("it was tried");
    }

    [Fact]
    public void Of_AnyResult_SurvivesJson()
    {
        DriveResult result = DriveSummary.Of(Seen.Facts(Outcomes, Plan) with { Calibration = new(1, 2, 3, 4, 5, 6), Shortages = 1 });
        DriveResult back = JsonSerializer.Deserialize<DriveResult>(JsonSerializer.Serialize(result, Json.Document), Json.Document)!;
        back.Should().BeEquivalentTo(result);
    }
}
