using FluentAssertions;
using Verification.Readiness.Cutover;
using Xunit;

namespace Verification.Readiness.Tests.Cutover;

/// <summary>The ledger itself under test: whole histories that are right, that are wrong, and that nobody thought of.</summary>
public sealed class CutoverLedgerHistoryTests
{
    // What a procedure that is wrong, or a target that swallows, does to a good history.
    private static readonly Dictionary<string, Action<History>> Wrongs = new()
    {
        ["an accepted event is not at the new endpoint"] = history => history.New.Remove("switched-2"),
        ["an accepted event is not at the old endpoint"] = history => history.Old.Remove("before-2"),
        ["an event of the parallel phase is at the old endpoint only"] = history => history.New.Remove("parallel-2"),
        ["an event of the parallel phase is at the new endpoint only"] = history => history.Old.Remove("parallel-2"),
        ["an event of the parallel phase is at neither"] = history => { history.Old.Remove("parallel-2"); history.New.Remove("parallel-2"); },
        ["an event is stored twice at the new endpoint"] = history => history.New.Add("switched-2"),
        ["an event is stored twice at the old endpoint"] = history => history.Old.Add("before-2"),
        ["an event went to the endpoint that was left"] = history => { history.New.Remove("switched-2"); history.Old.Add("switched-2"); },
        ["an event went to both"] = history => history.Old.Add("switched-2"),
        ["events came to the new endpoint before the switch"] = history => history.New.Add("before-2"),
        ["a process that nobody knows still sends to the old endpoint"] = history => history.Old.Add("forgotten-1"),
        ["two endpoints have each other's events"] = history => { history.New[^1] = "before-1"; history.Old[0] = "switched-3"; },
        ["an orderly process left no trace of an event"] = history => history.Event("trackless", "switched"),
        ["an event that failed first was accepted and is nowhere"] = history => history.Event("retried", "switched", "new failed ECONNRESET, new answered 200"),
        ["one half was dropped, the other accepted and is nowhere"] = history => history.Event("halved", "parallel", "old dropped ratelimit_backoff, new answered 200"),
        ["two services raised an event under one id"] = history => history.Process("twin", "new+", "chat-bot").Event("switched-2", "twin"),
        ["a process that never told of its start raised an event"] = history => history.Event("orphan", "unheard", "new answered 200", @new: 1),
        ["a switched-off SDK sent all the same"] = history => history.Process("off", "off+").Event("late", "off", old: 1),
    };

    public static TheoryData<string> WrongNames => [.. Wrongs.Keys];

    private static History Good()
    {
        History history = new History().Process("before", "old+").Process("parallel", "both+").Process("switched", "new+");
        for (int serial = 1; serial <= 3; serial++)
        {
            history.Event($"before-{serial}", "before", "old answered 200", old: 1).Event($"parallel-{serial}", "parallel", "old answered 200, new answered 200", 1, 1)
                .Event($"switched-{serial}", "switched", "new answered 200", @new: 1);
        }

        return history;
    }

    private static int Odd(DrillAccount account) => account.Unexpected + account.Unexplained;

    // Believes what services say of themselves: the checker that passes whatever the endpoints hold.
    private static int OddToTheAlwaysPassChecker(CutoverFacts facts) => facts.Ends.Count(end => end is { Kind: SendingKind.Answered, Status: >= 300 });

    [Fact]
    public void Sum_GoodHistory_HasNothingOdd() =>
        Good().Sum().Should().Match<DrillAccount>(sum => sum.Raised == 9 && sum.Old == 3 && sum.New == 3 && sum.Both == 3 && sum.Dropped.Count == 0 && sum.Lost.Count == 0 && Odd(sum) == 0);

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void Sum_HistoryThatIsWrong_IsFoundWhereTheAlwaysPassCheckerFindsNothing(string wrong)
    {
        History history = Good();
        Wrongs[wrong](history);
        OddToTheAlwaysPassChecker(history.Facts).Should().Be(0);
        Odd(history.Sum()).Should().BePositive(wrong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Account_RandomHistories_AddUpAndEachEventIsInOneClass(int seed)
    {
        Random random = new(seed);
        HashSet<EventPlace> seen = [];
        for (int round = 0; round < 250; round++)
        {
            CutoverFacts facts = Any(random).Facts;
            IReadOnlyList<AccountedEvent> account = CutoverLedger.Account(facts);
            DrillAccount sum = CutoverLedger.Sum(account, facts.Steps);
            int strangers = account.Count(item => item.Service == CutoverLedger.Nobody);

            account.Select(item => item.Id).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(facts.Raised.Select(item => item.Id).Union(facts.Old).Union(facts.New));
            sum.Raised.Should().Be(facts.Raised.Count);
            (sum.Old + sum.New + sum.Both + sum.Dropped.Values.Sum() + sum.Lost.Values.Sum() + (sum.Unexpected - strangers) + sum.Unexplained).Should().Be(sum.Raised);
            account.Where(item => !Holds(item, facts)).Should().BeEmpty($"of seed {seed}, round {round}");
            seen.UnionWith(account.Select(item => item.Place));
        }

        seen.Should().BeEquivalentTo(Enum.GetValues<EventPlace>(), "a generator that never makes a class proves nothing of it");
    }

    // What each class promises, said once more and without the ledger's own order.
    private static bool Holds(AccountedEvent item, CutoverFacts facts)
    {
        int old = facts.Old.Count(id => id == item.Id), @new = facts.New.Count(id => id == item.Id);
        RaisedEvent? raised = facts.Raised.SingleOrDefault(one => one.Id == item.Id);
        if (raised is null)
        {
            return item is { Place: EventPlace.Unexpected, Service: CutoverLedger.Nobody } && old + @new > 0;
        }

        ServiceProcess process = facts.Processes.Single(one => one.Start == raised.Start);
        bool toOld = process.Sides.Contains(Side.Old), toNew = process.Sides.Contains(Side.New), astray = (old > 0 && !toOld) || (@new > 0 && !toNew);
        SendingEnd[] ends = [.. facts.Ends.Where(end => end.Id == item.Id)];
        return item.Service == process.Service && item.At == raised.At && (item.Place is EventPlace.Unexpected) == (old > 1 || @new > 1 || astray) && (item.Place is EventPlace.Old or EventPlace.New or EventPlace.Both) == (item.Why.Length == 0) && item.Place switch
        {
            EventPlace.Old => (old, @new, toOld, toNew) == (1, 0, true, false),
            EventPlace.New => (old, @new, toOld, toNew) == (0, 1, false, true),
            EventPlace.Both => (old, @new, toOld, toNew) == (1, 1, true, true),
            EventPlace.Dropped => old + @new == 0 && (!process.Enabled || ends.Any(end => end is { Kind: SendingKind.Dropped, Reason.Length: > 0 })),
            // Half of a parallel phase, or nothing; somebody has said why, or its process could not say any more.
            EventPlace.Lost => old + @new <= (toOld && toNew ? 1 : 0) && (process.Orderly != true || ends.Any(end => end.Kind == SendingKind.Pending || end.Reason.Length > 0 || end.Status >= 300)),
            EventPlace.Unexplained => process.Enabled && old + @new <= (toOld && toNew ? 1 : 0),
            _ => true,
        };
    }

    private static History Any(Random random)
    {
        T One<T>(params T[] choices) => choices[random.Next(choices.Length)];
        History history = new();
        int processes = random.Next(1, 5), events = random.Next(0, 40);
        for (int index = 0; index < processes; index++)
        {
            history.Process($"p{index}", One("old", "new", "both", "off") + One("+", "-", "?"), One("api-server", "chat-bot"));
        }

        for (int index = 0; index < events; index++)
        {
            string[] ends = [.. new[] { "old", "new", "client" }.Where(_ => random.Next(3) > 0).Select(side => $"{side} {One("answered 200", "answered 429", "failed ECONNRESET", "failed", "dropped queue_overflow", "dropped", "pending")}")];
            history.Event($"e{index}", $"p{random.Next(processes)}", string.Join(", ", ends), One(0, 0, 0, 1, 1, 2), One(0, 0, 0, 1, 1, 2), random.Next(60));
        }

        history.Steps.AddRange(Enumerable.Range(0, random.Next(4)).Select(index => ($"step {index}", History.Noon.AddSeconds(15 * index))));
        history.New.AddRange(Enumerable.Range(0, random.Next(3)).Select(index => $"stranger {index}"));
        return history;
    }
}
