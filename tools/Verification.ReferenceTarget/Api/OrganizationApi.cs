using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Organizations and their teams.</summary>
public static class OrganizationApi
{
    private const short Owner = 3;
    private static readonly string[] ReadScopes = ["org:read", "org:write", "org:admin"];
    private static readonly string[] Access =
    [
        "org:read", "org:write", "org:admin", "org:integrations", "member:read", "member:write", "member:admin", "event:read", "event:write",
        "event:admin", "team:read", "team:write", "team:admin", "project:read", "project:write", "project:admin", "project:releases",
    ];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string organizations = "/api/0/organizations/";
        routes.Map("GET", organizations, ReadScopes, ListAsync);
        routes.Map("POST", organizations, ["org:write", "org:admin"], CreateAsync);
        routes.Map("GET", organizations + "{org}/", ReadScopes, GetAsync);
        routes.Map("GET", organizations + "{org}/teams/", ["team:read", "team:write", "team:admin", .. ReadScopes], ListTeamsAsync);
        routes.Map("POST", organizations + "{org}/teams/", ["team:write", "team:admin", "org:write", "org:admin"], CreateTeamAsync);
    }

    /// <summary>An organization as lists and projects show it.</summary>
    public static JsonObject View(Row organization) => new()
    {
        ["name"] = organization.Get<string>("name"),
        ["id"] = $"{organization.Get<int>("id")}",
        ["dateCreated"] = Json.ApiTime(organization.Time("created")),
        ["status"] = new JsonObject { ["id"] = "active", ["name"] = "active" },
        ["avatar"] = Avatar(),
        ["isEarlyAdopter"] = false,
        ["require2fa"] = false,
        ["slug"] = organization.Get<string>("slug"),
        ["isAcceptingEvents"] = organization.Get<bool>("is_accepting_events"),
        ["eventThrottleRate"] = (int)organization.Get<short>("event_throttle_rate"),
    };

    /// <summary>The avatar nobody sets.</summary>
    public static JsonObject Avatar() => new() { ["avatarType"] = "", ["avatarUuid"] = null };

    private static async Task ListAsync(ApiCall call)
    {
        var filter = new Filter(
            """
            from organizations_ext_organization o join organizations_ext_organizationuser u on u.organization_id = o.id
            where u.user_id = {0}
            """,
            call.Caller.UserId);
        var rows = await call.PageAsync("o.*", filter, new Ordering("o.created", "timestamptz", "o.id", Descending: false));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(row => (JsonNode)View(row))]));
    }

    private static async Task GetAsync(ApiCall call)
    {
        await (await call.OrganizationAsync() is { } organization
            ? call.AnswerAsync(200, await DetailAsync(call, organization))
            : call.NotFoundAsync());
    }

    private static async Task CreateAsync(ApiCall call)
    {
        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "name") is not { } name)
        {
            return;
        }

        var mayCreate = await call.Database.RowAsync(
            """
            select not exists (select from organizations_ext_organization) or (select is_superuser from users_user where id = $1) as may
            """,
            call.Caller.UserId);
        if (!call.Services.Settings.EnableOrganizationCreation && !mayCreate!.Get<bool>("may"))
        {
            await call.Http.DetailAsync(403, "Organization creation is not open");
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            with org as (insert into organizations_ext_organization (name, slug)
              select $1, case when exists (select from organizations_ext_organization where slug = $2) then $3 else $2 end returning *),
            member as (insert into organizations_ext_organizationuser (role, organization_id, user_id)
              select $4, id, $5 from org returning id, organization_id),
            owner as (insert into organizations_ext_organizationowner (organization_id, organization_user_id)
              select organization_id, id from member)
            select * from org
            """,
            name, Slugs.From(name, 50), Slugs.Unused(name, 50), Owner, call.Caller.UserId);
        await call.AnswerAsync(201, await DetailAsync(call, made[0]));
    }

    private static async Task<JsonObject> DetailAsync(ApiCall call, Row organization)
    {
        var id = organization.Get<int>("id");
        var projects = await call.Database.RowsAsync(
            "select * from projects_project where organization_id = $1 and not is_deleted order by id", id);
        var teams = await TeamsAsync(call, id);
        var links = await call.Database.RowsAsync(
            """
            select tp.project_id, t.id, t.slug from teams_team t join teams_team_projects tp on tp.team_id = t.id
            where t.organization_id = $1 order by t.id
            """,
            id);
        var detail = View(organization);
        detail["projects"] = new JsonArray([.. projects.Select(project =>
        {
            var view = ProjectApi.View(project);
            view["teams"] = new JsonArray([.. links.Where(link => link.Get<long>("project_id") == project.Get<long>("id"))
                .Select(link => (JsonNode)new JsonObject { ["id"] = $"{link.Get<long>("id")}", ["slug"] = link.Get<string>("slug") })]);
            return (JsonNode)view;
        })]);
        detail["teams"] = new JsonArray([.. teams.Select(team => (JsonNode)TeamView(team))]);
        detail["access"] = new JsonArray([.. Access.Select(name => (JsonNode)name)]);
        detail["openMembership"] = organization.Get<bool>("open_membership");
        return detail;
    }

    private static Task<List<Row>> TeamsAsync(ApiCall call, int organization) => call.Database.RowsAsync(
        """
        select t.*, (select count(*) from teams_team_members m where m.team_id = t.id) as members,
          exists (select from teams_team_members m join organizations_ext_organizationuser u on u.id = m.organizationuser_id
            where m.team_id = t.id and u.user_id = $2) as is_member
        from teams_team t where t.organization_id = $1 order by t.slug
        """,
        organization, call.Caller.UserId);

    private static JsonObject TeamView(Row team) => new()
    {
        ["id"] = $"{team.Get<long>("id")}",
        ["slug"] = team.Get<string>("slug"),
        ["dateCreated"] = Json.ApiTime(team.Time("created")),
        ["isMember"] = team.Get<bool>("is_member"),
        ["memberCount"] = team.Get<long>("members"),
    };

    private static async Task ListTeamsAsync(ApiCall call)
    {
        await (await call.OrganizationAsync() is { } organization
            ? call.AnswerAsync(200, new JsonArray(
                [.. (await TeamsAsync(call, organization.Get<int>("id"))).Select(team => (JsonNode)WithProjects(TeamView(team)))]))
            : call.NotFoundAsync());
    }

    private static JsonObject WithProjects(JsonObject team)
    {
        team["projects"] = new JsonArray();
        return team;
    }

    private static async Task CreateTeamAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "slug") is not { } slug)
        {
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            with team as (insert into teams_team (slug, organization_id) values ($1, $2) on conflict do nothing returning *),
            member as (insert into teams_team_members (team_id, organizationuser_id) select id, $3 from team)
            select *, 1::bigint as members, true as is_member from team
            """,
            slug, organization.Get<int>("id"), organization.Get<long>("membership"));
        await (made.Count == 0
            ? call.Http.InvalidAsync("unique", ["body", "payload", "slug"], "Team slug is taken")
            : call.AnswerAsync(201, WithProjects(TeamView(made[0]))));
    }
}
