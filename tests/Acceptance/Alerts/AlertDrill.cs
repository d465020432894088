using System.Text.Json;
using Verification.Fixtures.Api;
using Verification.Fixtures.Receivers;
using Verification.Fixtures.Targets;
using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>A project with an alert that names a receiver of ours of each shape; a monitored page that breaks, and a new issue, side by side because most of both is waiting.</summary>
internal sealed class AlertDrill(AlertSetting setting)
{
    /// <summary>Makes the drill.</summary>
    public async Task<AlertRun> RunAsync(CancellationToken ct)
    {
        Target target = setting.Target;
        await using WebReceiver web = WebReceiver.Start(setting.Outbound.Host!);
        Mailbox mailbox = new(web, setting.Outbound, target.Tenant.RunMark);
        ProjectHandle project = await target.CreateProjectAsync($"alerts{setting.Mark}", ct);
        await CreateAsync($"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/alerts/", new
        {
            name = "drill", timespanMinutes = 10, quantity = 1, uptime = true,
            alertRecipients = mailbox.Shapes.Select(shape => new { recipientType = Mailbox.TypeOf(shape), url = mailbox.AddressOf(shape) }),
        }, ct);
        string name = $"page-{target.Tenant.RunMark}";
        long monitor = (await CreateAsync($"/api/0/organizations/{target.Tenant.Organization}/monitors/", new
        {
            monitorType = "GET", name, url = web.Page.ToString(), expectedStatus = 200, expectedBody = WebReceiver.PageText, interval = setting.Interval, timeout = 5, project = $"{project.Id}",
        }, ct)).GetProperty("id").GetInt64();
        try
        {
            Task<IssueAlertFacts> issue = new IssuePart(setting, project, mailbox).RunAsync(ct);
            (MonitorFacts seen, UptimeAlertFacts told) = await new UptimePart(setting, web, mailbox, monitor, name).RunAsync(ct);
            return new(seen, told, Reached(await issue, web));
        }
        finally
        {
            // Its page goes with this drill, and nobody is to be told of that.
            await target.Tenant.Api.SendAsync(HttpMethod.Delete, $"/api/0/organizations/{target.Tenant.Organization}/monitors/{monitor}/", null, CancellationToken.None);
        }
    }

    // Not to be taken for silence of the target: a firewall between its network and this machine.
    private static IssueAlertFacts Reached(IssueAlertFacts issue, WebReceiver web) => web.Visits > 0 || issue.Deliveries.Count > 0 || issue.Doubt is not null ? issue : issue with
    {
        Doubt = "Nothing reached our receivers, not even a check of the monitored page: either the target can't reach them from where it runs, or nothing runs there that is scheduled.",
    };

    private async Task<JsonElement> CreateAsync(string path, object body, CancellationToken ct)
    {
        ApiAnswer answer = await setting.Target.Tenant.Api.SendAsync(HttpMethod.Post, path, body, ct);
        return answer.IsJson ? answer.Body : throw new ApiException($"POST {path} answered {answer.Status}{(answer.Body.ValueKind == JsonValueKind.Undefined ? "" : $" {answer.Body}")}; 6.x needs GLITCHTIP_ALLOW_PRIVATE_IPS and GLITCHTIP_UPTIME_ALLOW_PRIVATE_IPS for receivers on private addresses.");
    }
}
