namespace Verification.Readiness.Rendering.Pictures;

/// <summary>How a cell is filled: each way is told from the others without its colour.</summary>
public enum Filling
{
    /// <summary>Light, with an outline.</summary>
    Pale,

    /// <summary>Full.</summary>
    Solid,

    /// <summary>Full above, light below.</summary>
    Halved,

    /// <summary>Light, with level lines.</summary>
    Striped,

    /// <summary>Empty, with slanting lines.</summary>
    Hatched,

    /// <summary>Full, and taller than its row.</summary>
    Tall,
}

/// <summary>What a cell can say.</summary>
/// <param name="Name">In words, for the legend.</param>
/// <param name="Letter">Written into cells that have room for it.</param>
/// <param name="Colour">One of <see cref="LineStyle"/>'s.</param>
/// <param name="Filling">How it is told from the others without its colour.</param>
public sealed record CellKind(string Name, string Letter, int Colour, Filling Filling);

/// <summary>A stretch of a row.</summary>
/// <param name="From">Where it begins, in units of the axis.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Most">Index of the kind that most of it is.</param>
/// <param name="Worst">Index of the worst kind in it, drawn below the other; the same when there is no other.</param>
public sealed record TimelineCell(double From, double To, int Most, int Worst);

/// <summary>A row; where it has no cell, nothing happened.</summary>
public sealed record TimelineRow(string Name, IReadOnlyList<TimelineCell> Cells);

/// <summary>A moment that is marked.</summary>
/// <param name="Name">What happened: foreign text.</param>
/// <param name="At">When, in units of the axis.</param>
/// <param name="Row">The one row that it concerns; null for all.</param>
public sealed record TimelineMark(string Name, double At, int? Row);

/// <summary>Rows over time, each cut into cells that say what became of something, with moments marked.</summary>
/// <param name="Id">Ours, unique in the report.</param>
/// <param name="Subject">What it shows, in our own words.</param>
/// <param name="Of">What it is a picture of: foreign text.</param>
/// <param name="Caption">One sentence saying what to see.</param>
/// <param name="Across">The time, which begins at 0.</param>
/// <param name="Kinds">What cells can say, the best first.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Marks">In the order of time.</param>
public sealed record Timeline(
    string Id, string Subject, string Of, string Caption, Axis Across, IReadOnlyList<CellKind> Kinds, IReadOnlyList<TimelineRow> Rows, IReadOnlyList<TimelineMark> Marks)
    : Picture(Id, Subject, Of, Caption)
{
    /// <summary>What a blank stretch of a row means.</summary>
    public string Blank { get; init; } = "none was raised";
}
