using System.Text;
using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws the cells of a timeline: one path per colour and way of filling, because a rectangle each would make a report ten times as long.</summary>
internal static class TimelineCells
{
    // What most of a cell is, above the worst in it.
    private const double UpperPart = 5;

    private const double RoomForALetter = 9;
    private const double Narrowest = 0.8;
    private const double Slant = 3;
    private const double Overhang = 1.8;

    public static IEnumerable<XElement> Of(Timeline timeline, Frame frame)
    {
        SortedDictionary<string, StringBuilder> paths = new(StringComparer.Ordinal);
        foreach ((int index, TimelineRow row) in timeline.Rows.Index())
        {
            double top = TimelineSvg.Top(frame, index);
            foreach (TimelineCell run in Runs(row.Cells))
            {
                (double x, double width) = (frame.X(run.From), Math.Max(Narrowest, frame.X(run.To) - frame.X(run.From)));
                bool mixed = run.Most != run.Worst;
                if (mixed)
                {
                    Fill(paths, timeline.Kinds[run.Most], new(x, top, width, UpperPart));
                }

                Fill(paths, timeline.Kinds[run.Worst], mixed ? new(x, top + UpperPart, width, TimelineSvg.CellHeight - UpperPart) : new(x, top, width, TimelineSvg.CellHeight));
            }
        }

        return paths.Select(path => Svg.Stroke(path.Key, path.Value.ToString()));
    }

    /// <summary>The letter of each run that has room for it.</summary>
    public static IEnumerable<XElement> Letters(Timeline timeline, Frame frame) =>
        from row in timeline.Rows.Index()
        from run in Runs(row.Item.Cells)
        where frame.X(run.To) - frame.X(run.From) >= RoomForALetter
        select Svg.Text((frame.X(run.From) + frame.X(run.To)) / 2, TimelineSvg.Top(frame, row.Index) + TimelineSvg.CellHeight - 3.2, "letter middle", timeline.Kinds[run.Worst].Letter);

    /// <summary>A piece for the legend.</summary>
    public static IEnumerable<XElement> Sample(CellKind kind, double width, double height)
    {
        SortedDictionary<string, StringBuilder> paths = new(StringComparer.Ordinal);
        Fill(paths, kind, new(0, 0, width, height));
        return [.. paths.Select(path => Svg.Stroke(path.Key, path.Value.ToString())), Svg.Text(width / 2, height - 2.4, "letter middle", kind.Letter)];
    }

    /// <summary>Neighbours that say the same, as one.</summary>
    internal static IEnumerable<TimelineCell> Runs(IReadOnlyList<TimelineCell> cells)
    {
        TimelineCell? run = null;
        foreach (TimelineCell cell in cells)
        {
            if (run is not null && run.Most == cell.Most && run.Worst == cell.Worst && cell.From - run.To < (cell.To - cell.From) / 2)
            {
                run = run with { To = cell.To };
                continue;
            }

            if (run is not null)
            {
                yield return run;
            }

            run = cell;
        }

        if (run is not null)
        {
            yield return run;
        }
    }

    private static void Fill(SortedDictionary<string, StringBuilder> paths, CellKind kind, Box box)
    {
        (string colour, double half) = ($"c{Svg.Figure(kind.Colour)}", box.Height / 2);
        (string name, string path)[] parts = kind.Filling switch
        {
            Filling.Pale => [("cell pale", box.Path)],
            Filling.Solid => [("cell", box.Path)],
            Filling.Halved => [("cell pale", box.Path), ("cell", (box with { Height = half }).Path)],
            Filling.Striped => [("cell pale", box.Path), ("stripe", Level(box, box.Height / 3) + Level(box, box.Height * 2 / 3))],
            Filling.Hatched => [("cell empty", box.Path), ("stripe", Slanting(box))],
            Filling.Tall => [("cell", (box with { Y = box.Y - Overhang, Height = box.Height + (2 * Overhang) }).Path)],
            _ => throw new InvalidOperationException($"There is no filling {kind.Filling}."),
        };
        foreach ((string name, string path) in parts)
        {
            string key = $"{name} {colour}";
            paths.TryAdd(key, new());
            paths[key].Append(path);
        }
    }

    private static string Level(Box box, double down) => $"M{Svg.Place(box.X, box.Y + down)}h{Svg.Figure(box.Width)}";

    private static string Slanting(Box box)
    {
        StringBuilder path = new();
        for (double x = 0; x < box.Width; x += Slant)
        {
            // The last one ends where its cell does.
            double part = Math.Min(1, (box.Width - x) / Slant);
            path.Append($"M{Svg.Place(box.X + x, box.Y + box.Height)}L{Svg.Place(box.X + x + (part * Slant), box.Y + (box.Height * (1 - part)))}");
        }

        return path.ToString();
    }

    private sealed record Box(double X, double Y, double Width, double Height)
    {
        public string Path => $"M{Svg.Place(X, Y)}h{Svg.Figure(Width)}v{Svg.Figure(Height)}h{Svg.Figure(-Width)}z";
    }
}
