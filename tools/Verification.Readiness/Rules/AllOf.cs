namespace Verification.Readiness.Rules;

/// <summary>All of them hold.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override Judgement Of(Item item) => Judgement.And(Conditions.Select(condition => condition.Of(item)));

    /// <inheritdoc/>
    public override IEnumerable<string> Facts => Conditions.SelectMany(condition => condition.Facts);
}
