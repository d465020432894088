namespace Verification.Readiness.Rendering.Pictures;

/// <summary>A place in a picture, in the units of its axes.</summary>
public sealed record Dot(double X, double Y);

/// <summary>What is drawn at each point of a line; a shape is seen where a colour is not.</summary>
public enum MarkShape
{
    None,
    Circle,
    Ring,
    Cross,
    Triangle,
}

/// <summary>How the points of a line are joined.</summary>
public enum Joining
{
    /// <summary>Not at all: only their marks.</summary>
    None,

    /// <summary>By straight lines.</summary>
    Straight,

    /// <summary>A value holds until the next point.</summary>
    Steps,

    /// <summary>By straight lines, filled down to zero.</summary>
    Area,

    /// <summary>By steps, filled down to zero.</summary>
    StepArea,
}

/// <summary>Colour, dashes and weight of a line: any one of them is enough to tell it from its neighbours.</summary>
public sealed record LineStyle(int Colour, int Dashes, bool Bold = false)
{
    /// <summary>Colours there are for lines of equal weight.</summary>
    public const int Colours = 5;

    /// <summary>The colour of what stands behind: a plan.</summary>
    public const int Behind = 0;

    /// <summary>The colour of text: a total.</summary>
    public const int Ink = Colours + 1;

    /// <summary>Kinds of dashes there are; 0 is unbroken.</summary>
    public const int Patterns = 4;

    /// <summary>The style of the n-th of many lines: twenty before one comes again.</summary>
    public static LineStyle Of(int index) => new(1 + (index % Colours), index % Patterns);
}

/// <summary>A line.</summary>
/// <param name="Name">Foreign text; a line without one is a guide for the eye.</param>
/// <param name="Style">What tells it from the others.</param>
/// <param name="Joining">How its points are joined.</param>
/// <param name="Dots">Its points.</param>
/// <param name="Mark">What is drawn at each of them.</param>
/// <param name="Extremes">Where points are averages: the lowest and highest that went into them, drawn as a hair behind; else empty.</param>
public sealed record Line(string? Name, LineStyle Style, Joining Joining, IReadOnlyList<Dot> Dots, MarkShape Mark = MarkShape.None, IReadOnlyList<Dot>? Extremes = null)
{
    /// <summary>Everything that is drawn of it.</summary>
    public IEnumerable<Dot> All => Extremes is null ? Dots : Dots.Concat(Extremes);
}

/// <summary>A stretch of the axis across, shaded.</summary>
/// <param name="Name">What it is.</param>
/// <param name="From">Where it begins, in units of the axis.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Emphasis">What the picture is about, rather than one of the phases in a row.</param>
public sealed record Band(string Name, double From, double To, bool Emphasis = false);

/// <summary>An axis: what it counts, and how.</summary>
public sealed record Axis(string Name, Scale Scale);

/// <summary>Lines above one another's time: the panes of a picture share the axis across.</summary>
/// <param name="Up">What is counted upwards.</param>
/// <param name="Lines">What is drawn, the last in front.</param>
/// <param name="Height">In units of the picture, which is <see cref="ChartSvg.Width"/> wide.</param>
/// <param name="NamedAtEnd">Whether the lines carry their names at their ends instead of in the legend.</param>
public sealed record Pane(Axis Up, IReadOnlyList<Line> Lines, double Height, bool NamedAtEnd = false);

/// <summary>Lines over an axis.</summary>
/// <param name="Id">Ours, unique in the report.</param>
/// <param name="Subject">What it shows, in our own words.</param>
/// <param name="Of">What it is a picture of: foreign text.</param>
/// <param name="Caption">One sentence saying what to see.</param>
/// <param name="Across">The axis across.</param>
/// <param name="Panes">From top to bottom.</param>
/// <param name="Bands">In order.</param>
public sealed record Chart(string Id, string Subject, string Of, string Caption, Axis Across, IReadOnlyList<Pane> Panes, IReadOnlyList<Band> Bands)
    : Picture(Id, Subject, Of, Caption);
