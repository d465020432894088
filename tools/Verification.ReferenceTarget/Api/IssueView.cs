using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>An issue as the API shows it.</summary>
public static class IssueView
{
    /// <summary>The columns <see cref="Of"/> needs, from issue <c>i</c> and project <c>p</c>.</summary>
    public const string Columns =
        """
        i.id, i.title, i.type, i.level, i.status, i.count, i.short_id, i.first_seen, i.last_seen, i.metadata::text as metadata,
        p.id as project_id, p.slug as project_slug, p.name as project_name, p.platform as project_platform
        """;

    private const string Base32Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static readonly string[] Statuses = ["unresolved", "resolved", "ignored"];
    private static readonly string[] Types = ["default", "error", "csp"];

    /// <summary>The number of a status, or null if there is no such status.</summary>
    public static int? StatusNumber(string? name) => Array.IndexOf(Statuses, name) is >= 0 and var number ? number : null;

    /// <summary>The name of an event or issue type.</summary>
    public static string TypeName(int type) => Types[type];

    /// <summary>An issue; answers to PUT name five keys in snake_case (recording 16).</summary>
    public static JsonObject Of(Row issue, Services services, Guid? matchingEvent = null, bool snakeCase = false)
    {
        var cut = services.Behaviour.Has(Defects.ApiCutsMessage);
        var id = issue.Get<long>("id");
        var slug = issue.Get<string>("project_slug");
        var title = issue.Get<string>("title");
        return new JsonObject
        {
            ["id"] = $"{id}",
            ["count"] = $"{issue.Get<int>("count")}",
            ["type"] = TypeName(issue.Get<short>("type")),
            ["level"] = EventDocument.LevelName(issue.Get<short>("level")),
            ["status"] = Statuses[issue.Get<short>("status")],
            ["project"] = new JsonObject
            {
                ["id"] = $"{issue.Get<long>("project_id")}",
                ["platform"] = issue.Find<string>("project_platform"),
                ["slug"] = slug,
                ["name"] = issue.Get<string>("project_name"),
            },
            ["shortId"] = $"{slug.ToUpperInvariant()}-{Base32(issue.Get<int>("short_id"))}",
            ["numComments"] = 0,
            ["stats"] = new JsonObject { ["24h"] = new JsonArray() },
            [snakeCase ? "share_id" : "shareId"] = null,
            ["logger"] = null,
            ["permalink"] = $"{services.Settings.Domain}/{slug}/issues/{id}",
            [snakeCase ? "status_details" : "statusDetails"] = new JsonObject(),
            [snakeCase ? "subscription_details" : "subscriptionDetails"] = null,
            [snakeCase ? "user_count" : "userCount"] = 0,
            [snakeCase ? "matching_event_id" : "matchingEventId"] = matchingEvent?.ToString("N"),
            ["firstSeen"] = Json.ApiTime(issue.Time("first_seen")),
            ["lastSeen"] = Json.ApiTime(issue.Time("last_seen")),
            ["title"] = cut ? ReadDefects.Cut(title) : title,
            ["metadata"] = JsonNode.Parse(issue.Get<string>("metadata")),
            ["culprit"] = "",
        };
    }

    /// <summary>The number of an issue as its short id shows it.</summary>
    public static string Base32(int number)
    {
        var text = "";
        do
        {
            text = Base32Digits[number % 32] + text;
            number /= 32;
        }
        while (number > 0);

        return text;
    }
}
