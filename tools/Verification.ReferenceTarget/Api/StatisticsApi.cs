using System.Globalization;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Counts of accepted events by hour, kept apart from issues and events and thus a third witness.</summary>
public static class StatisticsApi
{
    private const int MostIntervals = 1000;
    private static readonly string[] Fields = ["sum(quantity)", "sum(times_seen)"];
    private static readonly string[] Categories = ["error", "transaction"];

    /// <summary>Adds the endpoint.</summary>
    public static void Map(ApiRoutes routes) =>
        routes.Map("GET", "/api/0/organizations/{org}/stats_v2/", ["org:read"], GetAsync);

    private static async Task GetAsync(ApiCall call)
    {
        if (await call.OrganizationAsync() is not { } organization || await ProjectsAsync(call, organization) is not { Length: > 0 } projects)
        {
            await call.NotFoundAsync();
            return;
        }

        if (await RequiredAsync(call, "category", text => Categories.Contains(text) ? text : null) is not { } category
            || await RequiredAsync(call, "field", text => Fields.Contains(text) ? text : null) is not { } field
            || await RequiredAsync(call, "start", Time) is not { } start
            || await RequiredAsync(call, "end", Time) is not { } end)
        {
            return;
        }

        var rows = await CountAsync(call, category, start.Value, end.Value, projects);
        await call.AnswerAsync(200, new JsonObject
        {
            ["intervals"] = new JsonArray([.. rows.Select(row =>
                (JsonNode)row.Get<DateTime>("hour").ToString("yyyy-MM-dd'T'HH:mm:ss+00:00", CultureInfo.InvariantCulture))]),
            ["groups"] = new JsonArray(new JsonObject
            {
                ["series"] = new JsonObject
                {
                    [field] = new JsonArray([.. rows.Select(row => row.Find<long?>("n") is { } n ? (JsonNode)n : null)]),
                },
            }),
        });
    }

    private static Task<List<Row>> CountAsync(ApiCall call, string category, DateTimeOffset start, DateTimeOffset end, long[] projects)
    {
        var (unit, step) = call.Query("interval") switch
        {
            "1d" => ("day", "1 day"),
            "1m" => ("minute", "1 minute"),
            _ => ("hour", "1 hour"),
        };
        return call.Database.RowsAsync(
            $"""
            select hour, sum(s.count) as n
            from generate_series(date_trunc('{unit}', $1::timestamptz, 'UTC'),
              date_trunc('{unit}', $2::timestamptz, 'UTC') + interval '{step}', interval '{step}') hour
            left join projects_issueeventprojecthourlystatistic s
              on s.date >= hour and s.date < hour + interval '1 hour' and s.project_id = any($3) and $4 = 'error'
            group by hour order by hour limit {MostIntervals}
            """,
            start.UtcDateTime, end.UtcDateTime, projects, category);
    }

    private static async Task<long[]> ProjectsAsync(ApiCall call, Row organization)
    {
        var rows = await call.Database.RowsAsync(
            "select id from projects_project where organization_id = $1 and not is_deleted", organization.Get<int>("id"));
        var asked = call.Http.Request.Query["project"].Where(text => text != "-1").ToList();
        return [.. rows.Select(row => row.Get<long>("id")).Where(id => asked.Count == 0 || asked.Contains($"{id}"))];
    }

    private static async Task<T?> RequiredAsync<T>(ApiCall call, string name, Func<string, T?> parse)
        where T : class
    {
        var text = call.Query(name);
        if (text is not null && parse(text) is { } value)
        {
            return value;
        }

        await (text is null
            ? call.Http.InvalidAsync("missing", ["query", name], "Field required")
            : call.Http.InvalidAsync("value_error", ["query", name], "Input is not valid"));
        return null;
    }

    private static Moment? Time(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? new Moment(time) : null;

    private sealed record Moment(DateTimeOffset Value);
}
