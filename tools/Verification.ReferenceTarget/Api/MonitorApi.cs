using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Uptime monitors; as in GlitchTip 5.2 any token of a member will do, and a body is judged field by field (recording 20).</summary>
public static class MonitorApi
{
    private static readonly string[] Types = ["Ping", "GET", "POST"];

    private const string From =
        """
        from uptime_monitor m join organizations_ext_organization o on o.id = m.organization_id
        join organizations_ext_organizationuser u on u.organization_id = o.id left join projects_project p on p.id = m.project_id
        where o.slug = {0} and u.user_id = {1}
        """;

    private const string Columns = "m.*, p.name as project_name";

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string monitors = "/api/0/organizations/{org}/monitors/", monitor = monitors + "{id:long}/";
        routes.Map("GET", monitors, [], ListAsync);
        routes.Map("POST", monitors, [], CreateAsync);
        routes.Map("GET", monitor, [], GetAsync);
        routes.Map("DELETE", monitor, [], DeleteAsync);
        routes.Map("GET", monitor + "checks/", [], ListChecksAsync);
    }

    private static async Task ListAsync(ApiCall call)
    {
        var rows = await call.PageAsync(Columns, new Filter(From, call.Route("org"), call.Caller.UserId), new Ordering("m.created", "timestamptz", "m.id", Descending: true));
        var list = new JsonArray();
        foreach (var row in rows)
        {
            list.Add(await MonitorView.OfAsync(call, row, responseTimes: false));
        }

        await call.AnswerAsync(200, list);
    }

    private static async Task GetAsync(ApiCall call) =>
        await (await FindAsync(call) is { } row ? call.AnswerAsync(200, await MonitorView.OfAsync(call, row, responseTimes: true)) : call.NotFoundAsync());

    private static async Task DeleteAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } row)
        {
            await call.NotFoundAsync();
            return;
        }

        await call.Database.ChangeAsync("delete from uptime_monitor where id = $1", row.Get<long>("id"));
        call.Http.Response.StatusCode = 204;
    }

    private static async Task ListChecksAsync(ApiCall call)
    {
        if (await FindAsync(call) is not { } row)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter("from uptime_monitorcheck c where c.monitor_id = {0}", row.Get<long>("id"));
        if (bool.TryParse(call.Query("is_change"), out var changes))
        {
            filter.And("c.is_change = {0}", changes);
        }

        var rows = await call.PageAsync("c.*", filter, new Ordering("c.start_check", "timestamptz", "c.id", Descending: true));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(check => (JsonNode)MonitorView.Check(check, responseTime: true))]));
    }

    private static async Task CreateAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "name") is not { } name || await IsRefusedAsync(call, body))
        {
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            with made as (insert into uptime_monitor (monitor_type, name, url, expected_status, expected_body, timeout, interval, organization_id, project_id)
              values ($1, $2, $3, $4::smallint, $5, $6::smallint, $7::smallint, $8,
                (select id from projects_project where organization_id = $8 and id::text = $9::text)) returning *)
            select m.*, p.name as project_name from made m left join projects_project p on p.id = m.project_id
            """,
            body["monitorType"].AsString() ?? Types[0], name, body["url"].AsString(), Number(body, "expectedStatus"), body["expectedBody"].AsString() ?? "",
            Number(body, "timeout"), Number(body, "interval") ?? 60, organization.Get<int>("id"), body["project"].AsString());
        await call.AnswerAsync(201, await MonitorView.OfAsync(call, made[0], responseTimes: true));
    }

    private static async Task<bool> IsRefusedAsync(ApiCall call, JsonObject body)
    {
        if (Number(body, "timeout") > 60)
        {
            await call.Http.JsonAsync(422, new JsonObject
            {
                ["detail"] = new JsonArray(new JsonObject
                {
                    ["type"] = "less_than_equal", ["loc"] = new JsonArray("body", "payload", "timeout"), ["msg"] = "Input should be less than or equal to 60",
                    ["ctx"] = new JsonObject { ["le"] = 60 },
                }),
            });
            return true;
        }

        if (!Types.Contains(body["monitorType"].AsString() ?? Types[0]))
        {
            await call.Http.DetailAsync(422, "The reference target has monitors of the types Ping, GET and POST only");
            return true;
        }

        if (!IsUrl(body["url"].AsString()))
        {
            await call.Http.DetailAsync(422, "Invalid Url");
            return true;
        }

        return false;
    }

    // A name without a dot is refused, an address is not.
    private static bool IsUrl(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Contains('.', StringComparison.Ordinal);

    private static int? Number(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static Task<Row?> FindAsync(ApiCall call)
    {
        var filter = new Filter(From, call.Route("org"), call.Caller.UserId);
        filter.And("m.id = {0}", call.RouteNumber("id"));
        return call.Database.RowAsync($"select {Columns} {filter.Sql}", filter.Arguments);
    }
}
