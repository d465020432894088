namespace Verification.Readiness.Verdicts;

/// <summary>An earlier run, as far as it is compared with.</summary>
/// <param name="RunId">Its name.</param>
/// <param name="Verdict">Its word.</param>
/// <param name="Total">Its score.</param>
/// <param name="Grade">Its grade.</param>
/// <param name="Categories">Its score per category; null where nothing was asked.</param>
/// <param name="NotHeld">Ids of the checks that did not hold.</param>
public sealed record PreviousRun(
    string RunId, string Verdict, double Total, string Grade, IReadOnlyDictionary<string, double?> Categories, IReadOnlyList<string> NotHeld);
