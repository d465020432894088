using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Schedules;

/// <summary>Reads crontabs: those of a user, and those of the system, which have a column for the user.</summary>
public static partial class CrontabReader
{
    private const int MaximumLines = 10_000;
    private const int MaximumLine = 10_000;

    private static readonly HashSet<string> Users =
        ["root", "postgres", "www-data", "nobody", "daemon", "ubuntu", "debian", "admin", "deploy", "deployer", "app", "glitchtip", "sentry", "ec2-user", "centos",
            "www", "nginx", "ops"];

    /// <summary>Reads a crontab; a line that can't be understood is a <see cref="CronProblem"/>, and never an exception.</summary>
    public static IReadOnlyList<CronLine> Read(string path, string text)
    {
        List<CronLine> lines = [];
        string? mailTo = null;
        bool system = path.Contains("cron.d/", StringComparison.Ordinal) || path is "etc/crontab" || path.EndsWith("/etc/crontab", StringComparison.Ordinal);
        string[] rows = text.TrimStart('\uFEFF').Split('\n');
        for (int index = 0; index < Math.Min(rows.Length, MaximumLines); index++)
        {
            string row = rows[index].Trim(' ', '\t', '\r');
            Place place = new(path, index + 1);
            if (row.Length == 0 || row.StartsWith('#'))
            {
                continue;
            }

            if (row.Length > MaximumLine || row.Contains('\0'))
            {
                lines.Add(new CronProblem(place, "the line is too long or holds binary data"));
            }
            else if (Setting().Match(row) is { Success: true } setting)
            {
                mailTo = setting.Groups[1].Value == "MAILTO" ? setting.Groups[2].Value.Trim().Trim('"', '\'') : mailTo;
            }
            else
            {
                lines.Add(ReadEntry(place, row, system, mailTo));
            }
        }

        if (rows.Length > MaximumLines)
        {
            lines.Add(new CronProblem(new Place(path, MaximumLines), $"only the first {MaximumLines} lines are read"));
        }

        return lines;
    }

    private static CronLine ReadEntry(Place place, string row, bool system, string? mailTo)
    {
        int count = row.StartsWith('@') ? 1 : 5;
        Match match = count == 1 ? Nickname().Match(row) : Fields().Match(row);
        if (!match.Success)
        {
            return new CronProblem(place, $"'{CronField.Shorten(row)}' is neither a schedule with a command nor NAME=value");
        }

        string schedule = Blanks().Replace(match.Groups[1].Value, " ");
        if (CronSchedule.Read(schedule, out string problem) is not CronSchedule times)
        {
            return new CronProblem(place, problem);
        }

        string command = match.Groups[2].Value;
        string[] words = command.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries);
        string? user = words.Length == 2 && (system || Users.Contains(words[0])) ? words[0] : null;
        if (system && (user is null || !UserName().IsMatch(user)))
        {
            return new CronProblem(place, "a crontab of the system names the user between the schedule and the command");
        }

        command = user is null ? command : words[1].TrimStart();
        int percent = UnescapedPercent().Match(command) is { Success: true } cut ? cut.Index + cut.Length - 1 : -1;
        string run = (percent < 0 ? command : command[..percent]).Replace("\\%", "%");
        return CronCommand.Describe(new CronEntry(place)
        {
            Schedule = schedule, Command = run, User = user, LongestGapHours = times.LongestGapHours, MailTo = mailTo, CutAtPercent = percent >= 0,
        });
    }

    [GeneratedRegex(@"^([A-Za-z_]\w*)\s*=\s*(.*)$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^(@\w+)\s+(\S.*)$")]
    private static partial Regex Nickname();

    [GeneratedRegex(@"^(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(\S.*)$")]
    private static partial Regex Fields();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]*$")]
    private static partial Regex UserName();

    [GeneratedRegex(@"(?:^|[^\\])%")]
    private static partial Regex UnescapedPercent();
}
