namespace Verification.Acceptance.Watch;

/// <summary>Every test event of the watch came back as it was sent, in time.</summary>
public sealed class EveryCanaryIsCaptured(AcceptanceRun run) : WatchCheck(run);
