using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>How a watch is kept running for two days: as a systemd unit, or by cron.</summary>
internal static class InstallHelp
{
    /// <summary>The unit and the line, for this clone and these options.</summary>
    public static string Text(string root, string folder, WatchSettings settings)
    {
        WatchPlan plan = settings.Plan;
        string command = $"{Quoted(Path.Combine(root, "run-suite.sh"))} watch --for {Short(plan.For)} --check-every {Short(plan.CheckEvery)} --canary-every {Short(plan.CanaryEvery)} --out {Quoted(folder)} --accept-writes{Shape(settings)}";
        return $"""
            # Credentials: a file that only its owner reads (chmod 600), with VERIFICATION_URL=, VERIFICATION_TOKEN= and, on the deployment's own
            # host, VERIFICATION_DOCKER_HOST= and VERIFICATION_CONTAINERS=; VERIFICATION_NOTIFY_URL= goes into the unit's EnvironmentFile.
            #
            # systemd: /etc/systemd/system/verification-watch.service, then: systemctl enable --now verification-watch
            # Killed, crashed or rebooted, it goes on from its journal. 1 and 2 are verdicts and 64 a mistake: none of them gets better by a restart.
            [Unit]
            Description=Watch of a GlitchTip deployment before cutover
            Wants=network-online.target
            After=network-online.target
            StartLimitIntervalSec=0

            [Service]
            Environment=VERIFICATION_ATTACHED=/etc/verification/attached.env
            EnvironmentFile=-/etc/verification/watch.env
            ExecStart={command.Replace("%", "%%", StringComparison.Ordinal)}
            Restart=on-failure
            RestartSec=10
            RestartPreventExitStatus=1 2 64
            MemoryMax=200M

            [Install]
            WantedBy=multi-user.target

            # cron: the folder's lock lets one watch run; each later start ends at once, and one after a crash or a reboot goes on.
            */5 * * * * VERIFICATION_ATTACHED=/etc/verification/attached.env {command.Replace("%", "\\%", StringComparison.Ordinal)} >/dev/null 2>&1

            """;
    }

    private static string Shape(WatchSettings settings) =>
        string.Concat(
            settings.NotifyShape == NoticeShape.Generic ? "" : $" --notify-shape {settings.NotifyShape.ToString().ToLowerInvariant()}",
            settings.NotifyCommand is string command ? $" --notify-command {Quoted(command)}" : "");

    private static string Short(TimeSpan time) => time switch
    {
        _ when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{time.TotalHours:0}h",
        _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => $"{time.TotalMinutes:0}m",
        _ => FormattableString.Invariant($"{time.TotalSeconds:0.###}s"),
    };

    // Both systemd and a shell read double quotes with backslashes so.
    private static string Quoted(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_')
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)}\"";
}
