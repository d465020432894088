namespace Verification.Acceptance.Watch;

/// <summary>Memory did not creep upwards.</summary>
public sealed class MemoryStaysFlatDuringWatch(AcceptanceRun run) : WatchCheck(run);
