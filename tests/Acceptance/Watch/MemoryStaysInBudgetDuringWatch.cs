namespace Verification.Acceptance.Watch;

/// <summary>The host's memory was never short.</summary>
public sealed class MemoryStaysInBudgetDuringWatch(AcceptanceRun run) : WatchCheck(run);
