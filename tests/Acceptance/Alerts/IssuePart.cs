using System.Text.Json;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>A new issue, the alert about it, and more of the same, about which nobody is to hear.</summary>
/// <param name="setting">What the drill is made with.</param>
/// <param name="project">The project with the alert.</param>
/// <param name="mailbox">Who is told.</param>
internal sealed class IssuePart(AlertSetting setting, ProjectHandle project, Mailbox mailbox)
{
    private static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    public async Task<IssueAlertFacts> RunAsync(CancellationToken ct)
    {
        Tenant tenant = setting.Target.Tenant;
        string title = $"alert drill {tenant.RunMark}";
        IssueAlertFacts facts = new()
        {
            Organization = tenant.Organization, Issue = 0, Title = $"Error: {title}", Recipients = mailbox.Shapes, Deliveries = [],
            NotAsked = mailbox.NotAsked,
        };
        try
        {
            DateTimeOffset sent = DateTimeOffset.UtcNow;
            JsonElement stored = await SendAsync(title, ct);
            facts = facts with { Issue = long.Parse(stored.GetProperty("groupID").GetString()!), Title = stored.GetProperty("title").GetString()!, Sent = sent };
            bool arrived = await mailbox.HasAsync(1, title, setting.IssueAlert, setting.Look, ct);
            if (arrived)
            {
                // Only an issue that got an event is looked at again.
                await SendAsync(title, ct);
                await DrillStage.RestAsync(setting.AnotherScan, ct);
            }

            return facts with
            {
                Deliveries = mailbox.Deliveries,
                Watched = arrived
                    ? $"a second event of it, and {setting.AnotherScan.TotalSeconds:0} s of watching with a scan every {setting.Outbound.Scan.TotalSeconds:0} s, followed"
                    : $"waited {setting.IssueAlert.TotalSeconds:0} s with a scan every {setting.Outbound.Scan.TotalSeconds:0} s",
            };
        }
        catch (TimeoutException late)
        {
            return facts with { Doubt = $"No alert can be judged of an event that is not stored: {late.Message}" };
        }
    }

    private async Task<JsonElement> SendAsync(string title, CancellationToken ct)
    {
        Tenant tenant = setting.Target.Tenant;
        string id = Guid.NewGuid().ToString("N");
        using IngestClient ingest = new();
        IngestAnswer answer = await ingest.EventAsync(project.Dsn, id, new
        {
            event_id = id, platform = "node", level = "error", environment = "Acceptance", release = $"host-app@{tenant.RunMark}", server_name = "drill-1",
            exception = new { values = new[] { new { type = "Error", value = title } } },
        }, ct);
        return answer.Accepted
            ? (await Eventually.Async(token => tenant.Api.FindAsync($"/api/0/projects/{tenant.Organization}/{project.Slug}/events/{id}/", token), found => found is not null, "the event that an alert is due for", StoredWithin, setting.Look, ct: ct))!.Value
            : throw new InvalidOperationException($"The event that an alert is due for was answered with {answer.Status}.");
    }
}
