using System.Globalization;

namespace Verification.Load.Bench;

/// <summary>`bench`: one Markdown table; its ratios come from one run on one machine, so they can be compared across machines.</summary>
internal static class BenchRun
{
    public static IReadOnlyList<BenchRow> Rows { get; } = [new CeilingRow(1000), new CeilingRow(50_000), new ScaleRow(), new ScheduleRow(1000), new ScheduleRow(10_000), new StallRow(), new CensusRow()];

    /// <summary>0 when everything wanted holds, 1 otherwise.</summary>
    public static int Run(BenchOptions options, TextWriter output, CancellationToken stop)
    {
        output.WriteLine(BenchMachine.Describe());
        output.WriteLine();
        output.WriteLine("| measure | load engine | beside | ratio | n | wanted | holds |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        bool holds = true;
        foreach (BenchRow row in Rows.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Id)))
        {
            foreach (BenchFigure figure in row.Measure(options, stop))
            {
                string ratio = figure.Ratio is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "";
                string verdict = figure.Holds switch { true => "yes", false => "NO", null => "" };
                output.WriteLine($"| {figure.What} | {figure.Ours} | {figure.Beside} | {ratio} | {figure.Count} | {figure.Wanted} | {verdict} |");
                output.Flush();
                holds &= figure.Holds ?? true;
            }
        }

        output.WriteLine();
        output.WriteLine(BenchMachine.Load("after"));
        return holds ? 0 : 1;
    }
}
