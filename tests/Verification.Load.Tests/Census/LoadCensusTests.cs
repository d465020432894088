using FluentAssertions;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Readiness.Ledger;
using Xunit;

namespace Verification.Load.Tests.Census;

public sealed class LoadCensusTests
{
    private static readonly EventIds Ids = new("0123456789abcdef");

    private static EventOutcome[] Sent(int count, short status = 200) => [.. Enumerable.Repeat(new EventOutcome { Status = status, LatencyMicroseconds = 1000 }, count)];

    private static LoadCensus Whole(EventOutcome[] outcomes, Func<int, int>? rows = null)
    {
        LoadCensus census = new(Ids, outcomes, sql: true, api: true) { MissingAreQueued = false };
        for (int serial = 0; serial < outcomes.Length; serial++)
        {
            for (int copy = 0; copy < (rows?.Invoke(serial) ?? 1); copy++)
            {
                census.SeeRow(Ids.Of(serial), here: true, intact: true);
                census.SeeEntry(Ids.Of(serial), intact: true);
            }
        }

        return census;
    }

    [Fact]
    public void Classes_AMillionWithOneLostOneTwiceOneAlteredAndOneStranger_FindsAndNamesEach()
    {
        LoadCensus census = Whole(Sent(1_000_000), serial => serial switch { 123_456 => 0, 654_321 => 2, _ => 1 });
        census.SeeRow(Ids.Of(777_777), here: false, intact: true);
        census.SeeRow(new EventIds("fedcba9876543210").Of(5), here: true, intact: true);

        census.Classes().Should().Equal(new Dictionary<DeliveryClass, int>
        {
            [DeliveryClass.Duplicated] = 1, [DeliveryClass.Unexpected] = 2, [DeliveryClass.Lost] = 1, [DeliveryClass.Stored] = 999_997,
        });
        census.In(DeliveryClass.Lost).Should().Equal(123_456);
        census.In(DeliveryClass.Duplicated).Should().Equal(654_321);
        census.In(DeliveryClass.Unexpected).Should().Equal(777_777);
        census.Describe(123_456).Should().Contain(Ids.TextOf(123_456)).And.Contain("Lost");
        census.Strangers.Should().ContainSingle().Which.Where.Should().Be("database");
    }

    [Fact]
    public void ClassOf_AlteredInBothOracles_IsCorrupted()
    {
        LoadCensus census = new(Ids, Sent(2), sql: true, api: true);
        census.SeeRow(Ids.Of(0), here: true, intact: false);
        census.SeeEntry(Ids.Of(0), intact: false);
        census.ClassOf(0).Should().Be(DeliveryClass.Corrupted);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ClassOf_AlteredInOneOracleOnly_IsUnknown(bool sqlIntact, bool apiIntact)
    {
        LoadCensus census = new(Ids, Sent(1), sql: true, api: true);
        census.SeeRow(Ids.Of(0), here: true, sqlIntact);
        census.SeeEntry(Ids.Of(0), apiIntact);
        census.ClassOf(0).Should().Be(DeliveryClass.Unknown);
    }

    [Fact]
    public void ClassOf_OraclesCountDifferently_IsUnknown()
    {
        LoadCensus census = new(Ids, Sent(1), sql: true, api: true);
        census.SeeRow(Ids.Of(0), here: true, intact: true);
        census.ClassOf(0).Should().Be(DeliveryClass.Unknown);
    }

    [Theory]
    [InlineData(200, false, DeliveryClass.Lost)]
    [InlineData(200, true, DeliveryClass.Delayed)]
    [InlineData(200, null, DeliveryClass.Unknown)]
    [InlineData(503, false, DeliveryClass.Rejected)]
    [InlineData(429, false, DeliveryClass.Rejected)]
    [InlineData((short)NoAnswer.Closed, false, DeliveryClass.Unknown)]
    [InlineData((short)NoAnswer.Closed, true, DeliveryClass.Delayed)]
    [InlineData((short)NoAnswer.TimedOut, false, DeliveryClass.Unknown)]
    public void ClassOf_NothingStored_DependsOnTheAnswerAndTheQueue(short status, bool? queued, DeliveryClass expected) =>
        new LoadCensus(Ids, Sent(1, status), sql: true, api: true) { MissingAreQueued = queued }.ClassOf(0).Should().Be(expected);

    [Theory]
    [InlineData((short)NoAnswer.Closed, DeliveryClass.Stored)]
    [InlineData(503, DeliveryClass.Stored)]
    [InlineData(429, DeliveryClass.Unexpected)]
    public void ClassOf_StoredWithoutBeingAccepted_DependsOnTheAnswer(short status, DeliveryClass expected) => Whole(Sent(1, status)).ClassOf(0).Should().Be(expected);

    [Fact]
    public void ClassOf_NoOracleRead_IsUnknown() => new LoadCensus(Ids, Sent(1), sql: false, api: false).ClassOf(0).Should().Be(DeliveryClass.Unknown);

    [Fact]
    public void Classes_OfAnything_AddUpToEventsAndStrangers()
    {
        Random random = new(7);
        EventOutcome[] outcomes = [.. Enumerable.Range(0, 5_000).Select(_ => new EventOutcome { Status = (short)random.Next(-4, 600) })];
        LoadCensus census = Whole(outcomes, _ => random.Next(3));
        census.SeeRow(Ids.Of(9_999), here: true, intact: true);
        census.Classes().Values.Sum().Should().Be(5_001);
    }
}
