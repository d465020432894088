using FluentAssertions;
using Verification.Audit.Schedules;
using Xunit;

namespace Verification.Audit.Tests.Schedules;

/// <summary>Crontabs of users and of the system.</summary>
public sealed class CrontabReaderTests
{
    private static CronEntry One(string text, string path = "crontab") =>
        CrontabReader.Read(path, text).Should().ContainSingle().Which.Should().BeOfType<CronEntry>().Subject;

    public static TheoryData<string, double?> Gaps => new()
    {
        { "0 3 * * *", 24 },
        { "*/15 * * * *", 0.25 },
        { "5 */6 * * *", 6 },
        { "0 */7 * * *", 7 },
        { "0 9-17 * * *", 16 },
        { "30 4 * * 0", 168 },
        { "30 4 * * 7", 168 },
        { "30 4 * * sun,WED", 96 },
        { "0 0 1 * *", 744 },
        { "0 3 * * MON-FRI", 72 },
        { "0 3 1,15 * *", 408 },
        { "0 3 1 * 1", 168 },
        { "0 3 */2 * *", 48 },
        { "0 0 1 jan *", 8784 },
        { "0 0 29 2 *", 35064 },
        { "0 1,13 * * *", 12 },
        { "0,10,20,25 * * * *", 35.0 / 60 },
        { "0 5/6 * * *", 6 },
        { "@daily", 24 },
        { "@midnight", 24 },
        { "@hourly", 1 },
        { "@weekly", 168 },
        { "@monthly", 744 },
        { "@yearly", 8784 },
        { "@reboot", null },
        { "* * * * *", 1.0 / 60 },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Read_Schedule_HasItsLongestGap(string schedule, double? hours)
    {
        CronEntry entry = One($"{schedule} /opt/x/backup.sh");
        entry.Schedule.Should().Be(schedule);
        if (hours is double expected)
        {
            entry.LongestGapHours.Should().BeApproximately(expected, 1e-9);
        }
        else
        {
            entry.LongestGapHours.Should().BeNull();
        }
    }

    public static TheoryData<string, string> Problems => new()
    {
        { "60 3 * * * x", "minute" },
        { "0 24 * * * x", "hour" },
        { "0 0 0 * * x", "day of the month" },
        { "0 0 * 13 * x", "month" },
        { "0 0 * * 8 x", "day of the week" },
        { "0 0 31 2 * x", "never runs" },
        { "*/0 * * * * x", "minute" },
        { "5-1 * * * * x", "minute" },
        { "a b c d e x", "minute" },
        { "1-2-3 * * * * x", "minute" },
        { "0 3 * * *", "neither" },
        { "backup.sh", "neither" },
        { "@sometimes x", "no schedule" },
        { "@daily", "neither" },
        { "0 3 ? * * x", "day of the month" },
        { "꣓ 3 * * * x", "minute" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Read_BadLine_IsAProblemWithItsLine(string line, string reason)
    {
        IReadOnlyList<CronLine> lines = CrontabReader.Read("crontab", $"# ours\n\n{line}\n0 3 * * * /opt/b.sh\n");
        lines.Should().HaveCount(2);
        CronProblem problem = lines[0].Should().BeOfType<CronProblem>().Subject;
        problem.Place.ToString().Should().Be("crontab:3");
        problem.Reason.Should().Contain(reason);
        lines[1].Should().BeOfType<CronEntry>();
    }

    public static TheoryData<string, string[], bool?, bool, string?> Commands => new()
    {
        { "/opt/g/backup.sh >> /var/log/b.log 2>&1", ["/opt/g/backup.sh"], true, true, "/var/log/b.log" },
        { "/opt/g/backup.sh >> /var/log/b.log", ["/opt/g/backup.sh"], true, false, "/var/log/b.log" },
        { "/opt/g/backup.sh > /dev/null 2>&1", ["/opt/g/backup.sh"], false, true, "/dev/null" },
        { "/opt/g/backup.sh &> /var/log/b.log", ["/opt/g/backup.sh"], true, true, "/var/log/b.log" },
        { "/opt/g/backup.sh 2>&1 | logger -t backup", ["/opt/g/backup.sh"], true, true, "logger" },
        { "/opt/g/backup.sh", ["/opt/g/backup.sh"], false, false, null },
        { "cd /opt/g && ./backup.sh >> b.log 2>&1", ["/opt/g/backup.sh"], true, true, "b.log" },
        { "cd /opt/g && (./a.sh; ./b.sh) >> b.log 2>&1", ["/opt/g/a.sh", "/opt/g/b.sh"], true, true, "b.log" },
        { "/bin/bash -lc 'cd /opt/g && ./backup.sh' >> b.log 2>&1", ["/opt/g/backup.sh"], true, true, "b.log" },
        { "flock -n /run/l /usr/bin/env bash /opt/g/backup.sh >> b.log 2>&1", ["/opt/g/backup.sh"], true, true, "b.log" },
        { "/opt/g/backup >> b.log 2>&1", ["/opt/g/backup"], true, true, "b.log" },
        { "/usr/bin/docker system prune -f", [], false, false, null },
        { "python3 /opt/g/check.py >> c.log", ["/opt/g/check.py"], true, false, "c.log" },
        { "\"/opt/g/backup.sh >> b.log", ["/opt/g/backup.sh"], null, false, null },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Read_Command_NamesScriptsAndWhereOutputGoes(string command, string[] scripts, bool? logged, bool errors, string? output)
    {
        CronEntry entry = One($"0 3 * * * {command}");
        entry.Command.Should().Be(command);
        entry.Scripts.Should().Equal(scripts);
        entry.Logged.Should().Be(logged);
        entry.ErrorsLogged.Should().Be(errors);
        entry.Output.Should().Be(output);
        entry.Locked.Should().Be(command.Contains("flock"));
    }

    [Theory]
    [InlineData("crontab", "0 3 * * * root /opt/b.sh", "root", "/opt/b.sh")]
    [InlineData("cron.d/glitchtip", "0 3 * * * svc /opt/b.sh -v", "svc", "/opt/b.sh -v")]
    [InlineData("etc/crontab", "@daily  svc\tcd /opt && ./b.sh", "svc", "cd /opt && ./b.sh")]
    [InlineData("crontab", "0 3 * * * bash /opt/b.sh", null, "bash /opt/b.sh")]
    [InlineData("crontab", "0 3 * * * docker compose ps", null, "docker compose ps")]
    public void Read_UserColumn_IsToldFromTheCommand(string path, string text, string? user, string command)
    {
        CronEntry entry = One(text, path);
        entry.User.Should().Be(user);
        entry.Command.Should().Be(command);
    }

    [Fact]
    public void Read_SystemCrontabWithoutUser_IsAProblem() =>
        CrontabReader.Read("cron.d/backup", "0 3 * * * /opt/b.sh").Should().ContainSingle().Which.Should().BeOfType<CronProblem>().Which.Reason.Should().Contain("user");

    [Fact]
    public void Read_PercentSign_CutsTheCommandUnlessEscaped()
    {
        CronEntry cut = One("0 3 * * * pg_dump db > /b/$(date +%F).sql");
        cut.CutAtPercent.Should().BeTrue();
        cut.Command.Should().Be("pg_dump db > /b/$(date +");
        CronEntry whole = One("0 3 * * * pg_dump db > /b/$(date +\\%F).sql");
        whole.CutAtPercent.Should().BeFalse();
        whole.Command.Should().Be("pg_dump db > /b/$(date +%F).sql");
    }

    [Fact]
    public void Read_MailTo_HoldsForTheLinesBelowIt()
    {
        CronEntry[] entries = [.. CrontabReader.Read("crontab", "0 1 * * * a\nMAILTO=ops@example.test\n0 2 * * * b\nSHELL=/bin/bash\nMAILTO=\"\"\n0 3 * * * c\n").Cast<CronEntry>()];
        entries.Select(entry => entry.MailTo).Should().Equal(null, "ops@example.test", "");
        entries.Select(entry => entry.Place.Line).Should().Equal(1, 3, 6);
    }

    [Fact]
    public void Read_WindowsLineEndsAndMark_ReadTheSame()
    {
        CronEntry entry = One("\uFEFF0 3 * * * /opt/b.sh >> b.log 2>&1\r\n");
        entry.Command.Should().Be("/opt/b.sh >> b.log 2>&1");
        entry.Logged.Should().BeTrue();
    }
}
