namespace Verification.Readiness.Rules;

/// <summary>Three-valued truth (Kleene): what can't be told stays so unless the rest decides without it.</summary>
public enum Truth
{
    False = 0,
    Unknown = 1,
    True = 2,
}
