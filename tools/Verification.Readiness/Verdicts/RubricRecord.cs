namespace Verification.Readiness.Verdicts;

/// <summary>A subset of the static checks: what one reviewer looked at.</summary>
/// <param name="Name">Its name, such as review-a.</param>
/// <param name="Says">What it stands for, in one sentence.</param>
/// <param name="Checks">Ids of its checks; static checks outside it were not asked.</param>
public sealed record RubricRecord(string Name, string Says, IReadOnlyList<string> Checks);
