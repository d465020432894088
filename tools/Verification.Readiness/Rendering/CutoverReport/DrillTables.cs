using Verification.Readiness.Cutover;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>The tables of cutover and rollback: every figure of a timeline stands in one of them.</summary>
public static class DrillTables
{
    /// <summary>All drills in their order.</summary>
    public static Table Overview(IReadOnlyList<DrillRecord> drills) => new(
        ["Drill", "As it should", "Loss", "Took", "Rollback"],
        [.. drills.Select(drill => (IReadOnlyList<Cell>)
            [new(drill.Title, drill.Drill), Good(drill.Good), new(drill.Loss), new(drill.Good is null ? "-" : CutoverWords.Time(drill.Milliseconds)), new(CutoverWords.Time(drill.RollbackMs, "-"))])]);

    /// <summary>Where the events of each service ended.</summary>
    public static Table Totals(IReadOnlyList<ServiceTimeline> services) => new(
        ["Service", .. Ending.All.Select(ending => ending.Heading)],
        [.. services.Select(row => Counts(row.Service, row.Slices)), Counts("all services", services.SelectMany(row => row.Slices))]);

    /// <summary>Each service over the switch.</summary>
    public static Table Switches(IReadOnlyList<ServiceSwitch> services) => new(
        ["Switched", "First at new", "Last at old", "Gap", "Lost", "Restarted"],
        [.. services.Select(service => (IReadOnlyList<Cell>)
        [
            new(service.Service),
            new(CutoverWords.FromChange(service.FirstAtNewMs, "none came")),
            new(CutoverWords.FromChange(service.LastAtOldMs, "none after the change")),
            new(CutoverWords.Time(service.GapMs, Numbers.NotMeasured)),
            new(Numbers.Figure(service.Lost)),
            service.Restarted ? new("✓ yes", Tone: Tone.Good) : new("✗ no", Tone: Tone.Warn),
        ])]);

    /// <summary>The steps with the numbers that they have in the picture.</summary>
    public static Table Steps(IReadOnlyList<StepMark> steps) => new(
        ["Step", "What was done", "After"],
        [
            .. DrillTimeline.Placed(steps).Select((step, index) => (IReadOnlyList<Cell>)[new(Numbers.Figure(index + 1)), new(step.Step), new(CutoverWords.Time(step.Ms))]),
            .. steps.Where(step => !CutoverWords.IsMoment(step.Ms)).Select(step => (IReadOnlyList<Cell>)[new("-"), new(step.Step), new(Numbers.NotMeasured)]),
        ]);

    /// <summary>What was dropped or lost, and why, the most first.</summary>
    public static Table Reasons(DrillAccount account) => new(
        ["Not stored", "Events"],
        [.. Rows("dropped by the SDK: ", account.Dropped), .. Rows("lost in ", account.Lost)]);

    private static IEnumerable<IReadOnlyList<Cell>> Rows(string what, IReadOnlyDictionary<string, int> counts) => counts
        .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => (IReadOnlyList<Cell>)[new($"{what}{count.Key}"), new(Numbers.Figure(count.Value))]);

    private static IReadOnlyList<Cell> Counts(string service, IEnumerable<Slice> slices) =>
        [new(service), .. Ending.Sum(slices).Select((count, index) => new Cell(Numbers.Figure(count), Tone: index == Ending.Unexplained && count > 0 ? Tone.Bad : Tone.Neutral))];

    private static Cell Good(bool? good) => good switch
    {
        true => new("✓ yes", Tone: Tone.Good),
        false => new("✗ no", Tone: Tone.Bad),
        null => new("? not done", Tone: Tone.Unsure),
    };
}
