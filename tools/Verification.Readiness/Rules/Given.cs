namespace Verification.Readiness.Rules;

/// <summary>The fact was given, or was not.</summary>
public sealed record Given(string Fact, bool Expected) : Condition
{
    /// <inheritdoc/>
    public override Judgement Of(Item item) => item.Find(Fact) is Fact { UnknownBecause: not null } unknown
        ? new(Truth.Unknown, unknown)
        : new((item.Find(Fact) is not null) == Expected ? Truth.True : Truth.False, item.Find(Fact));

    /// <inheritdoc/>
    public override IEnumerable<string> Facts => [Fact];
}
