namespace Verification.Readiness.Rendering.Pictures;

/// <summary>A labelled place on an axis.</summary>
public sealed record Tick(double Value, string Label);

/// <summary>From figures to places on an axis; its ends are finite and apart.</summary>
public sealed record Scale(double From, double To, bool IsLogarithmic, IReadOnlyList<Tick> Ticks)
{
    /// <summary>Where a figure lies, from 0 to 1; what is beyond an end is shown at that end.</summary>
    public double Share(double value) => Math.Clamp(
        IsLogarithmic ? (Math.Log10(Math.Max(value, From)) - Math.Log10(From)) / (Math.Log10(To) - Math.Log10(From)) : (value - From) / (To - From), 0, 1);
}
