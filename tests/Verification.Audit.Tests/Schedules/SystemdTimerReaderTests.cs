using FluentAssertions;
using Verification.Audit.Schedules;
using Xunit;

namespace Verification.Audit.Tests.Schedules;

/// <summary>systemd timers with their services.</summary>
public sealed class SystemdTimerReaderTests
{
    private const string Service = "[Unit]\nDescription=x\n[Service]\nType=oneshot\nUser=svc\nWorkingDirectory=/opt/g\nExecStart=/opt/g/backup.sh --all\n";

    public static TheoryData<string, double?> Calendars => new()
    {
        { "OnCalendar=daily", 24 },
        { "OnCalendar=hourly", 1 },
        { "OnCalendar=weekly", 168 },
        { "OnCalendar=monthly", 744 },
        { "OnCalendar=quarterly", 2208 },
        { "OnCalendar=*-*-* 03:00:00", 24 },
        { "OnCalendar=*-*-* 03:00", 24 },
        { "OnCalendar=03:30 UTC", 24 },
        { "OnCalendar=*:0/15", 0.25 },
        { "OnCalendar=*-*-* 00/6:00:00", 6 },
        { "OnCalendar=Mon..Fri *-*-* 06,18:00:00", 60 },
        { "OnCalendar=Sun 04:00", 168 },
        { "OnCalendar=Fri..Mon 04:00", 96 },
        { "OnCalendar=*-*-01 00:00:00 Europe/Berlin", 744 },
        { "OnUnitActiveSec=15min", 0.25 },
        { "OnUnitActiveSec=1h 30m", 1.5 },
        { "OnUnitActiveSec=90", 0.025 },
        { "OnBootSec=5min", null },
    };

    [Theory]
    [MemberData(nameof(Calendars))]
    public void Read_Timer_HasItsLongestGap(string setting, double? hours)
    {
        CronEntry entry = SystemdTimerReader.Read("backup.timer", $"[Timer]\n{setting}\nPersistent=true\n", "backup.service", Service).Should().ContainSingle().Which.Should().BeOfType<CronEntry>().Subject;
        entry.LongestGapHours.Should().Be(hours);
        entry.Command.Should().Be("/opt/g/backup.sh --all");
        entry.Scripts.Should().Equal("/opt/g/backup.sh");
        entry.User.Should().Be("svc");
        entry.Logged.Should().BeTrue("the journal keeps what a service prints");
        entry.Place.ToString().Should().Be("backup.timer:2");
    }

    [Theory]
    [InlineData("[Timer]\nOnCalendar=sometimes", Service, "calendar event")]
    [InlineData("[Timer]\nOnCalendar=2020-01-01", Service, "calendar event")]
    [InlineData("[Timer]\nOnCalendar=*-02-31", Service, "never")]
    [InlineData("[Timer]\nOnUnitActiveSec=꣓", Service, "time span")]
    [InlineData("[Timer]\nOnUnitActiveSec=soon", Service, "time span")]
    [InlineData("[Timer]\nPersistent=true", Service, "never starts")]
    [InlineData("", Service, "never starts")]
    [InlineData("[Timer]\nOnCalendar=daily", null, "not among the files")]
    [InlineData("[Timer]\nOnCalendar=daily", "[Service]\nExecStart=\n", "runs nothing")]
    public void Read_BadTimer_IsAProblem(string timer, string? service, string reason) =>
        SystemdTimerReader.Read("b.timer", timer, "b.service", service).Should().ContainSingle().Which.Should().BeOfType<CronProblem>().Which.Reason.Should().Contain(reason);

    [Fact]
    public void Read_OutputToNull_IsNotLogged() =>
        SystemdTimerReader.Read("b.timer", "[Timer]\nOnCalendar=daily", "b.service", Service + "StandardOutput=null\n").OfType<CronEntry>().Single().Logged.Should().BeFalse();

    [Theory]
    [InlineData("systemd/backup.timer", "[Timer]\nOnCalendar=daily", "systemd/backup.service")]
    [InlineData("backup.timer", "[Timer]\nUnit=other.service", "other.service")]
    public void ServiceOf_Timer_IsNamedOrItsOwn(string path, string text, string service) => SystemdTimerReader.ServiceOf(path, text).Should().Be(service);
}
