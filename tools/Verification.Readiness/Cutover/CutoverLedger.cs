namespace Verification.Readiness.Cutover;

/// <summary>Accounts for every event of a drill over both endpoints: stored where it belongs, dropped, lost for a known reason, unexpected, or unexplained.</summary>
public static class CutoverLedger
{
    /// <summary>Who raised an event that is stored and that no service raised.</summary>
    public const string Nobody = "nobody";

    /// <summary>Why a process with its SDK off sends nothing.</summary>
    public const string Off = "the SDK is off";

    private const int FirstRefusal = 300;

    /// <summary>Every event, raised or only stored.</summary>
    public static IReadOnlyList<AccountedEvent> Account(CutoverFacts facts)
    {
        Dictionary<string, ServiceProcess> processes = facts.Processes.ToDictionary(process => process.Start);
        ILookup<string, SendingEnd> ends = facts.Ends.ToLookup(end => end.Id);
        Dictionary<string, int> old = Copies(facts.Old), @new = Copies(facts.New);
        HashSet<string> raised = [.. facts.Raised.Select(item => item.Id)];
        HashSet<string> shared = [.. facts.Raised.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => group.Key)];
        return
        [
            .. facts.Raised.Select(item => !processes.TryGetValue(item.Start, out ServiceProcess? process)
                ? new AccountedEvent(item.Id, Nobody, item.At, EventPlace.Unexplained, "raised by a process that never told of its start")
                : shared.Contains(item.Id) ? new AccountedEvent(item.Id, process.Service, item.At, EventPlace.Unexplained, "raised more than once under one id")
                : Place(item, process, [.. ends[item.Id]], old.GetValueOrDefault(item.Id), @new.GetValueOrDefault(item.Id))),
            .. facts.Old.Concat(facts.New).Distinct().Where(id => !raised.Contains(id)).Select(id => new AccountedEvent(id, Nobody, null, EventPlace.Unexpected, "stored, and no service raised it")),
        ];
    }

    /// <summary>The account in figures; losses by the step of the procedure that was last begun before.</summary>
    public static DrillAccount Sum(IReadOnlyList<AccountedEvent> events, IReadOnlyList<(string Step, DateTimeOffset At)> steps)
    {
        int Count(EventPlace place) => events.Count(item => item.Place == place);
        return new(
            events.Count(item => item.Service != Nobody), Count(EventPlace.Old), Count(EventPlace.New), Count(EventPlace.Both),
            events.Where(item => item.Place == EventPlace.Dropped).GroupBy(item => item.Why).ToDictionary(group => group.Key, group => group.Count()),
            events.Where(item => item.Place == EventPlace.Lost).GroupBy(item => $"{PhaseOf(item, steps)}, {item.Service}: {item.Why}").ToDictionary(group => group.Key, group => group.Count()),
            Count(EventPlace.Unexpected), Count(EventPlace.Unexplained));
    }

    private static Dictionary<string, int> Copies(IReadOnlyList<string> ids) => ids.GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());

    private static AccountedEvent Place(RaisedEvent raised, ServiceProcess process, IReadOnlyList<SendingEnd> ends, int old, int @new)
    {
        AccountedEvent As(EventPlace place, string why = "") => new(raised.Id, process.Service, raised.At, place, why);
        bool toOld = process.Sides.Contains(Side.Old), toNew = process.Sides.Contains(Side.New);
        if (old > 1 || @new > 1)
        {
            return As(EventPlace.Unexpected, $"stored {Math.Max(old, @new)} times at one endpoint");
        }

        if ((old > 0 && !toOld) || (@new > 0 && !toNew))
        {
            return As(EventPlace.Unexpected, $"stored at the {(old > 0 && !toOld ? "old" : "new")} endpoint, where its process does not send");
        }

        return (old > 0, @new > 0) switch
        {
            (true, true) => As(EventPlace.Both),
            (true, false) => toNew ? Missing(As, Side.New, process, ends, "only at the old endpoint: ") : As(EventPlace.Old),
            (false, true) => toOld ? Missing(As, Side.Old, process, ends, "only at the new endpoint: ") : As(EventPlace.New),
            (false, false) when !process.Enabled => As(EventPlace.Dropped, Off),
            // Of two sides each has to explain itself; what one can't, counts.
            (false, false) when toOld && toNew && Missing(As, Side.Old, process, ends, "") is var other
                && (other.Place, Missing(As, Side.New, process, ends, "").Place) is (EventPlace.Unexplained, _) or (EventPlace.Lost, EventPlace.Dropped) => other,
            (false, false) => Missing(As, toNew ? Side.New : Side.Old, process, ends, ""),
        };
    }

    // Why an event is not where it was meant to be.
    private static AccountedEvent Missing(Func<EventPlace, string, AccountedEvent> place, Side side, ServiceProcess process, IReadOnlyList<SendingEnd> ends, string before)
    {
        // Accepted once is accepted, whatever else was tried.
        SendingEnd? end = ends.FirstOrDefault(item => item.Side == side && item is { Kind: SendingKind.Answered, Status: null or < FirstRefusal })
            ?? ends.FirstOrDefault(item => item.Side == side) ?? ends.FirstOrDefault(item => item.Side is null);
        return end switch
        {
            { Kind: SendingKind.Dropped, Reason: { Length: > 0 } reason } => place(before.Length == 0 ? EventPlace.Dropped : EventPlace.Lost, before + reason),
            { Kind: SendingKind.Failed, Reason: { Length: > 0 } reason } => place(EventPlace.Lost, before + reason),
            { Kind: SendingKind.Answered, Status: >= FirstRefusal and int status } => place(EventPlace.Lost, $"{before}answered {status}"),
            // It was accepted, so it has to be there.
            { Kind: SendingKind.Answered } => place(EventPlace.Unexplained, $"{before}accepted and not stored"),
            { Kind: SendingKind.Pending, Reason: string reason } => place(EventPlace.Lost, before + (reason.Length > 0 ? reason : "not sent when its process stopped")),
            null when process.Orderly is null or false => place(EventPlace.Lost, before + "its process ended without a word"),
            _ => place(EventPlace.Unexplained, before + "nothing is known of its sending"),
        };
    }

    private static string PhaseOf(AccountedEvent item, IReadOnlyList<(string Step, DateTimeOffset At)> steps) =>
        steps.LastOrDefault(step => step.At <= item.At) is { Step: { } begun } ? $"after \"{begun}\"" : "before the first step";
}
