using System.Globalization;

namespace Verification.Readiness;

/// <summary>How a measured figure is held against its bound.</summary>
public enum Comparison
{
    AtMost,
    AtLeast,
    Equal,
}

/// <summary>The bound that was evaluated: the object that is printed is the object that decided.</summary>
/// <param name="Is">The comparison.</param>
/// <param name="Value">The bound, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the bound and of the measured figure, such as "events" or "s".</param>
public sealed record Threshold(Comparison Is, double Value, string Unit)
{
    /// <summary>Judges a figure. A sampled figure within its own error of the bound is Unknown; a census has no error.</summary>
    /// <param name="measured">The figure, in <see cref="Unit"/>.</param>
    /// <param name="error">Half-width of the figure's uncertainty in the same unit; 0 for a census.</param>
    public Outcome Judge(double measured, double error = 0)
    {
        if (!double.IsFinite(measured) || !double.IsFinite(error) || error < 0)
        {
            return Outcome.Unknown;
        }

        // A census has no error and is decided by the comparison alone; only a sampled figure can be too close to call.
        if (error > 0 && Math.Abs(measured - Value) <= error)
        {
            return Outcome.Unknown;
        }

        bool holds = Is switch
        {
            Comparison.AtMost => measured <= Value,
            Comparison.AtLeast => measured >= Value,
            Comparison.Equal => measured == Value,
            _ => throw new InvalidOperationException($"Comparison {Is} is not defined."),
        };
        return holds ? Outcome.Pass : Outcome.Fail;
    }

    /// <summary>For example "at most 5 s".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Is switch { Comparison.AtMost => "at most", Comparison.AtLeast => "at least", _ => "exactly" })} {Value} {Unit}");
}
