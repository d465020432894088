using Verification.ReferenceTarget.Alerts;
using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Scheduling;

/// <summary>Finds issues with as many recent events as an alert asks for and of which it has not told yet; one message per alert tells of all of them.</summary>
public sealed class IssueAlertScan(Services services)
{
    private const string Firing =
        """
        select a.id as alert, i.id as issue from alerts_projectalert a join issue_events_issue i on i.project_id = a.project_id and not i.is_deleted
        where a.quantity is not null and a.timespan_minutes is not null
          and (select count(*) from alerts_notification n join alerts_notification_issues ni on ni.notification_id = n.id
            where n.project_alert_id = a.id and ni.issue_id = i.id) < $1
          and (select count(*) from issue_events_issueevent e
            where e.issue_id = i.id and e.received > now() - make_interval(mins => a.timespan_minutes::integer)) >= a.quantity
        order by a.id, i.id
        """;

    private const string Issues =
        $$"""
        select i.id, i.title, i.level, i.short_id, {{Senders.Columns}}, e.tags ->> 'environment' as environment, e.tags ->> 'server_name' as server_name,
          e.tags ->> 'release' as release
        from issue_events_issue i join projects_project p on p.id = i.project_id join organizations_ext_organization o on o.id = p.organization_id
        left join lateral (select tags from issue_events_issueevent where issue_id = i.id order by received desc limit 1) e on true
        where i.id = any($1::bigint[]) order by i.id
        """;

    private readonly NoticeSender sender = new(services);

    /// <summary>Looks once and tells whoever is to be told.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (services.Behaviour.Has(Defects.IssueAlertNever))
        {
            return;
        }

        var mostTimes = services.Behaviour.Has(Defects.IssueAlertTwice) ? 2L : 1L;
        var firing = await services.Database.RowsAsync(Firing, mostTimes);
        foreach (var alert in firing.GroupBy(row => row.Get<long>("alert"), row => row.Get<long>("issue")))
        {
            await TellAsync(alert.Key, [.. alert], stop);
        }
    }

    // Written down before it is sent: as in GlitchTip, what is lost on the way is not told again.
    private async Task TellAsync(long alert, long[] issues, CancellationToken stop)
    {
        var made = await services.Database.ChangeAsync(
            """
            with notification as (insert into alerts_notification (project_alert_id) values ($1) returning id)
            insert into alerts_notification_issues (notification_id, issue_id) select id, unnest($2::bigint[]) from notification returning notification_id
            """,
            alert, issues);
        var rows = await services.Database.RowsAsync(Issues, issues);
        if (await sender.SendAsync(alert, new IssueNotice(Senders.Of(rows[0]), [.. rows.Select(Noticed)]), stop))
        {
            await services.Database.ChangeAsync("update alerts_notification set is_sent = true where id = $1", made[0].Get<long>("notification_id"));
        }
    }

    private NoticedIssue Noticed(Row issue)
    {
        var id = issue.Get<long>("id") + (services.Behaviour.Has(Defects.IssueAlertWrongLink) ? 1 : 0);
        return new NoticedIssue(
            issue.Get<string>("title"), $"{services.Settings.Domain}/{issue.Get<string>("org_slug")}/issues/{id}",
            $"{issue.Get<string>("project_slug").ToUpperInvariant()}-{IssueView.Base32(issue.Get<int>("short_id"))}",
            Colour(services.Behaviour.Has(Defects.IssueAlertWrongColour) ? "info" : EventDocument.LevelName(issue.Get<short>("level"))),
            issue.Find<string>("environment"), issue.Find<string>("server_name"), issue.Find<string>("release"));
    }

    // 5.2 means a colour for warnings too and gives none.
    private static string? Colour(string level) => level switch
    {
        "error" or "fatal" => "#e52b50",
        "info" => "#4b60b4",
        _ => null,
    };
}
