using FluentAssertions;
using Verification.Load.Plans;
using Verification.Readiness;
using Xunit;

namespace Verification.Load.Tests.Plans;

public sealed class LoadPlanReaderTests
{
    private const string Plain =
        """
        id: some
        title: some load
        source: nowhere
        model: open
        engine: own
        payload: { bytes: 2000, groups: 3 }
        connections: { most: 10, reuse: true }
        stages:
          - { name: one, kind: burst, events: 7 }
          - { name: two, kind: ramp, level: 20, seconds: 100 }
          - { name: three, kind: constant, level: 20, seconds: 300 }
          - { name: four, kind: spike, level: 90, seconds: 5 }
          - { name: five, kind: soak, level: 20, levelWhenShortened: 500, seconds: 1000 }
        drain: 60
        """;

    private static LoadPlan Read(string text, double scale = 1) => LoadPlanReader.Read("scenarios/load/some.yaml", text, scale);

    [Fact]
    public void Read_FullLength_IsAsWritten()
    {
        LoadPlan plan = Read(Plain);
        plan.Stages.Select(stage => (stage.From, stage.To, stage.Milliseconds)).Should().Equal((0, 0, 0), (0, 20, 100_000), (20, 20, 300_000), (90, 90, 5_000), (20, 20, 1_000_000));
        plan.Planned.Should().Be(7 + 1_000 + 6_000 + 450 + 20_000);
    }

    [Fact]
    public void Read_Shortened_KeepsBurstsAndSpikesAndMakesUpForTheSoak()
    {
        LoadPlan plan = Read(Plain, 0.01);
        plan.Stages.Select(stage => (stage.To, stage.Milliseconds)).Should().Equal((0, 0), (20, 1_000), (20, 3_000), (90, 5_000), (500, 10_000));
        plan.Stages[0].Events.Should().Be(7);
    }

    [Fact]
    public void Read_Lengthened_KeepsEveryLevel() =>
        Read(Plain, 10).Stages.Select(stage => (stage.To, stage.Milliseconds)).Should().Equal((0, 0), (20, 1_000_000), (20, 3_000_000), (90, 5_000), (20, 10_000_000));

    [Theory]
    [InlineData("id: some", "id: other", "*some.yaml:1*unlike its file*")]
    [InlineData("model: open", "model: sideways", "*:4*sideways*open, closed*")]
    [InlineData("model: open", "model: closed", "*:9*can't have a burst*")]
    [InlineData("engine: own", "engine: jmeter", "*:5*own*")]
    [InlineData("bytes: 2000", "bytes: 10", "*:6*'bytes' must be between 1000*")]
    [InlineData("groups: 3", "groups: 0", "*:6*'groups'*")]
    [InlineData("most: 10", "most: 100000", "*:7*'most'*")]
    [InlineData("reuse: true", "reuse: perhaps", "*:7*true or false*")]
    [InlineData("events: 7", "events: 60000000", "*:9*'events'*")]
    [InlineData("events: 7", "events: 7, rate: 3", "*:9*'rate' is not known*")]
    [InlineData("level: 20, seconds: 300", "level: -1, seconds: 300", "*:11*'level'*")]
    [InlineData("level: 20, seconds: 300", "level: 99999, seconds: 99999", "*more than 50000000 events*")]
    [InlineData("seconds: 300", "seconds: 0", "*:11*'seconds' must be more than 0*")]
    [InlineData("name: two", "name: one", "*two stages have the same name*")]
    [InlineData("drain: 60", "drain: soon", "*:14*number*")]
    [InlineData("drain: 60", "drain: 60\nslo: { p95: 1000 }", "*'failures' is missing*")]
    [InlineData("drain: 60", "drain: 60\nhurry: true", "*:15*'hurry' is not known*")]
    public void Read_ThatCannotBeUsed_IsOneErrorWithFileAndLine(string from, string to, string message) =>
        FluentActions.Invoking(() => Read(Plain.Replace(from, to, StringComparison.Ordinal))).Should().Throw<InputException>().WithMessage(message);

    [Fact]
    public void Read_LengthenedBeyondAllMeasure_IsAnError() =>
        FluentActions.Invoking(() => Read(Plain.Replace("seconds: 1000", "seconds: 100000", StringComparison.Ordinal), 100)).Should().Throw<InputException>().WithMessage("*:13*longer than 24 days*");

    [Fact]
    public void Read_Empty_IsAnError() => FluentActions.Invoking(() => Read("")).Should().Throw<InputException>().WithMessage("*:1*empty*");
}
