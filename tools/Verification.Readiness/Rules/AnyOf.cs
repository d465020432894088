namespace Verification.Readiness.Rules;

/// <summary>At least one of them holds.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override Judgement Of(Item item) => Judgement.Or(Conditions.Select(condition => condition.Of(item)));

    /// <inheritdoc/>
    public override IEnumerable<string> Facts => Conditions.SelectMany(condition => condition.Facts);
}
