using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>What was seen of a monitor, of the alerts about its page, and of the alert about an issue.</summary>
/// <param name="Monitor">The page broken and mended.</param>
/// <param name="Uptime">Who was told of it.</param>
/// <param name="Issue">Who was told of a new issue.</param>
internal sealed record AlertRun(MonitorFacts Monitor, UptimeAlertFacts Uptime, IssueAlertFacts Issue);
