using FluentAssertions;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Evidence;

public sealed class EvidenceLineTests
{
    [Theory]
    [InlineData(Outcome.Pass, 0.0, 10, Outcome.Pass)]
    [InlineData(Outcome.Pass, 3.0, 10, Outcome.Fail)]
    [InlineData(Outcome.Pass, null, 10, Outcome.Unknown)]
    [InlineData(Outcome.Pass, 0.0, 0, Outcome.Unknown)]
    [InlineData(Outcome.Pass, 0.0, -1, Outcome.Unknown)]
    [InlineData(Outcome.Pass, null, 0, Outcome.Unknown)]
    [InlineData(Outcome.Fail, 0.0, 10, Outcome.Fail)]
    [InlineData(Outcome.Fail, null, 0, Outcome.Fail)]
    [InlineData(Outcome.Fail, 3.0, 0, Outcome.Fail)]
    [InlineData(Outcome.Unknown, 0.0, 10, Outcome.Unknown)]
    [InlineData(Outcome.Unknown, null, 0, Outcome.Unknown)]
    public void Proven_OfOutcomeFigureAndSamples_IsNeverBetterThanEither(Outcome recorded, double? measured, int samples, Outcome expected) =>
        (Given.Line() with { Outcome = recorded, Measured = measured, Samples = samples }).Proven().Should().Be(expected);

    [Fact]
    public void Proven_OfAPassWithinItsOwnError_IsUnknown() =>
        (Given.Line() with { Measured = -1, Error = 2 }).Proven().Should().Be(Outcome.Unknown);

    [Fact]
    public void Proven_OfEveryCombination_IsPassOnlyWhenRecordedMeasuredAndLookedAt()
    {
        var passes = from outcome in Enum.GetValues<Outcome>()
                     from measured in new double?[] { null, double.NaN, -1, 0, 1 }
                     from samples in new[] { -1, 0, 1 }
                     from error in new[] { 0, 0.5 }
                     let line = Given.Line() with { Outcome = outcome, Measured = measured, Samples = samples, Error = error }
                     where line.Proven() == Outcome.Pass
                     select (outcome, measured, samples, error);

        passes.Should().BeEquivalentTo([(Outcome.Pass, (double?)-1.0, 1, 0.0), (Outcome.Pass, -1.0, 1, 0.5), (Outcome.Pass, 0.0, 1, 0.0)]);
    }
}
