namespace Verification.Readiness.Rules;

/// <summary>What a static check asks of the files: a condition on each, or on some, of the items of a kind.</summary>
/// <param name="Quantifier">Each item, or at least one.</param>
/// <param name="Kind">Kind of the items.</param>
/// <param name="Where">Which of them the claim is about; null for all.</param>
/// <param name="Holds">What must hold.</param>
/// <param name="WhenNone">What it means that there is no such item.</param>
/// <param name="Says">A finding's sentence; {fact} stands for the fact of the item.</param>
public sealed record Rule(Quantifier Quantifier, string Kind, Condition? Where, Condition Holds, Outcome WhenNone, string Says)
{
    /// <summary>Every fact that the rule asks for.</summary>
    public IEnumerable<string> Facts => (Where?.Facts ?? []).Concat(Holds.Facts).Concat(Sentence.Facts(Says)).Distinct();
}
