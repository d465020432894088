using System.Text.RegularExpressions;

namespace Verification.Audit.Shell.Facts;

/// <summary>Names that people give to variables which hold an address or a command.</summary>
internal static partial class KnownNames
{
    public static bool IsNamed(string variable) => Offsite().IsMatch(variable) || Alert().IsMatch(variable) || Heartbeat().IsMatch(variable);

    [GeneratedRegex("OFF_?SITE|REMOTE|RCLONE|S3_|BUCKET|RSYNC_(TARGET|DEST)|REPLICA_DIR|SECOND_COPY", RegexOptions.IgnoreCase)]
    public static partial Regex Offsite();

    [GeneratedRegex("ALERT|NOTIFY|WEB_?HOOK|SLACK|TELEGRAM|^TG_|BOT_TOKEN|DISCORD|NTFY|PAGER|OPSGENIE|GOTIFY|PUSHOVER|MATTERMOST|TEAMS_URL", RegexOptions.IgnoreCase)]
    public static partial Regex Alert();

    [GeneratedRegex("PING_URL|HEARTBEAT|^HC_|HEALTHCHECKS_|DEAD_?MAN|SNITCH", RegexOptions.IgnoreCase)]
    public static partial Regex Heartbeat();

    /// <summary>Places that messages for people are sent to.</summary>
    [GeneratedRegex(
        @"api\.telegram\.org|hooks\.slack\.com|discord(app)?\.com/api/webhooks|ntfy|pushover\.net|webhook|opsgenie|pagerduty|mattermost"
        + @"|/hooks/|gotify|matrix.*/send|/alerts?\b|/notify\b|sendgrid|mailgun", RegexOptions.IgnoreCase)]
    public static partial Regex AlertAddress();

    [GeneratedRegex(@"hc-ping\.com|healthchecks\.io|/api/push/|cronitor|/heartbeat|deadmanssnitch|/ping/[0-9a-f-]{8}", RegexOptions.IgnoreCase)]
    public static partial Regex HeartbeatAddress();

    [GeneratedRegex(@"/_health|/healthz?\b|/api/0/(internal/)?health|/readyz|/livez", RegexOptions.IgnoreCase)]
    public static partial Regex HealthAddress();

    [GeneratedRegex(@"^(/mnt|/media|/net|/Volumes|/nas)(/|$)", RegexOptions.IgnoreCase)]
    public static partial Regex Mounted();
}
