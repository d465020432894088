namespace Verification.Acceptance.Watch;

/// <summary>Errors of the applications themselves arrived.</summary>
public sealed class RealErrorsWereSeen(AcceptanceRun run) : WatchCheck(run);
