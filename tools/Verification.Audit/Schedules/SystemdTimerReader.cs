using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Schedules;

/// <summary>Reads a systemd timer together with the service that it starts.</summary>
public static partial class SystemdTimerReader
{
    /// <summary>Reads a *.timer; the service's text is that of the unit named by <see cref="ServiceOf"/>, or null when there is none.</summary>
    public static IReadOnlyList<CronLine> Read(string path, string text, string? servicePath, string? service)
    {
        List<CronLine> lines = [];
        (string Key, string Value, int Line)[] commands = [.. UnitFile.Read(service ?? "", "Service").Where(entry => entry.Key == "ExecStart" && entry.Value.Length > 0)];
        foreach ((string key, string value, int line) in UnitFile.Read(text, "Timer"))
        {
            Place place = new(path, line);
            double? gap = null;
            string problem = "";
            if (key == "OnCalendar")
            {
                gap = CalendarRule.LongestGapHours(value, out problem);
            }
            else if (key is "OnUnitActiveSec" or "OnUnitInactiveSec")
            {
                gap = Span(value) / 3600;
                problem = gap is null ? $"'{CronField.Shorten(value)}' is not a time span" : "";
            }
            else if (key is not ("OnBootSec" or "OnStartupSec"))
            {
                continue;
            }

            lines.AddRange(problem.Length > 0 ? [new CronProblem(place, problem)]
                : commands.Length == 0 ? [new CronProblem(place, "the service that this timer starts is not among the files, or runs nothing")]
                : commands.Select(command => Entry(place, $"{key}={value}", gap, command.Value, service!)));
        }

        return lines.Count > 0 ? lines : [new CronProblem(new Place(path, 1), "the timer never starts anything")];
    }

    /// <summary>Name of the unit that a timer starts: the one it names, or its own name with .service.</summary>
    public static string ServiceOf(string path, string text)
    {
        string folder = path[..(path.LastIndexOf('/') + 1)];
        string named = UnitFile.Read(text, "Timer").FirstOrDefault(entry => entry.Key == "Unit").Value ?? "";
        string own = path[folder.Length..];
        return folder + (named.Length > 0 ? named : (own.EndsWith(".timer", StringComparison.Ordinal) ? own[..^".timer".Length] : own) + ".service");
    }

    private static CronEntry Entry(Place place, string schedule, double? gap, string command, string service)
    {
        (string Key, string Value, int Line)[] settings = [.. UnitFile.Read(service, "Service")];
        string? output = settings.LastOrDefault(entry => entry.Key == "StandardOutput").Value;
        string? folder = settings.LastOrDefault(entry => entry.Key == "WorkingDirectory").Value;
        string run = command.TrimStart('-', '@', '+', '!', ':');
        CronEntry entry = CronCommand.Describe(new CronEntry(place)
        {
            Schedule = schedule, Command = run, LongestGapHours = gap, User = settings.LastOrDefault(setting => setting.Key == "User").Value,
        });
        return entry with
        {
            // What a service prints goes to the journal unless the unit says otherwise.
            Logged = output != "null",
            ErrorsLogged = output != "null",
            Output = output is null or "" or "inherit" ? "journal" : output,
            Scripts = [.. entry.Scripts.Select(script => folder is null or "" || script.StartsWith('/') ? script : $"{folder.TrimEnd('/')}/{script}")],
        };
    }

    /// <summary>A systemd time span in seconds, such as "15min" or "1h 30m"; a number alone is seconds.</summary>
    private static double? Span(string text)
    {
        if (!WholeSpan().IsMatch(text))
        {
            return null;
        }

        double seconds = 0;
        foreach (Match part in SpanPart().Matches(text))
        {
            double unit = part.Groups[2].Value switch
            {
                "" or "s" or "sec" or "second" or "seconds" => 1,
                "m" or "min" or "minute" or "minutes" => 60,
                "h" or "hr" or "hour" or "hours" => 3600,
                "d" or "day" or "days" => 86400,
                "w" or "week" or "weeks" => 604800,
                _ => double.NaN,
            };
            seconds += double.Parse(part.Groups[1].Value) * unit;
        }

        return double.IsFinite(seconds) ? seconds : null;
    }

    [GeneratedRegex(@"^\s*([0-9]{1,9}\s*[a-z]*\s*){1,6}$")]
    private static partial Regex WholeSpan();

    [GeneratedRegex(@"([0-9]{1,9})\s*([a-z]*)")]
    private static partial Regex SpanPart();
}
