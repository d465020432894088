namespace Verification.Acceptance.Watch;

/// <summary>The deployment answered all through the watch.</summary>
public sealed class UptimeIsUnbroken(AcceptanceRun run) : WatchCheck(run);
