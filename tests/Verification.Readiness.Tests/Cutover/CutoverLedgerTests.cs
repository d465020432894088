using FluentAssertions;
using Verification.Readiness.Cutover;
using Xunit;

namespace Verification.Readiness.Tests.Cutover;

public sealed class CutoverLedgerTests
{
    private const string Silent = "its process ended without a word", Unknown = "nothing is known of its sending", Vanished = "accepted and not stored";
    private const string AtOld = "only at the old endpoint: ", AtNew = "only at the new endpoint: ";

    // Process (where it sends and how it ended), ends of sending, copies at the old and the new endpoint: place and reason.
    public static TheoryData<string, string, int, int, EventPlace, string> Rules => new()
    {
        { "old+", "old answered 200", 1, 0, EventPlace.Old, "" },
        { "new+", "new answered 200", 0, 1, EventPlace.New, "" },
        { "both+", "old answered 200, new answered 200", 1, 1, EventPlace.Both, "" },
        // Read back is what counts, whatever was answered.
        { "new+", "new answered 503", 0, 1, EventPlace.New, "" },
        { "new+", "new failed ECONNRESET", 0, 1, EventPlace.New, "" },
        { "old-", "", 1, 0, EventPlace.Old, "" },
        { "both?", "", 1, 1, EventPlace.Both, "" },
        // The wrong side, or both when one was meant.
        { "new+", "new answered 200", 1, 0, EventPlace.Unexpected, "stored at the old endpoint, where its process does not send" },
        { "old+", "old answered 200", 0, 1, EventPlace.Unexpected, "stored at the new endpoint, where its process does not send" },
        { "old+", "old answered 200", 1, 1, EventPlace.Unexpected, "stored at the new endpoint, where its process does not send" },
        { "new+", "new answered 200", 1, 1, EventPlace.Unexpected, "stored at the old endpoint, where its process does not send" },
        { "off+", "", 0, 1, EventPlace.Unexpected, "stored at the new endpoint, where its process does not send" },
        { "off+", "client dropped disabled", 1, 0, EventPlace.Unexpected, "stored at the old endpoint, where its process does not send" },
        // Twice.
        { "old+", "old answered 200", 2, 0, EventPlace.Unexpected, "stored 2 times at one endpoint" },
        { "new+", "new answered 200", 0, 3, EventPlace.Unexpected, "stored 3 times at one endpoint" },
        { "both+", "old answered 200, new answered 200", 2, 1, EventPlace.Unexpected, "stored 2 times at one endpoint" },
        { "both+", "old answered 200, new answered 200", 1, 2, EventPlace.Unexpected, "stored 2 times at one endpoint" },
        { "off+", "", 2, 0, EventPlace.Unexpected, "stored 2 times at one endpoint" },
        // Dropped by the client, by a transport, by an SDK that is off.
        { "new+", "client dropped sample_rate", 0, 0, EventPlace.Dropped, "sample_rate" },
        { "both+", "client dropped before_send", 0, 0, EventPlace.Dropped, "before_send" },
        { "new+", "new dropped ratelimit_backoff", 0, 0, EventPlace.Dropped, "ratelimit_backoff" },
        { "old-", "old dropped queue_overflow", 0, 0, EventPlace.Dropped, "queue_overflow" },
        { "off+", "", 0, 0, EventPlace.Dropped, "the SDK is off" },
        { "off-", "client dropped disabled", 0, 0, EventPlace.Dropped, "the SDK is off" },
        // Lost for a reason that is known.
        { "new+", "new failed ECONNREFUSED", 0, 0, EventPlace.Lost, "ECONNREFUSED" },
        { "old+", "old failed ETIMEDOUT", 0, 0, EventPlace.Lost, "ETIMEDOUT" },
        { "new+", "new answered 302", 0, 0, EventPlace.Lost, "answered 302" },
        { "new+", "new answered 403", 0, 0, EventPlace.Lost, "answered 403" },
        { "new+", "new answered 429", 0, 0, EventPlace.Lost, "answered 429" },
        { "old+", "old answered 503", 0, 0, EventPlace.Lost, "answered 503" },
        { "new+", "new pending", 0, 0, EventPlace.Lost, "not sent when its process stopped" },
        { "new+", "client pending", 0, 0, EventPlace.Lost, "not sent when its process stopped" },
        { "new-", "", 0, 0, EventPlace.Lost, Silent },
        { "new?", "", 0, 0, EventPlace.Lost, Silent },
        // Nobody knows.
        { "new+", "new answered 200", 0, 0, EventPlace.Unexplained, Vanished },
        { "old+", "old answered 299", 0, 0, EventPlace.Unexplained, Vanished },
        { "new-", "new answered 200", 0, 0, EventPlace.Unexplained, Vanished },
        { "new+", "new answered", 0, 0, EventPlace.Unexplained, Vanished },
        { "both+", "old answered 200, new answered 200", 0, 0, EventPlace.Unexplained, Vanished },
        { "new+", "", 0, 0, EventPlace.Unexplained, Unknown },
        { "both+", "", 0, 0, EventPlace.Unexplained, Unknown },
        { "new+", "new dropped", 0, 0, EventPlace.Unexplained, Unknown },
        { "new+", "new failed", 0, 0, EventPlace.Unexplained, Unknown },
        { "new-", "new failed", 0, 0, EventPlace.Unexplained, Unknown },
        // What happened at the other endpoint is no reason.
        { "new+", "old failed ECONNREFUSED", 0, 0, EventPlace.Unexplained, Unknown },
        { "old+", "new dropped queue_overflow", 0, 0, EventPlace.Unexplained, Unknown },
    };

    // An event for both that is at one only: the side that lacks it, what is known of that, and what it is.
    public static TheoryData<string, string, EventPlace, string> Halves => new()
    {
        { "+", "failed ECONNRESET", EventPlace.Lost, "ECONNRESET" },
        { "+", "dropped ratelimit_backoff", EventPlace.Lost, "ratelimit_backoff" },
        { "+", "answered 429", EventPlace.Lost, "answered 429" },
        { "+", "answered 500", EventPlace.Lost, "answered 500" },
        { "+", "pending", EventPlace.Lost, "not sent when its process stopped" },
        { "-", "", EventPlace.Lost, Silent },
        { "?", "", EventPlace.Lost, Silent },
        { "+", "answered 200", EventPlace.Unexplained, Vanished },
        { "-", "answered 200", EventPlace.Unexplained, Vanished },
        { "+", "", EventPlace.Unexplained, Unknown },
        { "+", "failed", EventPlace.Unexplained, Unknown },
        { "+", "dropped", EventPlace.Unexplained, Unknown },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Account_OneEvent_IsInTheClassOfItsRule(string process, string ends, int old, int @new, EventPlace place, string why) =>
        new History().Process("p", process).Event("e", "p", ends, old, @new, 3).Account().Should().Equal(new AccountedEvent("e", "api-server", History.Noon.AddSeconds(3), place, why));

    [Theory]
    [MemberData(nameof(Halves))]
    public void Account_StoredAtOneOfTwo_TellsWhyTheOtherLacksIt(string ended, string end, EventPlace place, string why)
    {
        string at(string side) => end.Length == 0 ? "" : $", {side} {end}";
        new History().Process("p", $"both{ended}").Event("e", "p", $"old answered 200{at("new")}", old: 1).Account().Single().Should().Match<AccountedEvent>(item => item.Place == place && item.Why == AtOld + why);
        new History().Process("p", $"both{ended}").Event("e", "p", $"new answered 200{at("old")}", @new: 1).Account().Single().Should().Match<AccountedEvent>(item => item.Place == place && item.Why == AtNew + why);
    }

    [Fact]
    public void Account_StoredAndRaisedByNobody_IsUnexpectedOncePerId()
    {
        History history = new History().Process("p", "new+").Event("e", "p", @new: 1);
        history.Old.AddRange(["stray", "stray", "other"]);
        history.New.Add("stray");
        history.Account().Where(item => item.Service == CutoverLedger.Nobody).Should().Equal(
            new AccountedEvent("stray", CutoverLedger.Nobody, null, EventPlace.Unexpected, "stored, and no service raised it"),
            new AccountedEvent("other", CutoverLedger.Nobody, null, EventPlace.Unexpected, "stored, and no service raised it"));
        history.Sum().Should().Match<DrillAccount>(sum => sum.Raised == 1 && sum.New == 1 && sum.Unexpected == 2);
    }

    [Fact]
    public void Account_NothingHappened_IsNothing()
    {
        new History().Account().Should().BeEmpty();
        new History().Sum().Should().BeEquivalentTo(new DrillAccount(0, 0, 0, 0, new Dictionary<string, int>(), new Dictionary<string, int>(), 0, 0));
    }

    [Fact]
    public void Sum_Losses_AreKeyedByPhaseServiceAndReason()
    {
        History history = new History().Process("p", "new+").Process("q", "new-", "chat-bot");
        history.Steps.AddRange([("change .env", History.Noon.AddSeconds(10)), ("restart chat-bot", History.Noon.AddSeconds(20))]);
        history.Event("a", "p", "new failed ECONNREFUSED", second: 9.999).Event("b", "p", "new failed ECONNREFUSED", second: 10).Event("c", "p", "new failed ECONNREFUSED", second: 19)
            .Event("d", "p", "new answered 429", second: 15).Event("e", "q", second: 25).Event("f", "p", "client dropped sample_rate", second: 12).Event("g", "p", "client dropped sample_rate", second: 30);
        history.Sum().Lost.Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["before the first step, api-server: ECONNREFUSED"] = 1,
            ["after \"change .env\", api-server: ECONNREFUSED"] = 2,
            ["after \"change .env\", api-server: answered 429"] = 1,
            [$"after \"restart chat-bot\", chat-bot: {Silent}"] = 1,
        });
        history.Sum().Dropped.Should().BeEquivalentTo(new Dictionary<string, int> { ["sample_rate"] = 2 });
    }
}
