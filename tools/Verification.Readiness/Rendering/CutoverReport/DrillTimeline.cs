using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>Draws a drill: a row per service, each slice as the place where its events ended, the steps of the procedure marked.</summary>
public static class DrillTimeline
{
    private const int Ticks = 6;

    // More would be narrower than anybody sees; slices are then added up, so that none of the bad ones is left out.
    private const int MostCells = 120;

    private const double OneSlice = 1000;
    private const int MostNamed = 5;

    /// <summary>The picture; null when no service raised anything.</summary>
    public static Timeline? Of(DrillRecord drill, string id)
    {
        List<double> starts = [.. drill.Timeline.SelectMany(row => row.Slices).Where(IsDrawn).Select(slice => slice.Ms).Distinct().Order()];
        if (starts.Count == 0)
        {
            return null;
        }

        double slice = starts.Zip(starts.Skip(1), (before, after) => after - before).DefaultIfEmpty(OneSlice).Min();
        double length = slice * Math.Max(1, Math.Ceiling((starts[^1] - starts[0] + slice) / slice / MostCells));
        List<TimelineRow> rows = [.. drill.Timeline.Select(row => new TimelineRow(row.Service, [.. Cells(row, starts[0], length)]))];
        List<StepMark> steps = [.. Placed(drill.Steps)];
        double end = rows.SelectMany(row => row.Cells).Select(cell => cell.To).Concat(steps.Select(step => step.Ms)).DefaultIfEmpty(0).Max();
        if (!rows.Exists(row => row.Cells.Count > 0))
        {
            return null;
        }

        TimeUnit unit = TimeUnit.Of(end);
        List<string> services = [.. drill.Timeline.Select(row => row.Service)];
        string caption = $"{Numbers.Count(rows.Count, "service")} over {CutoverWords.Time(end)}, a cell per {CutoverWords.Time(length)}. {Bad(drill)}";
        return new(
            id, "services over time", drill.Title, caption, new($"{unit.Name} since the drill began", unit.Across(0, end, Ticks)),
            [.. Ending.All.Select(ending => ending.Kind)], rows, [.. steps.Select(step => new TimelineMark(step.Step, step.Ms, Row(step.Step, services)))]);
    }

    /// <summary>Steps whose time is one, in its order; the others stand in the table alone.</summary>
    public static IEnumerable<StepMark> Placed(IReadOnlyList<StepMark> steps) => steps.Where(step => CutoverWords.IsMoment(step.Ms)).OrderBy(step => step.Ms);

    /// <summary>The service that a step names; null when it names none.</summary>
    public static int? Row(string step, IReadOnlyList<string> services)
    {
        // The longest, because "worker" is in "restart queue-worker" too.
        (int Index, string Item)? named = services.Index().Where(service => Names(step, service.Item)).OrderByDescending(service => service.Item.Length).Select(service => ((int, string)?)service).FirstOrDefault();
        return named?.Index;
    }

    private static bool Names(string step, string service)
    {
        int at = service.Length == 0 ? -1 : step.IndexOf(service, StringComparison.Ordinal);
        return at >= 0 && !IsPart(step, at - 1) && !IsPart(step, at + service.Length);
    }

    private static bool IsPart(string text, int index) => index >= 0 && index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] is '-' or '_');

    private static bool IsDrawn(Slice slice) => CutoverWords.IsMoment(slice.Ms) && Ending.Sum([slice]).Any(count => count > 0);

    private static IEnumerable<TimelineCell> Cells(ServiceTimeline row, double begin, double length) =>
        from slice in row.Slices
        where IsDrawn(slice)
        // A start that lies a rounding error before its cell belongs into it.
        group slice by Math.Floor(((slice.Ms - begin) / length) + 1e-6) into cell
        orderby cell.Key
        let counts = Ending.Sum(cell)
        let most = Array.LastIndexOf(counts, counts.Max())
        let worst = Array.FindLastIndex(counts, count => count > 0)
        select new TimelineCell(begin + (cell.Key * length), begin + ((cell.Key + 1) * length), most, worst >= Ending.FirstBad ? worst : most);

    private static string Bad(DrillRecord drill)
    {
        IEnumerable<string> said = [.. Named(drill, "Dropped by the SDK", Ending.FirstBad), .. Named(drill, "Lost", Ending.Lost), .. Named(drill, "Unexplained", Ending.Unexplained)];
        return string.Join(" ", said.DefaultIfEmpty("Every event that was raised is stored."));
    }

    private static IEnumerable<string> Named(DrillRecord drill, string what, int ending)
    {
        List<(string Service, long Count)> services = [.. drill.Timeline.Select(row => (row.Service, Ending.Sum(row.Slices)[ending])).Where(one => one.Item2 > 0).OrderByDescending(one => one.Item2)];
        if (services.Count > 0)
        {
            string more = services.Count > MostNamed ? $" and {Numbers.Figure(services.Count - MostNamed)} more services" : "";
            yield return $"{what}: {string.Join(", ", services.Take(MostNamed).Select(one => $"{one.Service} {Numbers.Figure(one.Count)}"))}{more}.";
        }
    }
}
