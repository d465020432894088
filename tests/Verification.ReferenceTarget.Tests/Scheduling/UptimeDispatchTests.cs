using Verification.Fixtures.Receivers;
using Verification.ReferenceTarget.Scheduling;

namespace Verification.ReferenceTarget.Tests.Scheduling;

/// <summary>Monitors are checked in every slot of their interval, and each change from one known state to the other is told.</summary>
public sealed class UptimeDispatchTests(Targets targets) : IAsyncLifetime
{
    private ScheduledJobs jobs = null!;
    private DateTimeOffset? first;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        jobs = await ScheduledJobs.PrepareAsync(targets);
        await jobs.Database.ChangeAsync(
            $"""
            insert into uptime_monitor (id, monitor_type, name, url, expected_status, expected_body, timeout, interval, organization_id, project_id)
            values (1, 'GET', 'page', '{jobs.Web.Page}', 200, '{WebReceiver.PageText}', 5, 60, 1, 1)
            """);
    }

    public ValueTask DisposeAsync() => jobs.DisposeAsync();

    [Fact]
    public async Task Monitor_NewAndAfterEachInterval_IsCheckedOncePerSlot()
    {
        jobs.Time.Now = new DateTimeOffset(2026, 11, 20, 8, 0, 50, TimeSpan.Zero);
        var dispatch = new UptimeDispatch(jobs.Services());
        await RunAsync(dispatch, 0, 5, 10, 30, 69, 70);
        (await ChecksAsync()).Select(check => check.At.Second + (60 * check.At.Minute)).Should().Equal(50, 60, 120);
        jobs.Web.Visits.Should().Be(3);
    }

    [Fact]
    public async Task Page_BrokenAndMended_IsToldToEverybodyOnce()
    {
        await AllChangesAsync(new UptimeDispatch(jobs.Services()));
        (await ChecksAsync()).Select(check => (check.IsUp, check.IsChange, check.Reason)).Should().Equal(
            (true, true, null), (false, true, UptimeCheck.WrongStatus), (false, false, UptimeCheck.WrongStatus), (true, true, null));
        jobs.Web.Posts.Select(post => post.Path).Should().Equal("/webhook", "/discord", "/googlechat", "/webhook", "/discord", "/googlechat");
        jobs.Web.Posts.Select(post => post.Body.Contains("has gone down", StringComparison.Ordinal)).Should().Equal(true, true, true, false, false, false);
        jobs.Web.Posts.Should().OnlyContain(post => post.Body.Contains("/acme/uptime-monitors/1\"", StringComparison.Ordinal));
        jobs.Mail.Messages.Should().HaveCount(2).And.OnlyContain(mail => mail.To.Single() == "one@example.test", "nobody else is a member of the project's team who wants mail");
        jobs.Mail.Messages[0].Text.Should().Contain("Subject: GlitchTip: page is down").And.Contain("List-Id: <web.acme.").And.Contain("X-GlitchTip-Project: Web");
    }

    [Theory]
    [InlineData("GET", 404, "", UptimeCheck.WrongStatus)]
    [InlineData("GET", 200, "other", UptimeCheck.WrongBody)]
    [InlineData("Ping", 404, "other", null)]
    public async Task Answer_OfAnyKind_IsJudgedAsTheMonitorSays(string type, int status, string body, short? reason)
    {
        await jobs.Database.ChangeAsync("update uptime_monitor set monitor_type = $1, expected_status = $2::smallint, expected_body = $3", type, status, body);
        await RunAsync(new UptimeDispatch(jobs.Services()), 0);
        (await ChecksAsync()).Should().ContainSingle().Which.Reason.Should().Be(reason);
    }

    [Fact]
    public async Task Page_NobodyAnswers_IsDownForWantOfAConnection()
    {
        await jobs.Database.ChangeAsync("update uptime_monitor set url = $1", $"http://127.0.0.1:{Fixtures.Hosting.Ports.Free()}/");
        await RunAsync(new UptimeDispatch(jobs.Services()), 0);
        (await ChecksAsync()).Should().ContainSingle().Which.Reason.Should().Be(UptimeCheck.Network);
    }

    [Fact]
    public async Task FirstState_Down_IsToldToNobody()
    {
        jobs.Web.State = PageState.Failing;
        await RunAsync(new UptimeDispatch(jobs.Services()), 0);
        (jobs.Web.Posts.Count, jobs.Mail.Messages.Count).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(Defects.MonitorNeverRuns, 0, 0, 0)]
    [InlineData(Defects.MonitorMissesOutage, 4, 0, 0)]
    [InlineData(Defects.MonitorMissesRecovery, 4, 4, 1)]
    [InlineData(Defects.UptimeAlertNever, 4, 0, 0)]
    [InlineData(Defects.UptimeAlertTwice, 4, 16, 2)]
    [InlineData(Defects.UptimeAlertWrongText, 4, 8, 0)]
    public async Task Defect_Seeded_ChangesItsOneThing(string defect, int checks, int told, int ofOutage)
    {
        await AllChangesAsync(new UptimeDispatch(jobs.Services(defect)));
        (await ChecksAsync()).Should().HaveCount(checks);
        (jobs.Web.Posts.Count + jobs.Mail.Messages.Count).Should().Be(told);
        jobs.Mail.Messages.Count(mail => mail.Text.Contains("page is down", StringComparison.Ordinal)).Should().Be(ofOutage, defect);
    }

    private async Task AllChangesAsync(UptimeDispatch dispatch)
    {
        await RunAsync(dispatch, 0);
        jobs.Web.State = PageState.Failing;
        await RunAsync(dispatch, 60, 120);
        jobs.Web.State = PageState.Whole;
        await RunAsync(dispatch, 180);
    }

    private async Task RunAsync(UptimeDispatch dispatch, params int[] seconds)
    {
        var begun = first ??= jobs.Time.Now;
        foreach (var second in seconds)
        {
            jobs.Time.Now = begun.AddSeconds(second);
            await dispatch.RunAsync(Ct);
        }
    }

    private async Task<IReadOnlyList<(DateTimeOffset At, bool IsUp, bool IsChange, short? Reason)>> ChecksAsync() =>
    [
        .. (await jobs.Database.RowsAsync("select * from uptime_monitorcheck order by start_check"))
            .Select(row => (row.Time("start_check"), row.Get<bool>("is_up"), row.Get<bool>("is_change"), row.Find<short?>("reason"))),
    ];
}
