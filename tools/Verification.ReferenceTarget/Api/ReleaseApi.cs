using System.Globalization;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Releases and the files uploaded for them (recording 19).</summary>
public static class ReleaseApi
{
    private static readonly string[] Scopes = ["project:releases"];

    private const string From =
        """
        from releases_release r join organizations_ext_organization o on o.id = r.organization_id
        join organizations_ext_organizationuser u on u.organization_id = o.id where o.slug = {0} and u.user_id = {1}
        """;

    private const string OfProject =
        """
        exists (select from releases_releaseproject rp join projects_project p on p.id = rp.project_id where rp.release_id = r.id and p.slug = {0})
        """;

    private const string Columns =
        """
        r.*, array(select p.id from releases_releaseproject rp join projects_project p on p.id = rp.project_id where rp.release_id = r.id order by p.id) as projects,
        array(select p.slug from releases_releaseproject rp join projects_project p on p.id = rp.project_id where rp.release_id = r.id order by p.id) as slugs,
        array(select p.name from releases_releaseproject rp join projects_project p on p.id = rp.project_id where rp.release_id = r.id order by p.id) as names
        """;

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        foreach (var releases in new[] { "/api/0/organizations/{org}/releases/", "/api/0/projects/{org}/{project}/releases/" })
        {
            const string one = "{version}/";
            routes.Map("GET", releases, Scopes, ListAsync);
            routes.Map("POST", releases, Scopes, CreateAsync);
            routes.Map("GET", releases + one, Scopes, call => WithReleaseAsync(call, release => call.AnswerAsync(200, View(call, release))));
            routes.Map("PUT", releases + one, Scopes, call => WithReleaseAsync(call, release => UpdateAsync(call, release)));
            routes.Map("DELETE", releases + one, Scopes, call => WithReleaseAsync(call, release => DeleteAsync(call, release)));
            routes.Map("DELETE", releases + one + "files/{id:long}/", Scopes, call => WithReleaseAsync(call, release => DeleteFileAsync(call, release)));
            routes.Map("GET", releases + one + "files/", Scopes, call => WithReleaseAsync(call, release => ListFilesAsync(call, release)));
        }
    }

    // The measured 5.2 gives projects as numbers; sentry-cli reads objects only, and then ends with 1 though all is done.
    private static JsonObject View(ApiCall call, Row release) => new()
    {
        ["ref"] = release.Find<string>("ref"),
        ["dateReleased"] = release.Find<DateTime?>("released") is { } released ? Json.ApiTime(released) : null,
        ["version"] = release.Get<string>("version"),
        ["dateCreated"] = Json.ApiTime(release.Time("created")),
        ["shortVersion"] = release.Get<string>("version"),
        ["projects"] = new JsonArray([.. release.Get<long[]>("projects").Select((id, at) => call.Services.Behaviour.IsLikeGlitchTip52
            ? (JsonNode)id
            : new JsonObject { ["slug"] = release.Get<string[]>("slugs")[at], ["name"] = release.Get<string[]>("names")[at] })]),
        ["url"] = release.Find<string>("url"),
        ["data"] = new JsonObject(),
        ["deployCount"] = (int)release.Get<short>("deploy_count"),
    };

    private static Filter Releases(ApiCall call)
    {
        var filter = new Filter(From, call.Route("org"), call.Caller.UserId);
        if (call.Http.Request.RouteValues.TryGetValue("project", out var project))
        {
            filter.And(OfProject, project);
        }

        return filter;
    }

    private static async Task ListAsync(ApiCall call)
    {
        var rows = await call.PageAsync(Columns, Releases(call), new Ordering("r.created", "timestamptz", "r.id", Descending: true));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(row => (JsonNode)View(call, row))]));
    }

    private static async Task WithReleaseAsync(ApiCall call, Func<Row, Task> answer)
    {
        var filter = Releases(call);
        filter.And("r.version = {0}", call.Route("version"));
        await (await call.Database.RowAsync($"select {Columns} {filter.Sql}", filter.Arguments) is { } release ? answer(release) : call.NotFoundAsync());
    }

    private static async Task CreateAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body || await call.RequiredAsync(body, "version") is not { } version)
        {
            return;
        }

        var ofProject = call.Http.Request.RouteValues["project"] as string;
        if (ofProject is null && call.Services.Behaviour.IsLikeGlitchTip52
            && await call.Database.RowAsync("select from releases_release where organization_id = $1 and version = $2", organization.Get<int>("id"), version) is not null)
        {
            await call.Http.HtmlAsync(500, Pages.ServerError);
            return;
        }

        string[] projects = [.. (body["projects"] as JsonArray ?? []).Select(slug => slug.AsString()).Append(ofProject).OfType<string>().Distinct()];
        var made = await call.Database.ChangeAsync(
            $"""
            with made as (
              insert into releases_release (version, ref, url, released, organization_id) values ($1, $2, $3, $4, $5)
              on conflict (organization_id, version) do update set released = coalesce(releases_release.released, excluded.released) returning *),
            linked as (insert into releases_releaseproject (project_id, release_id)
              select p.id, made.id from projects_project p, made where p.organization_id = $5 and p.slug = any($6) and not p.is_deleted on conflict do nothing),
            listed as (select p.id, p.slug, p.name from projects_project p where p.organization_id = $5 and p.slug = any($6) and not p.is_deleted order by p.id)
            select made.*, array(select id from listed) as projects, array(select slug from listed) as slugs, array(select name from listed) as names from made
            """,
            version, body["ref"].AsString(), body["url"].AsString(), Released(call, body), organization.Get<int>("id"), projects);
        if (call.Services.Behaviour.Has(Defects.ReleaseNotCreated))
        {
            await call.Database.ChangeAsync("delete from releases_release where id = $1", made[0].Get<long>("id"));
        }

        await call.AnswerAsync(201, View(call, made[0]));
    }

    // As in GlitchTip, every change that names no date is taken for the release being out now.
    private static async Task UpdateAsync(ApiCall call, Row release)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return;
        }

        var released = call.Services.Behaviour.Has(Defects.ReleaseStaysOpen) ? release.Find<DateTime?>("released") : Released(call, body);
        await call.Database.ChangeAsync("update releases_release set released = $2, ref = $3 where id = $1", release.Get<long>("id"), released, body["ref"].AsString());
        await WithReleaseAsync(call, changed => call.AnswerAsync(200, View(call, changed)));
    }

    private static DateTime Released(ApiCall call, JsonObject body) =>
        DateTimeOffset.TryParse(body["dateReleased"].AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var given) ? given.UtcDateTime
        : call.Services.Time.GetUtcNow().UtcDateTime;

    // As in GlitchTip, what was uploaded for it stays.
    private static async Task DeleteAsync(ApiCall call, Row release)
    {
        await call.Database.ChangeAsync("delete from releases_release where id = $1", release.Get<long>("id"));
        call.Http.Response.StatusCode = 204;
    }

    private static async Task DeleteFileAsync(ApiCall call, Row release)
    {
        var file = await call.Database.RowAsync("select id from sourcecode_debugsymbolbundle where id = $1 and release_id = $2", call.RouteNumber("id"), release.Get<long>("id"));
        if (file is null)
        {
            await call.NotFoundAsync();
            return;
        }

        await UploadApi.ForgetAsync(call, file.Get<long>("id"));
        call.Http.Response.StatusCode = 204;
    }

    private static async Task ListFilesAsync(ApiCall call, Row release)
    {
        var filter = new Filter("from sourcecode_debugsymbolbundle b join files_file f on f.id = b.file_id where b.release_id = {0}", release.Get<long>("id"));
        var rows = await call.PageAsync("b.id, b.created, f.name, f.checksum", filter, new Ordering("b.created", "timestamptz", "b.id", Descending: true));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(file => (JsonNode)new JsonObject
        {
            ["id"] = $"{file.Get<long>("id")}",
            ["dateCreated"] = Json.ApiTime(file.Time("created")),
            ["sha1"] = file.Get<string>("checksum"),
            ["headers"] = new JsonObject(),
            ["name"] = file.Get<string>("name"),
        })]));
    }
}
