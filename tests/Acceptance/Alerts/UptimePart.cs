using System.Diagnostics;
using System.Text.Json;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Fixtures.Receivers;
using Verification.Fixtures.Targets;
using Verification.Readiness.Alerts;

namespace Verification.Acceptance.Alerts;

/// <summary>A monitored page that is whole, broken, and whole again.</summary>
/// <param name="setting">What the drill is made with.</param>
/// <param name="web">Has the page.</param>
/// <param name="mailbox">Who is told.</param>
/// <param name="monitor">Id.</param>
/// <param name="name">The monitor's name.</param>
internal sealed class UptimePart(AlertSetting setting, WebReceiver web, Mailbox mailbox, long monitor, string name)
{
    private readonly Tenant _tenant = setting.Target.Tenant;
    private double _longestLook = setting.Look.TotalSeconds;

    private string Path => $"/api/0/organizations/{_tenant.Organization}/monitors/{monitor}/checks/";

    /// <summary>Runs it.</summary>
    public async Task<(MonitorFacts Monitor, UptimeAlertFacts Told)> RunAsync(CancellationToken ct)
    {
        await UntilAsync(isUp: true, 0, setting.FirstCheck, ct);
        IReadOnlyList<JsonElement> before = await _tenant.Api.ListAsync(Path, ct);
        MonitorFacts facts = new() { Interval = setting.Interval, ChecksBefore = before.Count, WasUp = before.Any(IsUp), Look = setting.Look.TotalSeconds };
        int changes = (await ChangesAsync(ct)).Count(check => !IsUp(check));
        web.State = PageState.Failing;
        (double? down, double waitedForDown) = await UntilAsync(isUp: false, changes, setting.Patience, ct);
        facts = facts with { DownAfter = down, WaitedForDown = waitedForDown };
        if (facts is { WasUp: true, DownAfter: not null })
        {
            facts = await ComeBackAsync(facts, ct);
        }

        facts = facts with { Look = _longestLook, Checks = (await _tenant.Api.ListAsync(Path, ct)).Count, Visits = web.Visits };
        return (facts, new()
        {
            Organization = _tenant.Organization, Monitor = monitor, Name = name, OutageSeen = facts is { WasUp: true, DownAfter: not null }, RecoverySeen = facts.UpAfter is not null,
            Recipients = mailbox.Shapes, Deliveries = mailbox.Deliveries,
            Watched = $"watched for {setting.AnotherCheck.TotalSeconds:0} s after the last change, with a check every {setting.Interval} s",
            NotAsked = mailbox.NotAsked,
        });
    }

    private async Task<MonitorFacts> ComeBackAsync(MonitorFacts facts, CancellationToken ct)
    {
        bool told = await mailbox.HasAsync(1, name, AlertSetting.UptimeAlert, setting.Look, ct);
        int changes = (await ChangesAsync(ct)).Count(IsUp);
        web.State = PageState.Whole;
        (double? up, double waited) = await UntilAsync(isUp: true, changes, setting.Patience, ct);
        if (told && up is not null)
        {
            await mailbox.HasAsync(2, name, AlertSetting.UptimeAlert, setting.Look, ct);
        }

        await DrillStage.RestAsync(setting.AnotherCheck, ct);
        return facts with { UpAfter = up, WaitedForUp = waited };
    }

    // Our clock alone is read: the target's may be another one. The change came after the look before began, and before this one ended.
    private async Task<(double? Seen, double Waited)> UntilAsync(bool isUp, int known, TimeSpan patience, CancellationToken ct)
    {
        long begun = Stopwatch.GetTimestamp();
        (long before, long look) = (begun, begun);
        try
        {
            await Eventually.Async(
                async token =>
                {
                    long start = Stopwatch.GetTimestamp();
                    IReadOnlyList<JsonElement> changes = await ChangesAsync(token);
                    (before, look) = (look, start);
                    return changes;
                },
                changes => changes.Count(check => IsUp(check) == isUp) > known, $"the monitor to say {(isUp ? "up" : "down")}", patience, setting.Look, ct: ct);
            _longestLook = Math.Max(_longestLook, Stopwatch.GetElapsedTime(before).TotalSeconds);
            return (Stopwatch.GetElapsedTime(begun).TotalSeconds, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
        catch (TimeoutException)
        {
            // That it does not say so is what the checks ask about.
            return (null, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
    }

    private Task<IReadOnlyList<JsonElement>> ChangesAsync(CancellationToken ct) => _tenant.Api.ListAsync($"{Path}?is_change=true", ct);

    private static bool IsUp(JsonElement check) => check.GetProperty("isUp").GetBoolean();
}
