using Verification.Readiness.Statistics;
using Verification.Readiness.Watching;

namespace Verification.Readiness.Rendering.WatchReport;

/// <summary>What the report of a watch says, before any format.</summary>
public static class WatchSections
{
    private static readonly IReadOnlyList<string> Rungs = ["NOT READY FOR PHASE 4", "PHASE 4 MAY BE ASKED FOR"];

    /// <summary>All passages in their order.</summary>
    public static IReadOnlyList<Block> Of(WatchState state, WatchVerdict verdict) =>
    [
        new Notice(Scope(state, verdict), ToneOf(verdict)),
        new FactList(Facts(state)),
        new Subheading("Decision matrix of phase 3 to 4"),
        Matrix(verdict),
        new Ladder(Rungs, MayBeAsked(verdict) ? 1 : 0),
        new Paragraph(Next(verdict)),
        new Subheading("Objectives and error budget"),
        new FactList(Objectives(state)),
        new Subheading("Memory"),
        new Paragraph(Memory(state)),
        .. Parts(state),
        new Subheading("Timeline"),
        new Gallery([WatchTimeline.Of(state)]),
        .. state.Marks.Count == 0 ? (Block[])[] : [new Bullets([.. state.Marks.Select(mark => $"{Numbers.Moment(mark.At)}: {mark.Text}")])],
        .. state.Coverage.Kept.Count == 0 ? (Block[])[] : [new Subheading("Not watched"), new Bullets([.. state.Coverage.Kept.Select(gap => $"{Numbers.Moment(gap.From)} to {Numbers.Moment(gap.To)}: {gap.Reason}")])],
    ];

    /// <summary>What the word speaks for.</summary>
    public static string Scope(WatchState state, WatchVerdict verdict) => verdict switch
    {
        { IsWhole: true } => $"The whole watch of phase 3, {WatchPlan.Say(state.Header.Plan.For)} of {state.Header.Address}.",
        _ when state.Header.StandIn => $"A rehearsal of {WatchPlan.Say(state.Header.Plan.For)} on a stand-in: it shows that the watch works, and nothing about a deployment.",
        _ => $"A watch of {WatchPlan.Say(state.Header.Plan.For)} of {state.Header.Address}: shorter than phase 3 asks for, so it can't end that phase.",
    };

    /// <summary>How it stands.</summary>
    public static Tone ToneOf(WatchVerdict verdict) => verdict.ExitCode switch { 0 => Tone.Good, 1 => Tone.Bad, _ => Tone.Unsure };

    /// <summary>A criterion's mark and word.</summary>
    public static string Status(WatchCriterion criterion) => criterion.NotRehearsed is null ? Words.Of(criterion.Seen.Outcome) : "- not rehearsed";

    private static bool MayBeAsked(WatchVerdict verdict) => verdict is { IsWhole: true, ExitCode: 0 };

    private static string Next(WatchVerdict verdict) => MayBeAsked(verdict)
        ? "The success criteria of phase 3 hold. The decision itself is a run's: give it this folder as VERIFICATION_WATCH and run the whole catalogue with --gate."
        : !verdict.IsWhole ? "A rehearsal or a short watch leaves phase 3 where it is, whatever it finds."
        : verdict.ExitCode == 1 ? "A success criterion of phase 3 does not hold: mend it, then watch again from the beginning."
        : "Nobody can say yet that the success criteria of phase 3 hold: what is unknown above has to become known.";

    private static List<Fact> Facts(WatchState state) =>
    [
        new("Target", $"{state.Header.Address}, version {state.Version ?? "unknown"}"),
        new("Began", Numbers.Moment(state.Anchor)),
        new("Last line", Numbers.Moment(state.LastAt)),
        new("Planned", $"{WatchPlan.Say(state.Header.Plan.For)}, a check every {WatchPlan.Say(state.Header.Plan.CheckEvery)}, a test event every {WatchPlan.Say(state.Header.Plan.CanaryEvery)}, a look every {WatchPlan.Say(state.Header.Plan.ProbeEvery)}"),
        new("The watch itself", $"started {Numbers.Figure(state.Starts)} times, {Numbers.Count(state.ClockJumps, "jump")} of its clock, {Numbers.Count(state.TornLines, "line")} cut off"),
        new("Messages", $"{Numbers.Figure(state.Notices.Sent)} sent, {Numbers.Figure(state.Notices.GivenUp)} given up"),
        new("Triggers that hold now", state.Triggers.Active.Count == 0 ? "none" : string.Join(", ", state.Triggers.Active)),
    ];

    private static Table Matrix(WatchVerdict verdict) => new(
        ["Criterion", "Status", "Requirement", "Bound", "Seen"],
        [.. verdict.Criteria.Select(criterion => (IReadOnlyList<Cell>)
        [
            new(criterion.Check.Question, criterion.Check.Id),
            new(Status(criterion), Tone: ToneOf(criterion)),
            new(Words.Of(criterion.Check.Requirement)),
            new(Numbers.Bound(criterion.Check.Threshold)),
            new(criterion.NotRehearsed ?? criterion.Seen.Reason),
        ])]);

    private static Tone ToneOf(WatchCriterion criterion) => (criterion.NotRehearsed, criterion.Seen.Outcome, criterion.Check.Requirement) switch
    {
        (not null, _, _) => Tone.Neutral,
        (_, Outcome.Pass, _) => Tone.Good,
        (_, Outcome.Unknown, _) => Tone.Unsure,
        (_, _, Requirement.Required) => Tone.Bad,
        _ => Tone.Warn,
    };

    private static List<Fact> Objectives(WatchState state)
    {
        TimeSpan budget = (1 - WatchMetrics.Objective) * state.Header.Plan.For;
        return
        [
            new("Availability", state.Outages.Availability is double share ? $"{Numbers.Figure(Numbers.Rounded(100 * share, 3))} % of {Numbers.Figure(state.Outages.Looks)} looks; the objective is {Numbers.Percent(WatchMetrics.Objective)}" : Numbers.NotMeasured),
            new("Error budget", $"{WatchPlan.Say(budget)}; burnt {(WatchMetrics.BudgetBurnt(state) is double burnt ? Numbers.Percent(burnt) : Numbers.NotMeasured)}"),
            new("Outages", $"{Numbers.Figure(state.Outages.Count)}, {WatchPlan.Say(state.Outages.Until(state.LastAt))} together"),
            new("Answers", state.Latencies.Quantile(0.95) is double p95 ? $"p50 {Numbers.Duration(state.Latencies.Quantile(0.5)!.Value)}, p95 {Numbers.Duration(p95)}, longest {Numbers.Duration(state.Latencies.Longest)}, of {Numbers.Figure(state.Latencies.Count)}" : Numbers.NotMeasured),
        ];
    }

    private static string Memory(WatchState state)
    {
        string host = state.HostUsedMost is double most ? $"At most {Numbers.Percent(most)} of the host's memory were in use." : "The host's memory was not read.";
        string trend = state.Memory.PercentPerHour() is SlopeEstimate slope
            ? $"All parts together changed by {Numbers.Figure(Numbers.Rounded(slope.Slope, 3))} % per hour, with 95 % confidence between {Numbers.Figure(Numbers.Rounded(slope.Low, 3))} and {Numbers.Figure(Numbers.Rounded(slope.High, 3))} ({Numbers.Count(state.Memory.Readings, "reading")} over {Numbers.Figure(Numbers.Rounded(state.Memory.Hours, 2))} h)."
            : $"{Numbers.Count(state.Memory.Readings, "reading")} of the parts tell no trend.";
        return $"{host} {trend}";
    }

    private static IEnumerable<Block> Parts(WatchState state)
    {
        if (state.Parts.Known.Count > 0)
        {
            yield return new Table(
                ["Part", "Memory", "Identity"],
                [.. state.Parts.Known.Select(part => (IReadOnlyList<Cell>)[new(part.Name), new(Numbers.Measure(part.MemoryMiB is double mib ? Numbers.Rounded(mib, 1) : null, "MiB")), new(part.Identity)])]);
        }
    }
}
