using Verification.ReferenceTarget.Alerts;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Scheduling;

/// <summary>Checks the monitors whose turn it is, writes down what was seen, and tells of every change from one known state to the other.</summary>
public sealed class UptimeDispatch(Services services)
{
    private const string Monitors =
        """
        select m.*, c.is_up as last_up, c.start_check as last_check from uptime_monitor m left join lateral (
          select is_up, start_check from uptime_monitorcheck where monitor_id = m.id order by start_check desc, id desc limit 1) c on true
        order by m.id
        """;

    private readonly UptimeCheck check = new(services.Time);
    private readonly NoticeSender sender = new(services);

    /// <summary>Checks every monitor that is due.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (services.Behaviour.Has(Defects.MonitorNeverRuns))
        {
            return;
        }

        var due = (await services.Database.RowsAsync(Monitors)).Where(IsDue).ToList();
        await Task.WhenAll(due.Select(monitor => CheckAsync(monitor, stop)));
    }

    // Never yet, or in an earlier slot of its interval; no interval is shorter than the tick of the dispatcher.
    private bool IsDue(Row monitor)
    {
        var slot = Math.Max(monitor.Get<short>("interval") * 1000L, (long)services.Settings.UptimeTick.TotalMilliseconds);
        return monitor.Find<DateTime?>("last_check") is null
            || monitor.Time("last_check").ToUnixTimeMilliseconds() / slot < services.Time.GetUtcNow().ToUnixTimeMilliseconds() / slot;
    }

    private async Task CheckAsync(Row monitor, CancellationToken stop)
    {
        var begun = services.Time.GetUtcNow();
        var (reason, milliseconds) = await check.LookAsync(monitor, stop);
        var before = monitor.Find<bool?>("last_up");
        if (services.Behaviour.Has(Defects.MonitorMissesOutage) || (services.Behaviour.Has(Defects.MonitorMissesRecovery) && before == false))
        {
            reason = before == false ? UptimeCheck.WrongStatus : null;
        }

        var isUp = reason is null;
        await services.Database.ChangeAsync(
            "insert into uptime_monitorcheck (is_up, is_change, start_check, reason, response_time, monitor_id) values ($1, $2, $3, $4::smallint, $5, $6)",
            isUp, isUp != before, begun.UtcDateTime, reason, milliseconds, monitor.Get<long>("id"));

        // The first state that is seen is no change of state, and nobody is told of it.
        if (before is not null && isUp != before && !services.Behaviour.Has(Defects.UptimeAlertNever))
        {
            await TellAsync(monitor, isUp, stop);
        }
    }

    private async Task TellAsync(Row monitor, bool isUp, CancellationToken stop)
    {
        var alerts = await services.Database.RowsAsync(
            $"""
            select a.id, {Senders.Columns} from alerts_projectalert a join projects_project p on p.id = a.project_id
            join organizations_ext_organization o on o.id = p.organization_id where a.uptime and p.id = $1 order by a.id
            """,
            monitor.Find<long?>("project_id"));
        var said = services.Behaviour.Has(Defects.UptimeAlertWrongText) || isUp;
        foreach (var alert in services.Behaviour.Has(Defects.UptimeAlertTwice) ? alerts.Concat(alerts) : alerts)
        {
            var about = Senders.Of(alert);
            var link = $"{services.Settings.Domain}/{about.OrganizationSlug}/uptime-monitors/{monitor.Get<long>("id")}";
            await sender.SendAsync(alert.Get<long>("id"), new UptimeNotice(about, monitor.Get<string>("name"), link, said), stop);
        }
    }
}
