using FluentAssertions;
using Verification.Readiness.Cutover;
using Xunit;

namespace Verification.Readiness.Tests.Cutover;

/// <summary>Each a history that the ledger once accounted for wrongly, or could not account for at all.</summary>
public sealed class CutoverLedgerRegressionTests
{
    private const string Vanished = "accepted and not stored";

    private static AccountedEvent One(string process, string ends) => new History().Process("p", process).Event("e", "p", ends).Account().Single();

    [Theory]
    [InlineData("old dropped ratelimit_backoff, new answered 200")]
    [InlineData("old answered 200, new dropped ratelimit_backoff")]
    [InlineData("old failed ECONNRESET, new answered 200")]
    [InlineData("old answered 200, new failed ECONNRESET")]
    [InlineData("old answered 200, new answered 503")]
    [InlineData("old pending, new answered 200")]
    public void Account_BothMeantOneExcusedAndTheOtherVanished_IsUnexplained(string ends) => One("both+", ends).Should().Match<AccountedEvent>(item => item.Place == EventPlace.Unexplained && item.Why == Vanished);

    [Theory]
    [InlineData("old dropped ratelimit_backoff")]
    [InlineData("new failed ECONNRESET")]
    public void Account_BothMeantAndNothingKnownOfOneSide_IsUnexplained(string ends) => One("both+", ends).Place.Should().Be(EventPlace.Unexplained);

    [Theory]
    [InlineData("new failed ECONNRESET, new answered 200")]
    [InlineData("new answered 200, new failed ECONNRESET")]
    [InlineData("new answered 503, new answered 200")]
    [InlineData("new pending, new answered 200")]
    [InlineData("new dropped queue_overflow, new answered 200")]
    [InlineData("client dropped sample_rate, new answered 200")]
    public void Account_TriedTwiceAndAcceptedOnce_IsUnexplained(string ends) => One("new+", ends).Should().Match<AccountedEvent>(item => item.Place == EventPlace.Unexplained && item.Why == Vanished);

    [Fact]
    public void Account_FailedThenAcceptedAndStored_IsWhereItBelongs() =>
        new History().Process("p", "new+").Event("e", "p", "new failed ECONNRESET, new answered 200", @new: 1).Account().Single().Place.Should().Be(EventPlace.New);

    [Theory]
    [InlineData("new+", "new+", 0, 2)]
    [InlineData("new+", "new+", 0, 1)]
    [InlineData("old+", "new+", 1, 1)]
    [InlineData("old+", "new+", 2, 0)]
    [InlineData("old+", "new+", 0, 0)]
    public void Account_OneIdRaisedByTwoServices_IsUnexplainedForBoth(string first, string second, int old, int @new)
    {
        IReadOnlyList<AccountedEvent> account = new History().Process("p", first).Process("q", second, "chat-bot").Event("e", "p", "", old, @new).Event("e", "q").Account();
        account.Select(item => (item.Service, item.Place, item.Why)).Should().Equal(
            ("api-server", EventPlace.Unexplained, "raised more than once under one id"), ("chat-bot", EventPlace.Unexplained, "raised more than once under one id"));
    }

    [Fact]
    public void Account_OneIdRaisedTwiceByOneProcess_IsUnexplainedBothTimes() =>
        new History().Process("p", "new+").Event("e", "p", @new: 1).Event("e", "p").Account().Should().HaveCount(2).And.OnlyContain(item => item.Place == EventPlace.Unexplained);

    [Theory]
    [InlineData("new+", "new pending left", EventPlace.Lost, "left")]
    [InlineData("new+", "client pending waiting", EventPlace.Lost, "waiting")]
    [InlineData("new+", "new pending", EventPlace.Lost, "not sent when its process stopped")]
    [InlineData("both+", "old pending left, new pending waiting", EventPlace.Lost, "waiting")]
    public void Account_PendingAtTheStop_CarriesItsReason(string process, string ends, EventPlace place, string why) => One(process, ends).Should().Match<AccountedEvent>(item => item.Place == place && item.Why == why);

    [Fact]
    public void Account_HalfPendingAtTheStop_CarriesItsReason() =>
        new History().Process("p", "both+").Event("e", "p", "old answered 200, new pending left", old: 1).Account().Single().Should().Be(new AccountedEvent("e", "api-server", History.Noon, EventPlace.Lost, "only at the old endpoint: left"));

    [Theory]
    [InlineData("", 0)]
    [InlineData("new answered 200", 1)]
    [InlineData("client dropped sample_rate", 0)]
    public void Account_RaisedByAProcessWithoutAStartLine_IsUnexplainedOfNobody(string ends, int @new)
    {
        History history = new History().Process("p", "new+").Event("known", "p", "new answered 200", @new: 1).Event("e", "unheard", ends, @new: @new, second: 4);
        history.Account().Should().HaveCount(2).And.ContainSingle(item => item.Id == "e").Which.Should().Be(
            new AccountedEvent("e", CutoverLedger.Nobody, History.Noon.AddSeconds(4), EventPlace.Unexplained, "raised by a process that never told of its start"));
        history.Sum().Should().Match<DrillAccount>(sum => sum.New == 1 && sum.Unexplained == 1);
    }
}
