using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Projects.</summary>
public static class ProjectApi
{
    private static readonly string[] ReadScopes = ["project:read", "project:write", "project:admin"];
    private static readonly string[] WriteScopes = ["project:write", "project:admin"];
    private static readonly string[] ListScope = ["project:read"];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string project = "/api/0/projects/{org}/{project}/";
        routes.Map("GET", "/api/0/projects/", ListScope, ListAsync);
        routes.Map("GET", "/api/0/teams/{org}/{team}/projects/", ListScope, ListOfTeamAsync);
        routes.Map("POST", "/api/0/teams/{org}/{team}/projects/", WriteScopes, CreateAsync);
        routes.Map("GET", project, ReadScopes, GetAsync);
        routes.Map("DELETE", project, ["project:admin"], DeleteAsync);
        routes.Map("GET", project + "keys/", ReadScopes, KeyApi.ListAsync);
        routes.Map("POST", project + "keys/", WriteScopes, KeyApi.CreateAsync);
    }

    /// <summary>A project without its organization and teams.</summary>
    public static JsonObject View(Row project) => new()
    {
        ["name"] = project.Get<string>("name"),
        ["slug"] = project.Get<string>("slug"),
        ["id"] = $"{project.Get<long>("id")}",
        ["avatar"] = OrganizationApi.Avatar(),
        ["color"] = "",
        ["features"] = new JsonArray(),
        ["hasAccess"] = true,
        ["isBookmarked"] = false,
        ["isInternal"] = false,
        ["isMember"] = true,
        ["isPublic"] = false,
        ["scrubIpAddresses"] = project.Get<bool>("scrub_ip_addresses"),
        ["dateCreated"] = Json.ApiTime(project.Time("created")),
        ["platform"] = project.Find<string>("platform"),
        ["firstEvent"] = project.Find<DateTime?>("first_event") is null ? null : Json.ApiTime(project.Time("first_event")),
        ["eventThrottleRate"] = (int)project.Get<short>("event_throttle_rate"),
    };

    private static async Task<JsonObject> WithOrganizationAsync(ApiCall call, Row project)
    {
        var organization = await call.Database.RowAsync(
            "select * from organizations_ext_organization where id = $1", project.Get<int>("organization_id"));
        var view = View(project);
        view["organization"] = OrganizationApi.View(organization!);
        return view;
    }

    private static async Task ListAsync(ApiCall call)
    {
        var filter = new Filter(
            """
            from projects_project p join organizations_ext_organizationuser u on u.organization_id = p.organization_id
            where u.user_id = {0} and not p.is_deleted
            """,
            call.Caller.UserId);
        var list = new JsonArray();
        foreach (var row in await call.PageAsync("p.*", filter, new Ordering("p.created", "timestamptz", "p.id", Descending: false)))
        {
            list.Add(await WithOrganizationAsync(call, row));
        }

        await call.AnswerAsync(200, list);
    }

    private static async Task ListOfTeamAsync(ApiCall call)
    {
        if (await TeamAsync(call) is not { } team)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter(
            "from projects_project p join teams_team_projects tp on tp.project_id = p.id where tp.team_id = {0} and not p.is_deleted",
            team.Get<long>("id"));
        var rows = await call.PageAsync("p.*", filter, new Ordering("p.created", "timestamptz", "p.id", Descending: false));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(row => (JsonNode)View(row))]));
    }

    private static async Task CreateAsync(ApiCall call)
    {
        if (await TeamAsync(call) is not { } team)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "name") is not { } name)
        {
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            with project as (insert into projects_project (name, slug, platform, organization_id)
              select $1, case when exists (select from projects_project where slug = $2 and organization_id = $5) then $3 else $2 end, $4::text, $5
              returning *),
            link as (insert into teams_team_projects (team_id, project_id) select $6, id from project),
            key as (insert into projects_projectkey (public_key, project_id) select gen_random_uuid(), id from project)
            select * from project
            """,
            name.Length > 64 ? name[..64] : name, Slugs.From(name, 50), Slugs.Unused(name, 50), body["platform"].AsString(),
            team.Get<int>("organization_id"), team.Get<long>("id"));
        await call.AnswerAsync(201, View(made[0]));
    }

    private static async Task GetAsync(ApiCall call)
    {
        await (await call.ProjectAsync() is { } project
            ? call.AnswerAsync(200, await WithOrganizationAsync(call, project))
            : call.NotFoundAsync());
    }

    // GlitchTip marks the project and purges it later; here it is gone with the answer.
    private static async Task DeleteAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        await call.Database.ChangeAsync("delete from projects_project where id = $1", project.Get<long>("id"));
        call.Http.Response.StatusCode = 204;
        call.Http.Response.ContentType = HttpAnswers.Json;
    }

    private static Task<Row?> TeamAsync(ApiCall call) => call.Database.RowAsync(
        """
        select t.* from teams_team t join organizations_ext_organization o on o.id = t.organization_id
        join organizations_ext_organizationuser u on u.organization_id = o.id
        where o.slug = $1 and t.slug = $2 and u.user_id = $3
        """,
        call.Route("org"), call.Route("team"), call.Caller.UserId);
}
