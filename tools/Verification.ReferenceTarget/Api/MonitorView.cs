using System.Globalization;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>A monitor as the API shows it: its settings, its state, and its checks of the last twelve hours.</summary>
public static class MonitorView
{
    private const string Checks =
        "select * from uptime_monitorcheck where monitor_id = $1 and start_check > now() - interval '12 hours' order by start_check desc, id desc limit 60";

    private const string LastChange = "select start_check from uptime_monitorcheck where monitor_id = $1 and is_change order by start_check desc limit 1";

    /// <summary>The whole view; only a single monitor's checks say how long the site took.</summary>
    public static async Task<JsonObject> OfAsync(ApiCall call, Row monitor, bool responseTimes)
    {
        var id = monitor.Get<long>("id");
        var checks = await call.Database.RowsAsync(Checks, id);
        var change = await call.Database.RowAsync(LastChange, id);
        return new JsonObject
        {
            ["projectID"] = monitor.Find<long?>("project_id") is { } project ? $"{project}" : null,
            ["environmentID"] = monitor.Find<long?>("environment_id"),
            ["isUp"] = checks.Count > 0 ? checks[0].Get<bool>("is_up") : null,
            ["lastChange"] = change?.Time("start_check").UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["heartbeatEndpoint"] = null,
            ["projectName"] = monitor.Find<string>("project_name"),
            ["envName"] = null,
            ["checks"] = new JsonArray([.. checks.Select(check => (JsonNode)Check(check, responseTimes))]),
            ["organizationID"] = monitor.Get<int>("organization_id"),
            ["monitorType"] = monitor.Get<string>("monitor_type"),
            ["id"] = id,
            ["endpointID"] = null,
            ["created"] = Json.ApiTime(monitor.Time("created")),
            ["name"] = monitor.Get<string>("name"),
            ["url"] = monitor.Get<string>("url"),
            ["expectedStatus"] = (int?)monitor.Find<short?>("expected_status"),
            ["expectedBody"] = monitor.Get<string>("expected_body"),
            ["interval"] = (int)monitor.Get<short>("interval"),
            ["timeout"] = (int?)monitor.Find<short?>("timeout"),
        };
    }

    /// <summary>One check.</summary>
    public static JsonObject Check(Row check, bool responseTime)
    {
        var view = new JsonObject
        {
            ["isUp"] = check.Get<bool>("is_up"), ["startCheck"] = Json.ApiTime(check.Time("start_check")), ["reason"] = (int?)check.Find<short?>("reason"),
        };
        if (responseTime)
        {
            view["responseTime"] = check.Find<int?>("response_time");
        }

        return view;
    }
}
