using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Commands that look after a deployment and tell people.</summary>
internal static partial class WatchActs
{
    private static readonly HashSet<string> Mailers =
        ["mail", "mailx", "sendmail", "msmtp", "mutt", "swaks", "ssmtp", "s-nail", "apprise", "ntfy", "telegram-send", "slack-notify", "pagerduty", "pushover"];

    public static ActKinds KindsOf(Act act, IReadOnlyList<Act> before)
    {
        if (Mailers.Contains(act.Name) || (Holes.In(act.Name) && Holes.Variables(act.Name).Any(KnownNames.Alert().IsMatch)))
        {
            return ActKinds.Alert;
        }

        string text = act.Text;
        switch (act.Name)
        {
            case "curl" or "wget" or "http" or "https" or "xh" or "curlie":
                return Request(act);
            case "sentry-cli":
                return act.Args.Any(arg => arg is "send-event" or "send-envelope") ? ActKinds.PostEvent : ActKinds.None;
            case "psql":
                return EventTable().IsMatch(text + act.Here) ? ActKinds.ReadEvent : ActKinds.None;
            case "free" or "vmstat" or "smem":
                return ActKinds.MemoryProbe;
            case "ps":
                return text.Contains("rss", StringComparison.Ordinal) || text.Contains("%mem", StringComparison.Ordinal) ? ActKinds.MemoryProbe : ActKinds.None;
            case "df":
                return ActKinds.DiskProbe;
            case "pg_isready" or "redis-cli" or "valkey-cli" or "pgrep" or "nc":
                return ActKinds.ContainerProbe;
            case "systemctl":
                return act.Args.Any(arg => arg is "is-active" or "is-failed" or "status") ? ActKinds.ContainerProbe : ActKinds.None;
            case "docker" or "docker-compose" or "podman":
                return act.Args.Contains("stats") ? ActKinds.MemoryProbe | ActKinds.ContainerProbe
                    : act.Args.Any(arg => arg is "ps" or "inspect" or "top" or "ls") ? ActKinds.ContainerProbe : ActKinds.None;
            default:
                bool memory = text.Contains("/proc/meminfo", StringComparison.Ordinal) || text.Contains("memory.current", StringComparison.Ordinal);
                return memory || act.Inputs.Contains("/proc/meminfo") ? ActKinds.MemoryProbe : ActKinds.None;
        }
    }

    private static ActKinds Request(Act act)
    {
        string text = act.Text + act.Here;
        string[] names = [.. act.Names.Concat(Holes.Variables(text))];
        string target = string.Join(' ', act.Args.Where(arg => !arg.StartsWith('-') && !arg.Contains(' ')));
        bool sends = act.Args.Any(arg => Sending().IsMatch(arg));
        if (sends && Ingest().IsMatch(target))
        {
            return ActKinds.PostEvent;
        }

        if (target.Contains("/api/0/", StringComparison.Ordinal) && Events().IsMatch(target))
        {
            return ActKinds.ReadEvent;
        }

        if (KnownNames.HeartbeatAddress().IsMatch(target) || names.Any(KnownNames.Heartbeat().IsMatch))
        {
            return text.Contains("/fail", StringComparison.Ordinal) ? ActKinds.Alert : ActKinds.Heartbeat;
        }

        return KnownNames.HealthAddress().IsMatch(target) ? ActKinds.HealthProbe
            : KnownNames.AlertAddress().IsMatch(target) || names.Any(KnownNames.Alert().IsMatch) ? ActKinds.Alert
            : names.Any(name => name.Contains("HEALTH", StringComparison.OrdinalIgnoreCase)) ? ActKinds.HealthProbe
            : ActKinds.HttpProbe;
    }

    [GeneratedRegex("^(--data|--post-|--json|--form|(-X)?POST|-F|-[a-zA-Z]*d)")]
    private static partial Regex Sending();

    [GeneratedRegex(@"/(store|envelope)/?([?""' ]|$)")]
    private static partial Regex Ingest();

    [GeneratedRegex("issues|events")]
    private static partial Regex Events();

    [GeneratedRegex(@"\bfrom\s+""?(issue_events|events|issues)", RegexOptions.IgnoreCase)]
    private static partial Regex EventTable();
}
