namespace Verification.Acceptance.Watch;

/// <summary>No expected service was silent.</summary>
public sealed class EveryServiceReports(AcceptanceRun run) : WatchCheck(run);
