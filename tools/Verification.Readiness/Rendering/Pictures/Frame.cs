namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Where a pane lies in its picture.</summary>
internal sealed record Frame(double Left, double Top, double Width, double Height, Scale Across, Scale Up)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(double value) => Left + (Across.Share(value) * Width);

    public double Y(double value) => Bottom - (Up.Share(value) * Height);

    // Where an area ends: at zero, or at the foot of a scale that has none.
    public double Foot => Y(Up.IsLogarithmic ? Up.From : 0);

    public string Place(Dot dot) => Svg.Place(X(dot.X), Y(dot.Y));
}
