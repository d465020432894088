using Verification.Readiness.Cutover;

namespace Verification.Readiness.Tests.Rendering.CutoverReport;

/// <summary>Rehearsals at the edges of what a run may record.</summary>
internal static class OddCutovers
{
    private static readonly CutoverRecord Whole = CutoverSamples.Cutover();

    private static readonly DrillRecord Drill = CutoverSamples.Good();

    public static IReadOnlyDictionary<string, CutoverRecord> All { get; } = new Dictionary<string, CutoverRecord>
    {
        ["whole"] = Whole,
        ["as large as real ones"] = LargeCutover.Record,
        ["nothing"] = new("", "", [], null),
        ["problem alone"] = new("", "", [], ""),
        ["nothing done"] = One(CutoverSamples.Undone),
        ["no timeline"] = One(Drill with { Timeline = [] }),
        ["no steps"] = One(Drill with { Steps = [] }),
        ["no services"] = One(Drill with { Services = [] }),
        ["no commands"] = One(Drill with { Commands = [] }),
        ["nothing raised in any slice"] = One(Drill with { Timeline = [new("a", []), new("b", [new(0, 0, 0, 0, 0, 0, 0)])] }),
        ["one event"] = One(Drill with { Timeline = [new("a", [new(0, 1, 0, 0, 0, 0, 0)])], Steps = [new("a", 0)] }),
        ["one late event"] = One(Drill with { Timeline = [new("a", [new(3_600_000, 0, 0, 0, 0, 0, 1)])], Steps = [] }),
        ["slices in no order"] = One(Drill with { Timeline = [new("a", [new(2000, 1, 0, 0, 0, 0, 0), new(0, 0, 1, 0, 0, 0, 0), new(1000, 0, 0, 1, 0, 0, 0), new(1000, 0, 0, 0, 1, 0, 0)])] }),
        ["slices of fractions"] = One(Drill with { Timeline = [new("a", [.. Enumerable.Range(0, 400).Select(index => new Slice(0.1 + (index * 0.3), index % 2, 1 - (index % 2), 0, 0, index == 77 ? 1 : 0, 0))])] }),
        ["slices of a hair"] = One(Drill with { Timeline = [new("a", [new(0, 1, 0, 0, 0, 0, 0), new(1e-9, 0, 1, 0, 0, 0, 0), new(1e12, 0, 0, 0, 0, 1, 0)])], Steps = [] }),
        ["times that are none"] = One(Drill with
        {
            Milliseconds = double.NaN,
            RollbackMs = double.PositiveInfinity,
            Timeline = [new("a", [new(double.NaN, 1, 0, 0, 0, 0, 0), new(-5, 1, 0, 0, 0, 0, 0), new(double.PositiveInfinity, 1, 0, 0, 0, 0, 0), new(1000, 0, 1, 0, 0, 0, 0)])],
            Steps = [new("change", double.NaN), new("restart a", -1), new("verify", double.MaxValue), new("verify", 1500)],
            Services = [new("a", double.NaN, double.NegativeInfinity, double.MaxValue, -1, true)],
        }),
        ["steps long after"] = One(Drill with { Steps = [new("change", 1e12)] }),
        ["counts that are none"] = One(Drill with { Timeline = [new("a", [new(0, -1, -5, 3, -2, 0, 0)])], Account = new(-1, -2, 3, 0, new Dictionary<string, int> { [""] = -7 }, new Dictionary<string, int>(), 0, -4) }),
        ["as large as can be"] = One(Drill with
        {
            Milliseconds = double.MaxValue,
            RollbackMs = 1e12,
            Account = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, new Dictionary<string, int> { ["x"] = int.MaxValue }, new Dictionary<string, int> { ["y"] = int.MaxValue }, int.MaxValue, int.MaxValue),
            Timeline = [new("a", [new(0, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), new(1000, int.MaxValue, 0, 0, 0, 0, 0)])],
        }),
        ["empty texts"] = One(Drill with { Drill = "", Title = "", Result = "", Loss = "", Timeline = [new("", Drill.Timeline[0].Slices)], Steps = [new("", 0)], Services = [new("", 0, 0, 0, 0, true)], Commands = [""] }),
        ["many of everything"] = One(Drill with
        {
            Timeline = [.. Enumerable.Range(0, 60).Select(row => new ServiceTimeline($"service-{row}-of-a-name-that-is-far-too-long-for-its-row", [.. Enumerable.Range(0, 700).Select(index => new Slice(index * 100, index % 3, index % 5, index % 7 / 6, index % 11 / 10, index % 13 / 12, 0))]))],
            Steps = [.. Enumerable.Range(0, 300).Select(index => new StepMark($"restart service-{index % 60}-of-a-name-that-is-far-too-long-for-its-row", index * 230))],
            Commands = [.. Enumerable.Range(0, 300).Select(index => $"command {index}")],
        }),
        ["many drills"] = Whole with { Drills = [.. Enumerable.Repeat(Drill, 60)] },
    };

    private static CutoverRecord One(DrillRecord drill) => Whole with { Drills = [drill], Problem = null };
}
