using Verification.ReferenceTarget.Scheduling;

namespace Verification.ReferenceTarget.Tests.Scheduling;

/// <summary>Each issue with enough recent events is told once, whoever can't be told.</summary>
public sealed class IssueAlertScanTests(Targets targets) : IAsyncLifetime
{
    private ScheduledJobs jobs = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        jobs = await ScheduledJobs.PrepareAsync(targets);
        await jobs.Database.ChangeAsync(
            """
            insert into issue_events_issue (id, level, title, type, short_id, search_vector, first_seen, last_seen, project_id)
            values (7, 4, 'Error: boom', 1, 33, '', now(), now(), 1)
            """);
    }

    public ValueTask DisposeAsync() => jobs.DisposeAsync();

    [Fact]
    public async Task Issue_New_IsToldToEverybodyOnce()
    {
        await EventAsync();
        var scan = new IssueAlertScan(jobs.Services());
        await scan.RunAsync(Ct);
        await EventAsync();
        await scan.RunAsync(Ct);

        jobs.Web.Posts.Select(post => post.Path).Should().Equal("/webhook", "/discord", "/googlechat");
        var attachment = JsonNode.Parse(jobs.Web.Posts[0].Body)!["attachments"]![0]!;
        attachment["title_link"]!.GetValue<string>().Should().EndWith("/acme/issues/7");
        attachment["color"]!.GetValue<string>().Should().Be("#e52b50");
        attachment["fields"]!.AsArray().Select(field => $"{field!["title"]}={field["value"]}").Should().Equal("Project=Web", "Environment=prod", "Server Name=s1", "Release=1.2");
        jobs.Web.Posts[0].Body.Should().Contain("View Issue WEB-11");
        jobs.Mail.Messages.Should().ContainSingle().Which.Text.Should().Contain("Subject: Error in Web: Error: boom");
        (await jobs.Database.RowsAsync("select from alerts_notification where is_sent")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("quantity = 2")]
    [InlineData("quantity = null")]
    [InlineData("timespan_minutes = null")]
    public async Task Issue_WithoutWhatTheAlertAsksFor_IsToldToNobody(string change)
    {
        await jobs.Database.ChangeAsync($"update alerts_projectalert set {change}");
        await EventAsync();
        await new IssueAlertScan(jobs.Services()).RunAsync(Ct);
        (jobs.Web.Posts.Count, jobs.Mail.Messages.Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Recipient_ThatCantBeReached_EndsTheTellingForGood()
    {
        await jobs.Database.ChangeAsync("update alerts_alertrecipient set url = $1 where recipient_type = 'discord'", $"http://127.0.0.1:{Fixtures.Hosting.Ports.Free()}/");
        await EventAsync();
        var scan = new IssueAlertScan(jobs.Services());
        await scan.RunAsync(Ct);
        await scan.RunAsync(Ct);
        jobs.Web.Posts.Select(post => post.Path).Should().Equal("/webhook");
        (await jobs.Database.RowsAsync("select from alerts_notification where not is_sent")).Should().ContainSingle();
    }

    [Theory]
    [InlineData(Defects.IssueAlertNever, 0, "")]
    [InlineData(Defects.IssueAlertTwice, 8, "/acme/issues/7\"")]
    [InlineData(Defects.IssueAlertForgetsMail, 3, "/acme/issues/7\"")]
    [InlineData(Defects.IssueAlertWrongColour, 4, "#4b60b4")]
    [InlineData(Defects.IssueAlertWrongLink, 4, "/acme/issues/8\"")]
    public async Task Defect_Seeded_ChangesItsOneThing(string defect, int told, string shown)
    {
        await EventAsync();
        var scan = new IssueAlertScan(jobs.Services(defect));
        await scan.RunAsync(Ct);
        await scan.RunAsync(Ct);
        await scan.RunAsync(Ct);
        (jobs.Web.Posts.Count + jobs.Mail.Messages.Count).Should().Be(told);
        jobs.Web.Posts.Where(post => post.Path == "/webhook").Should().NotContain(post => !post.Body.Contains(shown, StringComparison.Ordinal));
    }

    private Task EventAsync() => jobs.Database.ChangeAsync(
        """
        insert into issue_events_issueevent (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, hashes)
        values (gen_random_uuid(), 1, now(), now(), 'Error: boom', '', 4, '{}', '{"environment":"prod","server_name":"s1","release":"1.2"}', 7, '{}')
        """);
}
