using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Lists of issues, one issue, its status and its tags.</summary>
public static class IssueApi
{
    /// <summary>Any of these reads issues and events.</summary>
    public static readonly string[] ReadScopes = ["event:read", "event:write", "event:admin"];

    private const string OfMember =
        """
        from issue_events_issue i join projects_project p on p.id = i.project_id
        join organizations_ext_organizationuser u on u.organization_id = p.organization_id
        where not i.is_deleted and not p.is_deleted and u.user_id = {0}
        """;

    private static readonly string[] Sorts =
        ["last_seen", "first_seen", "count", "priority", "-last_seen", "-first_seen", "-count", "-priority"];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Map("GET", "/api/0/organizations/{org}/issues/", ReadScopes, ListOfOrganizationAsync);
        routes.Map("GET", "/api/0/projects/{org}/{project}/issues/", ReadScopes, ListOfProjectAsync);
        routes.Map("GET", "/api/0/issues/{issue:long}/", ReadScopes, GetAsync);
        routes.Map("PUT", "/api/0/issues/{issue:long}/", ["event:write", "event:admin"], PutAsync);
        routes.Map("GET", "/api/0/issues/{issue:long}/tags/", ReadScopes, TagsAsync);
    }

    /// <summary>The issue of the path, if the caller is a member of its organization.</summary>
    public static Task<Row?> IssueAsync(ApiCall call)
    {
        var filter = new Filter(OfMember, call.Caller.UserId);
        filter.And("i.id = {0}", call.RouteNumber("issue"));
        return call.Database.RowAsync($"select {IssueView.Columns} {filter.Sql}", filter.Arguments);
    }

    private static async Task ListOfOrganizationAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter(OfMember, call.Caller.UserId);
        filter.And("p.organization_id = {0}", organization.Get<int>("id"));
        await ListAsync(call, filter);
    }

    private static async Task ListOfProjectAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter(OfMember, call.Caller.UserId);
        filter.And("p.id = {0}", project.Get<long>("id"));
        await ListAsync(call, filter);
    }

    private static async Task ListAsync(ApiCall call, Filter filter)
    {
        var sort = call.Query("sort") ?? "-last_seen";
        if (!Sorts.Contains(sort))
        {
            const string expected =
                "'last_seen', 'first_seen', 'count', 'priority', '-last_seen', '-first_seen', '-count' or '-priority'";
            await call.Http.InvalidAsync("literal_error", ["query", "sort"], $"Input should be {expected}", expected);
            return;
        }

        var projects = call.Http.Request.Query["project"].Select(text => long.TryParse(text, out var id) ? id : -1).ToArray();
        if (projects.Length > 0)
        {
            filter.And("p.id = any({0})", projects);
        }

        if (call.Http.Request.Query["environment"] is { Count: > 0 } environments)
        {
            IssueQuery.Tagged(filter, "environment", [.. environments.OfType<string>()]);
        }

        var matching = IssueQuery.Apply(filter, call.Query("query"));
        var ordering = OrderingOf(sort);
        var rows = await call.PageAsync(IssueView.Columns, filter, ordering);
        if (matching is not null && rows.Count > 0)
        {
            call.Http.Response.Headers["x-sentry-direct-hit"] = "1";
        }

        await call.AnswerAsync(200, new JsonArray([.. rows.Select(row => (JsonNode)IssueView.Of(row, call.Services, matching))]));
    }

    private static Ordering OrderingOf(string sort) => sort.TrimStart('-') switch
    {
        "last_seen" => new Ordering("i.last_seen", "timestamptz", "i.id", sort[0] == '-'),
        "first_seen" => new Ordering("i.first_seen", "timestamptz", "i.id", sort[0] == '-'),
        _ => new Ordering("i.count", "integer", "i.id", sort[0] == '-'),
    };

    private static async Task GetAsync(ApiCall call)
    {
        await (await IssueAsync(call) is { } issue ? AnswerAsync(call, issue, snakeCase: false) : call.NotFoundAsync());
    }

    private static async Task PutAsync(ApiCall call)
    {
        if (await IssueAsync(call) is null)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body)
        {
            return;
        }

        if (IssueView.StatusNumber(body["status"].AsString()) is not { } status)
        {
            const string expected = "'unresolved', 'resolved' or 'ignored'";
            await call.Http.InvalidAsync("enum", ["body", "payload", "status"], $"Input should be {expected}", expected);
            return;
        }

        await call.Database.ChangeAsync(
            "update issue_events_issue set status = $2 where id = $1", call.RouteNumber("issue"), (short)status);
        await AnswerAsync(call, (await IssueAsync(call))!, snakeCase: true);
    }

    private static Task AnswerAsync(ApiCall call, Row issue, bool snakeCase)
    {
        var view = IssueView.Of(issue, call.Services, snakeCase: snakeCase);
        view["userReportCount"] = 0;
        return call.AnswerAsync(200, view);
    }

    private static async Task TagsAsync(ApiCall call)
    {
        if (await IssueAsync(call) is null)
        {
            await call.NotFoundAsync();
            return;
        }

        // GlitchTip keeps keys and values of this list cut to 255 characters; the event's own tags stay whole.
        var rows = await call.Database.RowsAsync(
            """
            select left(t.key, 255) as key, left(t.value, 255) as value, count(*) as n
            from issue_events_issueevent e, jsonb_each_text(e.tags) t
            where e.issue_id = $1 and ($2::text is null or t.key = $2::text) group by 1, 2 order by 1, 3 desc, 2
            """,
            call.RouteNumber("issue"), call.Query("key"));
        var hidden = call.Services.Behaviour.Has(Defects.ApiDropsTag)
            ? ReadDefects.LastSentTag(rows.Select(row => row.Get<string>("key")))
            : null;
        await call.AnswerAsync(200, new JsonArray([.. rows.GroupBy(row => row.Get<string>("key"))
            .Where(tag => tag.Key != hidden).Select(tag => (JsonNode)TagView(tag.Key, [.. tag]))]));
    }

    private static JsonObject TagView(string key, IReadOnlyList<Row> values) => new()
    {
        ["topValues"] = new JsonArray([.. values.Take(10).Select(value => (JsonNode)new JsonObject
        {
            ["name"] = value.Get<string>("value"),
            ["value"] = value.Get<string>("value"),
            ["count"] = value.Get<long>("n"),
            ["key"] = key,
        })]),
        ["uniqueValues"] = values.Count,
        ["key"] = key,
        ["name"] = key,
        ["totalValues"] = values.Sum(value => value.Get<long>("n")),
    };
}
