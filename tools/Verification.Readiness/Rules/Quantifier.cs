namespace Verification.Readiness.Rules;

/// <summary>Of how many items a rule's condition must hold.</summary>
public enum Quantifier
{
    Each,
    Some,
}
