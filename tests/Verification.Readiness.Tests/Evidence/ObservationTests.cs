using System.Text.Json;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Evidence;

public sealed class ObservationTests
{
    [Theory]
    [InlineData(0, 10, Outcome.Pass)]
    [InlineData(1, 10, Outcome.Fail)]
    [InlineData(0, 0, Outcome.Unknown)]
    [InlineData(1, 0, Outcome.Unknown)]
    public void Of_AFigure_IsJudgedByTheCheckUnlessNothingWasLookedAt(double measured, int samples, Outcome expected) =>
        Observation.Of(Given.Check(), measured, samples, "api", "seen").Outcome.Should().Be(expected);

    [Theory]
    [InlineData(3.7, 4.5, Outcome.Pass)]
    [InlineData(4.9, 5.1, Outcome.Unknown)]
    [InlineData(4.2, 5.1, Outcome.Unknown)]
    [InlineData(5.1, 5.9, Outcome.Fail)]
    public void Between_TwoLooks_IsJudgedByBothOfThem(double from, double to, Outcome expected)
    {
        Observation observation = Observation.Between(Given.Check() with { Threshold = new(Comparison.AtMost, 5, "s") }, from, to, 10, "api", "seen");
        observation.Outcome.Should().Be(expected);
        (observation.Measured - observation.Error).Should().BeApproximately(from, 1e-9);
        (observation.Measured + observation.Error).Should().BeApproximately(to, 1e-9);
    }

    [Fact]
    public void Of_NothingLookedAt_SaysSo() => Observation.Of(Given.Check(), 0, 0, "api", "seen").Reason.Should().StartWith("Nothing could be looked at");

    // A NaN in the record made the evidence unwritable: the observation that should have been Unknown became a crash.
    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(3, double.NaN)]
    [InlineData(3, double.PositiveInfinity)]
    public void Of_WhatIsNoFigure_IsUnknownAndCanBeWritten(double measured, double error)
    {
        Observation observation = Observation.Of(Given.Check(), measured, 10, "api", "seen", error: error);

        observation.Should().BeEquivalentTo(new { Outcome = Outcome.Unknown, Measured = (double?)null });
        JsonSerializer.Serialize(observation, Json.Line).Should().Contain("\"outcome\":\"unknown\"");
    }
}
