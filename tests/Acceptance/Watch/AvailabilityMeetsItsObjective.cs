namespace Verification.Acceptance.Watch;

/// <summary>The objective for availability was met.</summary>
public sealed class AvailabilityMeetsItsObjective(AcceptanceRun run) : WatchCheck(run);
