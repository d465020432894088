namespace Verification.Acceptance.Watch;

/// <summary>No part of it was started anew, also between two checks.</summary>
public sealed class NoRestartDuringWatch(AcceptanceRun run) : WatchCheck(run);
