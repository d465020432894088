namespace Verification.Acceptance.Watch;

/// <summary>The deployment was watched for 48 hours without a gap.</summary>
public sealed class WatchIsUnbroken(AcceptanceRun run) : WatchCheck(run);
