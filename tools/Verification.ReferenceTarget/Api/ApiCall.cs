using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>One authenticated call of the API.</summary>
public sealed record ApiCall(HttpContext Http, Services Services, Caller Caller)
{
    /// <summary>The database.</summary>
    public Database Database => Services.Database;

    /// <summary>A part of the path.</summary>
    public string Route(string name) => (string)Http.Request.RouteValues[name]!;

    /// <summary>A numeric part of the path.</summary>
    public long RouteNumber(string name) => long.Parse(Route(name));

    /// <summary>A value of the query string.</summary>
    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault();

    /// <summary>The organization of the path, if the caller is a member of it.</summary>
    public Task<Row?> OrganizationAsync() => Database.RowAsync(
        """
        select o.*, u.id as membership from organizations_ext_organization o
        join organizations_ext_organizationuser u on u.organization_id = o.id where o.slug = $1 and u.user_id = $2
        """,
        Route("org"), Caller.UserId);

    /// <summary>The project of the path, if the caller is a member of its organization.</summary>
    public Task<Row?> ProjectAsync() => Database.RowAsync(
        """
        select p.* from projects_project p join organizations_ext_organization o on o.id = p.organization_id
        join organizations_ext_organizationuser u on u.organization_id = o.id
        where o.slug = $1 and p.slug = $2 and u.user_id = $3 and not p.is_deleted
        """,
        Route("org"), Route("project"), Caller.UserId);

    /// <summary>Answers with JSON.</summary>
    public Task AnswerAsync(int status, JsonNode body) => Http.JsonAsync(status, body);

    /// <summary>Answers that there is no such thing, or that it is not the caller's.</summary>
    public Task NotFoundAsync() => Http.DetailAsync(404, "Not Found");

    /// <summary>The body as an object; otherwise it has been answered with 400 or 422 and is null.</summary>
    public async Task<JsonObject?> BodyAsync()
    {
        using var buffer = new MemoryStream();
        await Http.Request.Body.CopyToAsync(buffer);
        switch (Events.Json.TryParse(buffer.ToArray()))
        {
            case (true, JsonObject body):
                return body;
            case (true, _):
                await Http.InvalidAsync(
                    "model_attributes_type", ["body", "payload"], "Input should be a valid dictionary or object to extract fields from");
                return null;
            default:
                await Http.DetailAsync(400, "Cannot parse request body");
                return null;
        }
    }

    /// <summary>A required text of the body; otherwise it has been answered with 422 and is null.</summary>
    public async Task<string?> RequiredAsync(JsonObject body, string name)
    {
        if (body[name] is JsonValue value && value.TryGetValue<string>(out var text))
        {
            return text;
        }

        await (body[name] is null
            ? Http.InvalidAsync("missing", ["body", "payload", name], "Field required")
            : Http.InvalidAsync("string_type", ["body", "payload", name], "Input should be a valid string"));
        return null;
    }
}
