using Verification.Load.Engine;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

/// <summary>Whose fault a lateness is, on timelines written by hand; microseconds.</summary>
public sealed class AttentionTests
{
    private readonly Attention _attention = new();
    private readonly OutcomeStore _outcomes = new(0);

    [Fact]
    public void OwnShare_EngineSleptUntilTheAnswerCame_IsTheWayFromThereOnly()
    {
        _attention.Vouch(80_000);
        _attention.OwnShare(intended: 10_000, now: 80_030).Should().Be(30, "it waited 70 ms for a connection, and that is the target's");
    }

    [Fact]
    public void OwnShare_EngineNeverFoundNothingToDo_IsEverything() => _attention.OwnShare(intended: 10_000, now: 500_000).Should().Be(490_000);

    [Fact]
    public void Vouch_EarlierMoment_TakesNothingBack()
    {
        _attention.Vouch(50);
        _attention.Vouch(20);
        _attention.OwnShare(0, 60).Should().Be(10);
    }

    [Fact]
    public void CaughtUp_AfterALapse_ChargesWhoCouldHaveBeenSent()
    {
        OpenArrivals arrivals = Arrivals();
        _attention.Vouch(100_000);
        _attention.Served(2_000);
        _attention.CaughtUp(arrivals, connections: 1, free: 0, now: 120_000);
        Own().Take(12).Should().Equal(20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 0, 0);
    }

    [Fact]
    public void CaughtUp_AfterALapseWithASlowTarget_ChargesNobody()
    {
        OpenArrivals arrivals = Arrivals();
        _attention.Vouch(100_000);
        _attention.Served(50_000);
        _attention.CaughtUp(arrivals, connections: 1, free: 0, now: 130_000);
        Own().Should().OnlyContain(own => own == 0, "one connection of 50 ms per answer would have carried none of them");
    }

    [Fact]
    public void CaughtUp_WithoutALapse_ChargesNobody()
    {
        OpenArrivals arrivals = Arrivals();
        _attention.Served(1);
        for (long now = 4_000; now < 200_000; now += 4_000)
        {
            _attention.CaughtUp(arrivals, connections: 1, free: 0, now);
        }

        Own().Should().OnlyContain(own => own == 0);
    }

    [Fact]
    public void CaughtUp_WithAFreeConnection_ChargesEvenAShortLapse()
    {
        OpenArrivals arrivals = Arrivals();
        _attention.Vouch(100_000);
        _attention.Served(50_000);
        _attention.CaughtUp(arrivals, connections: 8, free: 3, now: 101_000);
        Own().Take(4).Should().Equal(1_000, 1_000, 1_000, 0);
    }

    [Fact]
    public void CaughtUp_NothingEverAnswered_ChargesAllThatWait()
    {
        OpenArrivals arrivals = Arrivals();
        _attention.CaughtUp(arrivals, connections: 1, free: 0, now: 10_000);
        Own().Count(own => own > 0).Should().Be(10, "ten were due, and nothing says that the target is slow");
    }

    private OpenArrivals Arrivals() => new(new([Given.Constant(1000, 100)]), _outcomes);

    private IEnumerable<int> Own() => _outcomes.ToArray().Select(outcome => outcome.OwnLateMicroseconds);
}
