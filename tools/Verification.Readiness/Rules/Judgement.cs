namespace Verification.Readiness.Rules;

/// <summary>A truth, and the fact that made it so.</summary>
/// <param name="Truth">The truth.</param>
/// <param name="Because">The fact that decided; null when it was not given.</param>
public sealed record Judgement(Truth Truth, Fact? Because)
{
    /// <summary>The opposite, for the same reason.</summary>
    public Judgement Negated() => this with { Truth = (Truth)(2 - (int)Truth) };

    /// <summary>The lower of all, and why; true of none.</summary>
    public static Judgement And(IEnumerable<Judgement> all) => all.MinBy(one => one.Truth) ?? new(Truth.True, null);

    /// <summary>The higher of all, and why; false of none.</summary>
    public static Judgement Or(IEnumerable<Judgement> all) => all.MaxBy(one => one.Truth) ?? new(Truth.False, null);
}
