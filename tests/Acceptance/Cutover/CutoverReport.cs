using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>What cutover drills tell the report.</summary>
internal static class CutoverReport
{
    private const int MostSlices = 80;
    private const double ShortestSlice = 500;

    /// <summary>Puts together what there is.</summary>
    public static CutoverRecord Of(CutoverSetting setting, MainRun? main, FaultsRun? faults, string? problem) => new(
        $"cutover.sh and rollback.sh of {Shown(setting)}",
        main is null ? "" : $"{main.Services.Count} services under PM2, @sentry/node, at {setting.Rate:0.#} errors a second each",
        [.. main is null ? [] : new[] { WholeWay(main) }, .. faults?.Lanes.SelectMany(lane => lane.Outcomes.Select(outcome => (Lane: lane, Outcome: outcome))).OrderBy(one => one.Outcome.Begun).Select(one => Fault(one.Lane, one.Outcome)) ?? [], .. faults?.KeyBlock is KeyBlock block ? new[] { Block(block) } : []], problem);

    private static string Shown(CutoverSetting setting) =>
        Path.GetRelativePath(setting.Layout.Root, setting.Scripts) is var inside && inside.StartsWith("..", StringComparison.Ordinal) ? setting.Scripts : inside;

    private static DrillRecord WholeWay(MainRun run)
    {
        DrillAccount account = CutoverLedger.Sum(run.Events, run.Steps);
        return new()
        {
            Drill = "whole-way",
            Title = "Both endpoints, the old one alone; cutover; one service back; emergency switch; everything back",
            Good = run.Cutover?.ExitCode == 0 && run.Rollback?.ExitCode == 0 && run.RollbackProblem is null && account is { Unexpected: 0, Unexplained: 0 },
            Result = $"cutover.sh ended with {run.Cutover?.ExitCode}, rollback.sh with {run.Rollback?.ExitCode}; {account.New} events were stored at the new endpoint alone and stay there after the rollback; beside .env remain {(run.Remaining.Count == 0 ? "no other files" : string.Join(", ", run.Remaining))}",
            Loss = Loss(account),
            Milliseconds = (run.Ended - run.Begun).TotalMilliseconds,
            RollbackMs = run.RollbackDone is DateTimeOffset done ? (done - run.RollbackBegun).TotalMilliseconds : null,
            Account = account,
            Timeline = Timeline(run.Events, run.Services, run.Begun, run.Ended),
            Steps = [.. run.Steps.Select(step => new StepMark(step.Step, Math.Max(0, (step.At - run.Begun).TotalMilliseconds)))],
            Services = [.. run.Services.Select(service => Switch(run, service))],
            Commands = run.Commands,
        };
    }

    private static DrillRecord Fault(FaultLane run, FaultOutcome outcome)
    {
        AccountedEvent[] events = [.. run.Events.Where(item => item.At >= outcome.Begun && item.At < outcome.Ended)];
        DrillAccount account = CutoverLedger.Sum(events, run.Steps);
        return new()
        {
            Drill = outcome.Case.Id,
            Title = char.ToUpperInvariant(outcome.Case.Title[0]) + outcome.Case.Title[1..],
            Good = outcome.Shortfalls.Count == 0,
            Result = outcome.Story,
            Loss = Loss(account),
            Milliseconds = (outcome.Ended - outcome.Begun).TotalMilliseconds,
            RollbackMs = outcome.RollbackMs,
            Account = account,
            Timeline = Timeline(events, run.Services, outcome.Begun, outcome.Ended),
            Steps = [.. run.Steps.Where(step => step.At >= outcome.Begun && step.At < outcome.Ended).Select(step => new StepMark(step.Step, (step.At - outcome.Begun).TotalMilliseconds))],
            Services = [],
            Commands = [.. run.Steps.Where(step => step.At >= outcome.Begun && step.At < outcome.Ended && run.Commands.Contains(step.Step)).Select(step => step.Step)],
        };
    }

    private static DrillRecord Block(KeyBlock block) => new()
    {
        Drill = "key-block",
        Title = "How long one stale, wrong key silences its project",
        Good = block.Problem is null ? true : null,
        Result = block.Sentence,
        Loss = Loss(Nothing),
        Milliseconds = block.Elapsed.TotalMilliseconds,
        RollbackMs = null,
        Account = Nothing,
        Timeline = [],
        Steps = [],
        Services = [],
        Commands = [],
    };

    private static DrillAccount Nothing => new(0, 0, 0, 0, new Dictionary<string, int>(), new Dictionary<string, int>(), 0, 0);

    /// <summary>The loss in one sentence.</summary>
    public static string Loss(DrillAccount account)
    {
        int lost = account.Lost.Values.Sum(), dropped = account.Dropped.Values.Sum();
        return account is { Raised: 0, Unexpected: 0, Unexplained: 0 } ? "No error was raised."
            : $"Of {account.Raised} errors raised, {lost} were lost{Most(account.Lost)} and {dropped} dropped by the SDK{Most(account.Dropped)}; {account.Unexpected} are where they should not be, {account.Unexplained} are unexplained.";
    }

    private static string Most(IReadOnlyDictionary<string, int> parts) => parts.Count == 0 ? "" : $" (most of them {parts.OrderByDescending(part => part.Value).First().Key})";

    private static ServiceSwitch Switch(MainRun run, string service)
    {
        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.PartialBegun).Where(process => process.Service == service && process.Sides.Contains(Side.New)).Select(process => process.Start)];
        DateTimeOffset[] seen = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start) && run.FirstSeen.ContainsKey(raised.Id)).Select(raised => run.FirstSeen[raised.Id]).Order()];
        DateTimeOffset[] old = [.. run.OldArrivals.Where(item => item.Service == service && item.At < run.PartialBegun).Select(item => item.At)];
        DateTimeOffset[] stored = [.. run.Events.Where(item => item.Service == service && item.Place is EventPlace.Old or EventPlace.New or EventPlace.Both && item.At > run.CutoverBegun.AddSeconds(-5) && item.At < run.PartialBegun)
            .Select(item => item.At!.Value).Order()];
        double? gap = stored.Length < 2 ? null : stored.Zip(stored.Skip(1), (left, right) => (right - left).TotalMilliseconds).Max();
        ServiceState? before = run.StatesBefore.FirstOrDefault(state => state.Name == service), after = run.StatesAfter.FirstOrDefault(state => state.Name == service);
        DateTimeOffset change = Change(run);
        return new(
            service, seen.Length > 0 ? (seen[0] - change).TotalMilliseconds : null, old.Length > 0 ? (old.Max() - change).TotalMilliseconds : null, gap,
            run.Events.Count(item => item.Service == service && item.Place == EventPlace.Lost), after is { IsOnline: true } && after.Pid != before?.Pid && after.RestartPolicy == before?.RestartPolicy);
    }

    /// <summary>When the file was changed: as the script told it, else when it was called.</summary>
    public static DateTimeOffset Change(MainRun run) => run.Steps.Where(step => step.Step.StartsWith("change ", StringComparison.Ordinal) && step.At >= run.CutoverBegun && step.At <= run.CutoverEnded).Select(step => step.At).DefaultIfEmpty(run.CutoverBegun).First();

    private static IReadOnlyList<ServiceTimeline> Timeline(IReadOnlyList<AccountedEvent> events, IReadOnlyList<string> services, DateTimeOffset begun, DateTimeOffset ended)
    {
        double length = (ended - begun).TotalMilliseconds, slice = Math.Max(ShortestSlice, length / MostSlices);
        int count = Math.Max(1, (int)Math.Ceiling(length / slice));
        return [.. services.Select(service => new ServiceTimeline(service, [.. Enumerable.Range(0, count).Select(index => Slice(
            [.. events.Where(item => item.Service == service && item.At is DateTimeOffset at && Math.Clamp((int)((at - begun).TotalMilliseconds / slice), 0, count - 1) == index)], index * slice))]))];
    }

    private static Slice Slice(IReadOnlyList<AccountedEvent> events, double at)
    {
        int Count(params EventPlace[] places) => events.Count(item => places.Contains(item.Place));
        return new(at, Count(EventPlace.Old), Count(EventPlace.New), Count(EventPlace.Both), Count(EventPlace.Dropped), Count(EventPlace.Lost), Count(EventPlace.Unexpected, EventPlace.Unexplained));
    }
}
