namespace Verification.Readiness.Rules;

/// <summary>It does not hold.</summary>
public sealed record NotSo(Condition Condition) : Condition
{
    /// <inheritdoc/>
    public override Judgement Of(Item item) => Condition.Of(item).Negated();

    /// <inheritdoc/>
    public override IEnumerable<string> Facts => Condition.Facts;
}
