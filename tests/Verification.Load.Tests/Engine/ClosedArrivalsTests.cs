using Verification.Load.Engine;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

public sealed class ClosedArrivalsTests
{
    private readonly OutcomeStore _outcomes = new(0);

    [Fact]
    public void Beat_QuickAnswers_IsTheThinkTime()
    {
        ClosedArrivals arrivals = Arrivals(100, Given.Constant(1, 1000));
        Play(arrivals, service: _ => 5_000).Should().Equal(Enumerable.Range(0, 10).Select(beat => beat * 100_000L));
        Intended().Should().Equal(Enumerable.Range(0, 10).Select(beat => beat * 100_000L));
    }

    [Fact]
    public void Beat_OneSlowAnswer_IsCaughtUpFromItsBeat()
    {
        ClosedArrivals arrivals = Arrivals(100, Given.Constant(1, 1000));
        long[] sent = Play(arrivals, service: beat => beat == 2 ? 350_000 : 5_000);
        sent.Should().Equal(0, 100_000, 200_000, 550_000, 555_000, 560_000, 600_000, 700_000, 800_000, 900_000);
        Intended().Should().Equal(Enumerable.Range(0, 10).Select(beat => beat * 100_000L), "the stall shows in every event it held up");
    }

    [Fact]
    public void NoThinkTime_NextEvent_IsIntendedWhenTheAnswerCame()
    {
        ClosedArrivals arrivals = Arrivals(0, Given.Constant(1, 100));
        Play(arrivals, service: _ => 30_000).Should().Equal(0, 30_000, 60_000, 90_000);
        Intended().Should().Equal(0, 30_000, 60_000, 90_000);
    }

    [Fact]
    public void NoThinkTime_NoConnection_WaitsALittle()
    {
        ClosedArrivals arrivals = Arrivals(0, Given.Constant(1, 100));
        arrivals.Take(out int user);
        arrivals.Answered(user, 1_000, connected: false);
        arrivals.NextDue.Should().Be(11_000);
    }

    [Fact]
    public void Users_FirstBeats_AreSpreadOverTheThinkTime()
    {
        ClosedArrivals arrivals = Arrivals(1000, Given.Constant(20, 1000));
        List<long> first = [];
        while (arrivals.NextDue != long.MaxValue)
        {
            first.Add(arrivals.NextDue);
            arrivals.Take(out _);
        }

        first.Should().HaveCount(20).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        first.Zip(first.Skip(1), (one, next) => next - one).Max().Should().BeLessThan(120_000);
    }

    [Fact]
    public void Users_AnswerAfterTheEnd_SendNoMore()
    {
        ClosedArrivals arrivals = Arrivals(10, Given.Constant(1, 100));
        arrivals.Take(out int user);
        arrivals.Answered(user, 100_000, connected: true);
        arrivals.NextDue.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Events_OfLaterStages_CarryTheirStage()
    {
        ClosedArrivals arrivals = Arrivals(100, Given.Constant(1, 200), Given.Constant(1, 200));
        Play(arrivals, service: _ => 1_000);
        _outcomes.ToArray().Select(outcome => outcome.Stage).Should().Equal([0, 0, 1, 1]);
    }

    [Theory]
    [InlineData(100, 10, 1000, 120)]
    [InlineData(1000, 20, 5000, 140)]
    public void Expected_WithAPace_CoversAllThatCanBeSent(int think, double users, int milliseconds, long expected) =>
        ClosedArrivals.Expected(new([Given.Constant(users, milliseconds)]), think).Should().Be(expected);

    private ClosedArrivals Arrivals(int think, params Stage[] stages) => new(new(stages), think, _outcomes);

    private IEnumerable<long> Intended() => _outcomes.ToArray().Select(outcome => outcome.IntendedMicroseconds);

    // One user, one connection: sends when due, answers after the time told.
    private static long[] Play(ClosedArrivals arrivals, Func<int, long> service)
    {
        List<long> sent = [];
        while (arrivals.NextDue is var now and not long.MaxValue)
        {
            int serial = arrivals.Take(out int user);
            sent.Add(now);
            arrivals.Answered(user, now + service(serial), connected: true);
        }

        return [.. sent];
    }
}
