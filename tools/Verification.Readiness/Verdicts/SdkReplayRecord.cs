namespace Verification.Readiness.Verdicts;

/// <summary>An SDK that the scenarios were meant to be replayed with.</summary>
/// <param name="Driver">Which driver holds it, such as "node".</param>
/// <param name="Sdk">Its name and version, as it says itself; its package where it did not come so far.</param>
/// <param name="NotExercised">Why it was not used; null when it was.</param>
public sealed record ReplayedSdk(string Driver, string Sdk, string? NotExercised);

/// <summary>What became of the events of one scenario, sent by one SDK; each is counted once.</summary>
/// <param name="Events">How many the scenario has.</param>
/// <param name="Intact">Stored once, every field as it was sent.</param>
/// <param name="Altered">Stored with another value in some field.</param>
/// <param name="Lost">Acknowledged and stored nowhere.</param>
/// <param name="Other">Anything else: refused, repeated, in another project, not answered, not to be told; the ledger says which.</param>
/// <param name="NotExercised">Why the SDK sent none of them; null when it sent some.</param>
public sealed record SdkCell(int Events, int Intact, int Altered, int Lost, int Other, string? NotExercised);

/// <summary>A scenario and its cells, in the order of the SDKs.</summary>
public sealed record SdkScenario(string Scenario, IReadOnlyList<SdkCell> Cells);

/// <summary>SDK x scenario; it explains and never decides.</summary>
public sealed record SdkReplayRecord(IReadOnlyList<ReplayedSdk> Sdks, IReadOnlyList<SdkScenario> Scenarios);
