using FluentAssertions;
using Verification.Acceptance.Load;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Load;

public sealed class DeliveryTests
{
    private static readonly short[] Ten = [.. Enumerable.Repeat((short)200, 10)];

    private static Observation Evaluate(IReadOnlyList<short> statuses, Func<int, int> copies, bool queued = false, Action<LoadCensus>? also = null) =>
        Delivery.Evaluate(Runs.Check(nameof(BurstIsStoredExactlyOnce)), [Runs.Counted(statuses, copies, queued, also)], "api+sql");

    [Fact]
    public void Evaluate_EveryEventOnce_Passes() => Evaluate(Ten, _ => 1).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 0 && seen.Samples == 10);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Evaluate_OneEventLostOrDoubled_FailsAndNamesIt(int copies)
    {
        Observation seen = Evaluate(Ten, serial => serial == 7 ? copies : 1);
        seen.Should().Match<Observation>(it => it.Outcome == Outcome.Fail && it.Measured == 1);
        seen.Details.Should().ContainSingle().Which.Should().Contain(Runs.Ids.TextOf(7));
    }

    [Fact]
    public void Evaluate_OneEventAltered_Fails() => Evaluate(Ten, serial => serial == 3 ? 0 : 1, also: census =>
    {
        census.SeeRow(Runs.Ids.Of(3), here: true, intact: false);
        census.SeeEntry(Runs.Ids.Of(3), intact: false);
    }).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void Evaluate_AStrangerInTheProject_Fails() =>
        Evaluate(Ten, _ => 1, also: census => census.SeeRow(UInt128.One, here: true, intact: true)).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void Evaluate_MissingButQueued_IsUnknown() => Evaluate(Ten, serial => serial == 7 ? 0 : 1, queued: true).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Evaluate_OraclesDisagree_IsUnknown() =>
        Evaluate(Ten, _ => 1, also: census => census.SeeRow(Runs.Ids.Of(3), here: true, intact: true)).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Evaluate_NoAnswerAndNowhere_IsNoLoss() =>
        Evaluate([200, (short)NoAnswer.Closed, 200], serial => serial == 1 ? 0 : 1).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Reason.Contains("1 got no answer"));

    [Fact]
    public void Evaluate_NothingTaken_IsUnknown() => Evaluate([503, 503], _ => 0).Outcome.Should().Be(Outcome.Unknown);
}
