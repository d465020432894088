using Verification.Acceptance.Uptime;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance.Alerts;

/// <summary>What the drill of alerts and monitors is made with.</summary>
internal sealed record AlertSetting : DrillSetting
{
    // Beyond the moment in which it is due: a queue, a batch, a machine that is busy.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(3);

    /// <summary>The same for this drill.</summary>
    /// <param name="basis">What every drill is made with.</param>
    /// <param name="catalogue">Its thresholds say how long an outage and a recovery are waited for.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public AlertSetting(DrillSetting basis, Catalogue catalogue) : base(basis)
    {
        // A monitor that says nothing has to be watched for longer than it may take.
        Patience = TimeSpan.FromSeconds(new[] { nameof(UptimeMonitorDetectsOutage), nameof(UptimeMonitorDetectsRecovery) }.Max(check => catalogue.Find(check)!.Threshold.Value)) + Beyond;
    }

    /// <summary>The way from the target to us.</summary>
    public Outbound Outbound => Target.Outbound;

    /// <summary>Seconds between two checks of the monitor: the shortest that the target keeps to.</summary>
    public int Interval => (int)Outbound.Tick.TotalSeconds;

    /// <summary>How long a monitor is watched for a change of its state.</summary>
    public TimeSpan Patience { get; }

    /// <summary>How long the first check of a new monitor is waited for.</summary>
    public TimeSpan FirstCheck => (2 * Outbound.Tick) + Slack;

    /// <summary>How long an alert about an issue may take from the moment in which its event can be read.</summary>
    public TimeSpan IssueAlert => Outbound.Scan + Slack;

    /// <summary>How long an alert about a change may take from the moment in which the change can be read.</summary>
    public static TimeSpan UptimeAlert => Slack;

    /// <summary>How long everything is watched for a second alert about an issue: one more scan.</summary>
    public TimeSpan AnotherScan => Outbound.Scan + Beyond + Outbound.MailDelay;

    /// <summary>The same about a change: one more check.</summary>
    public TimeSpan AnotherCheck => Outbound.Tick + Beyond + Outbound.MailDelay;

    /// <summary>How often the monitor's changes and the receivers are looked at.</summary>
    public TimeSpan Look => Outbound.Tick / 10 > TimeSpan.FromSeconds(0.25) ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(0.2);
}
