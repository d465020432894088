using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>The alerts of a project and whom they tell (recording 20).</summary>
public static class AlertApi
{
    private static readonly string[] Types = ["email", "discord", "webhook", "googlechat"];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        const string alerts = "/api/0/projects/{org}/{project}/alerts/";
        routes.Map("GET", alerts, ["project:read"], ListAsync);
        routes.Map("POST", alerts, ["project:write", "project:admin"], CreateAsync);
    }

    private static async Task ListAsync(ApiCall call)
    {
        if (await call.ProjectAsync() is not { } project)
        {
            await call.NotFoundAsync();
            return;
        }

        var filter = new Filter("from alerts_projectalert a where a.project_id = {0}", project.Get<long>("id"));
        var list = new JsonArray();
        foreach (var row in await call.PageAsync("a.*", filter, new Ordering("a.created", "timestamptz", "a.id", Descending: true)))
        {
            list.Add(await ViewAsync(call, row));
        }

        await call.AnswerAsync(200, list);
    }

    private static async Task CreateAsync(ApiCall call)
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

        var recipients = (body["alertRecipients"] as JsonArray ?? []).Select(recipient => (Type: recipient?["recipientType"].AsString() ?? "", Url: recipient?["url"].AsString() ?? "")).ToList();
        if (recipients.FindIndex(recipient => !Types.Contains(recipient.Type)) is >= 0 and var at)
        {
            await call.Http.JsonAsync(422, Unknown(at, recipients[at].Type));
            return;
        }

        var made = await call.Database.ChangeAsync(
            """
            with made as (insert into alerts_projectalert (name, timespan_minutes, quantity, uptime, project_id)
              values ($1, $2::smallint, $3::smallint, $4, $5) returning *),
            told as (insert into alerts_alertrecipient (recipient_type, url, alert_id) select type, url, made.id from made, unnest($6::text[], $7::text[]) as sent (type, url))
            select * from made
            """,
            body["name"].AsString() ?? "", Number(body, "timespanMinutes"), Number(body, "quantity"), body["uptime"].IsTrue(), project.Get<long>("id"),
            recipients.Select(recipient => recipient.Type).ToArray(), recipients.Select(recipient => recipient.Url).ToArray());
        await call.AnswerAsync(201, await ViewAsync(call, made[0]));
    }

    private static int? Number(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static async Task<JsonObject> ViewAsync(ApiCall call, Row alert)
    {
        var recipients = await call.Database.RowsAsync("select * from alerts_alertrecipient where alert_id = $1 order by id", alert.Get<long>("id"));
        return new JsonObject
        {
            ["alertRecipients"] = new JsonArray([.. recipients.Select(recipient => (JsonNode)new JsonObject
            {
                ["id"] = recipient.Get<long>("id"), ["recipientType"] = recipient.Get<string>("recipient_type"), ["url"] = recipient.Get<string>("url"),
            })]),
            ["id"] = alert.Get<long>("id"),
            ["name"] = alert.Get<string>("name"),
            ["timespanMinutes"] = (int?)alert.Find<short?>("timespan_minutes"),
            ["quantity"] = (int?)alert.Find<short?>("quantity"),
            ["uptime"] = alert.Get<bool>("uptime"),
        };
    }

    private static JsonObject Unknown(int at, string type)
    {
        const string key = "'recipient_type' | 'recipientType'";
        const string known = "RecipientType.EMAIL, RecipientType.DISCORD, RecipientType.GENERAL_WEBHOOK, RecipientType.GOOGLE_CHAT";
        return new JsonObject
        {
            ["detail"] = new JsonArray(new JsonObject
            {
                ["type"] = "union_tag_invalid",
                ["loc"] = new JsonArray("body", "payload", "alertRecipients", at),
                ["msg"] = $"Input tag '{type}' found using {key} does not match any of the expected tags: {known}",
                ["ctx"] = new JsonObject { ["discriminator"] = key, ["tag"] = type, ["expected_tags"] = known },
            }),
        };
    }
}
