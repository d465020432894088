namespace Verification.Acceptance.Watch;

/// <summary>The objective for the time of answers was met.</summary>
public sealed class LatencyMeetsItsObjective(AcceptanceRun run) : WatchCheck(run);
