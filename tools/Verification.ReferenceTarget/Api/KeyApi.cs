using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>The DSN keys of projects.</summary>
public static class KeyApi
{
    /// <summary>Lists the keys of a project.</summary>
    public static async Task ListAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter("from projects_projectkey k where k.project_id = {0}", project.Get<long>("id"));
        var rows = await call.PageAsync("k.*", filter, new Ordering("k.created", "timestamptz", "k.id", Descending: false));
        await call.AnswerAsync(200, new JsonArray([.. rows.Select(row => (JsonNode)View(call, row))]));
    }

    /// <summary>Makes another key.</summary>
    public static async Task CreateAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await call.BodyAsync() is not { } body)
        {
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            insert into projects_projectkey (name, public_key, project_id, rate_limit_count, rate_limit_window)
            values ($1, gen_random_uuid(), $2, $3::smallint, $4::smallint) returning *
            """,
            body["name"].AsString() ?? "", project.Get<long>("id"), Limit(body, "count"), Limit(body, "window"));
        await call.AnswerAsync(201, View(call, made[0]));
    }

    private static short? Limit(JsonObject body, string name) =>
        body["rateLimit"] is JsonObject limit && limit[name] is JsonValue value && value.TryGetValue<short>(out var number) ? number : null;

    private static JsonObject View(ApiCall call, Row key)
    {
        var id = key.Get<Guid>("public_key");
        var project = key.Get<long>("project_id");
        var domain = new Uri(call.Services.Settings.Domain);
        var dsn = $"{domain.Scheme}://{id:N}@{domain.Authority}{domain.AbsolutePath.TrimEnd('/')}/{project}";
        return new JsonObject
        {
            ["name"] = key.Get<string>("name"),
            ["rateLimit"] = key.Find<short?>("rate_limit_count") is { } count
                ? new JsonObject { ["window"] = (int)key.Get<short>("rate_limit_window"), ["count"] = (int)count }
                : null,
            ["dateCreated"] = Json.ApiTime(key.Time("created")),
            ["id"] = $"{id}",
            ["dsn"] = new JsonObject
            {
                ["public"] = dsn,
                ["secret"] = dsn,
                ["security"] = $"{call.Services.Settings.Domain}/api/{project}/security/?glitchtip_key={id:N}",
            },
            ["label"] = key.Get<string>("name"),
            ["public"] = $"{id}",
            ["projectID"] = project,
        };
    }
}
