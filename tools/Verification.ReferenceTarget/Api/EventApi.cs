using Verification.ReferenceTarget.Events;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Events of a project, of an issue, and one event close to how it was sent.</summary>
public static class EventApi
{
    private const string From = "from issue_events_issueevent e join issue_events_issue i on i.id = e.issue_id where ";
    private static readonly Ordering NewestFirst = new("e.received", "timestamptz", "e.id", Descending: true);

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string ofProject = "/api/0/projects/{org}/{project}/events/";
        const string ofIssue = "/api/0/issues/{issue:long}/events/";
        routes.Map("GET", ofProject, IssueApi.ReadScopes, ListOfProjectAsync);
        routes.Map("GET", ofProject + "{event}/", IssueApi.ReadScopes, GetOfProjectAsync);
        routes.Map("GET", ofIssue, IssueApi.ReadScopes, ListOfIssueAsync);
        routes.Map("GET", ofIssue + "latest/", IssueApi.ReadScopes, LatestAsync);
        routes.Map("GET", ofIssue + "{event}/", IssueApi.ReadScopes, GetOfIssueAsync);
        routes.Map("GET", "/api/0/organizations/{org}/issues/{issue:long}/events/{event}/json/", IssueApi.ReadScopes, RawAsync);
    }

    private static async Task ListOfProjectAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        await ListAsync(call, new Filter(From + "i.project_id = {0}", project.Get<long>("id")), snakeCase: false);
    }

    private static async Task ListOfIssueAsync(ApiCall call)
    {
        if (await IssueApi.IssueAsync(call) is not { } issue)
        {
            await call.NotFoundAsync();
            return;
        }

        await ListAsync(call, new Filter(From + "e.issue_id = {0}", issue.Get<long>("id")), snakeCase: true);
    }

    private static async Task ListAsync(ApiCall call, Filter filter, bool snakeCase)
    {
        var rows = await call.PageAsync(StoredEvent.Columns, filter, NewestFirst);
        var behaviour = call.Services.Behaviour;
        await call.AnswerAsync(200, new JsonArray(
            [.. rows.Select(row => (JsonNode)EventView.Of(new StoredEvent(row, behaviour), behaviour, snakeCase))]));
    }

    private static async Task GetOfProjectAsync(ApiCall call)
    {
        if (await EventIdAsync(call) is not { } id)
        {
            return;
        }

        await (await call.ProjectAsync() is { } project
            ? DetailAsync(call, "i.project_id", project.Get<long>("id"), id)
            : call.NotFoundAsync());
    }

    private static async Task GetOfIssueAsync(ApiCall call)
    {
        if (await EventIdAsync(call) is not { } id)
        {
            return;
        }

        await (await IssueApi.IssueAsync(call) is { } issue
            ? DetailAsync(call, "e.issue_id", issue.Get<long>("id"), id)
            : call.NotFoundAsync());
    }

    private static async Task LatestAsync(ApiCall call)
    {
        await (await IssueApi.IssueAsync(call) is { } issue
            ? DetailAsync(call, "e.issue_id", issue.Get<long>("id"), null)
            : call.NotFoundAsync());
    }

    private static async Task RawAsync(ApiCall call)
    {
        if (await EventIdAsync(call) is not { } id)
        {
            return;
        }

        var issue = await call.OrganizationAsync() is null ? null : await IssueApi.IssueAsync(call);
        var row = issue is null ? null : await FindAsync(call, "e.issue_id", issue.Get<long>("id"), id);
        await (row is null
            ? call.NotFoundAsync()
            : call.AnswerAsync(200, EventView.Raw(new StoredEvent(row, call.Services.Behaviour))));
    }

    private static async Task DetailAsync(ApiCall call, string scope, long scopeId, Guid? id)
    {
        var row = await FindAsync(call, scope, scopeId, id);
        var lost = call.Services.Behaviour.Has(Defects.ApiLosesDetail) && row?.Get<short>("level") == EventDocument.LevelNumber("warning");
        await (row is null || lost
            ? call.NotFoundAsync()
            : call.AnswerAsync(200, EventView.Detail(new StoredEvent(row, call.Services.Behaviour), call.Services.Behaviour)));
    }

    // One event of a project or issue, the newest without an id, with the neighbours it has there.
    private static Task<Row?> FindAsync(ApiCall call, string scope, long scopeId, Guid? id) => call.Database.RowAsync(
        $"""
        select found.*,
          (select e.id {From} {scope} = $1 and e.received > found.received order by e.received, e.id limit 1) as next_id,
          (select e.id {From} {scope} = $1 and e.received < found.received order by e.received desc, e.id desc limit 1) as previous_id
        from (select {StoredEvent.Columns} {From} {scope} = $1 and ($2::uuid is null or e.id = $2::uuid)
          order by e.received desc, e.id desc limit 1) found
        """,
        scopeId, id);

    private static async Task<Guid?> EventIdAsync(ApiCall call)
    {
        var text = call.Route("event");
        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        var stray = text.FirstOrDefault(character => !char.IsAsciiHexDigit(character) && character != '-');
        var fault = stray == default
            ? $"invalid length: found {text.Length}"
            : $"invalid character: found `{stray}` at {text.IndexOf(stray, StringComparison.Ordinal)}";
        await call.Http.InvalidAsync("uuid_parsing", ["path", "event_id"], $"Input should be a valid UUID, {fault}", fault);
        return null;
    }
}
