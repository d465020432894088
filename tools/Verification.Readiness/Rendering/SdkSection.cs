using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what became of every scenario with every SDK.</summary>
public static class SdkSection
{
    private const string Title = "SDKs and scenarios";

    /// <summary>A row per scenario, a column per SDK, also of one that was not exercised.</summary>
    public static Section Of(SdkReplayRecord? replay) => replay is null
        ? new(Part.Sdks, Title, [new Paragraph("No scenario was replayed in this run.")])
        : new(
            Part.Sdks, Title,
            [
                new Paragraph("Each event was read back and compared, field by field, with the bytes that left its SDK."),
                new Table(
                    ["Scenario", .. replay.Sdks.Select(Heading)],
                    [
                        [new("SDK"), .. replay.Sdks.Select(sdk => new Cell(sdk.Sdk))],
                        .. replay.Scenarios.Select(scenario => (IReadOnlyList<Cell>)[new(scenario.Scenario), .. scenario.Cells.Select(Outcome)]),
                    ]),
            ]);

    // Headings are words of ours: what an SDK calls itself stands in a cell, where foreign text is inert in every format.
    private static string Heading(ReplayedSdk sdk, int index) => sdk.Driver switch
    {
        "node" => "Node",
        "dotnet" => ".NET",
        _ => $"SDK {index + 1}",
    };

    private static Cell Outcome(SdkCell cell)
    {
        if (cell.NotExercised is string reason)
        {
            return new("- not exercised", reason);
        }

        string events = Numbers.Count(cell.Events, "event");
        return cell switch
        {
            { Altered: > 0 } or { Lost: > 0 } => new($"✗ {Numbers.Figure(cell.Intact)} of {events} intact", Rest(cell), Tone.Bad),
            _ when cell.Intact == cell.Events => new($"✓ {events} intact", Tone: Tone.Good),
            _ => new($"? {Numbers.Figure(cell.Intact)} of {events} intact", Rest(cell), Tone.Unsure),
        };
    }

    private static string Rest(SdkCell cell) => string.Join(", ", new[] { (cell.Altered, "altered"), (cell.Lost, "lost"), (cell.Other, "other (see the ledger)") }
        .Where(part => part.Item1 > 0).Select(part => $"{Numbers.Figure(part.Item1)} {part.Item2}"));
}
