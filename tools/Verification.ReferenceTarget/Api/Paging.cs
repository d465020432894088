using System.Text;
using System.Web;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>How a list is ordered: a column, the SQL type of its values, a column that breaks ties, and the direction.</summary>
public sealed record Ordering(string Column, string Type, string TieBreaker, bool Descending);

/// <summary>Lists a page at a time, forward only, with GlitchTip's headers: link, x-max-hits, x-hits.</summary>
public static class Paging
{
    private const int MostHits = 1000;

    /// <summary>The rows of the page asked for; sets the headers of the answer.</summary>
    public static async Task<IReadOnlyList<Row>> PageAsync(this ApiCall call, string columns, Filter filter, Ordering ordering)
    {
        var limit = int.TryParse(call.Query("limit"), out var asked) ? Math.Clamp(asked, 1, 100) : 50;
        var hits = await call.Database.RowAsync($"select count(*) as n from (select 1 {filter.Sql} limit {MostHits}) x", filter.Arguments);
        var (position, offset) = Decode(call.Query("cursor"));
        if (position is not null)
        {
            filter.And($"{ordering.Column} {(ordering.Descending ? "<=" : ">=")} {{0}}::text::{ordering.Type}", position);
        }

        var direction = ordering.Descending ? "desc" : "asc";
        var rows = await call.Database.RowsAsync(
            $"""
            select {columns}, {ordering.Column}::text as cursor_position {filter.Sql}
            order by {ordering.Column} {direction}, {ordering.TieBreaker} {direction} offset {offset} limit {limit + 1}
            """,
            filter.Arguments);
        var page = rows.Take(limit).ToList();
        SetHeaders(call, hits!.Get<long>("n"), rows.Count > limit ? NextCursor(page, position, offset) : null);
        return page;
    }

    private static string NextCursor(List<Row> page, string? position, int offset)
    {
        // Rows of equal position may straddle the page's edge: the next page skips those already shown.
        var last = page[^1].Get<string>("cursor_position");
        var shown = page.Count(row => row.Get<string>("cursor_position") == last) + (position == last ? offset : 0);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"o={shown}&p={HttpUtility.UrlEncode(last)}"));
    }

    private static (string? Position, int Offset) Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return (null, 0);
        }

        var parts = HttpUtility.ParseQueryString(Encoding.UTF8.GetString(Convert.FromBase64String(cursor)));
        return (parts["p"], int.TryParse(parts["o"], out var offset) ? offset : 0);
    }

    private static void SetHeaders(ApiCall call, long hits, string? next)
    {
        var request = call.Http.Request;
        var here = $"{request.Scheme}://{request.Host}{request.Path}";
        var query = HttpUtility.ParseQueryString(request.QueryString.Value ?? "");
        var previousUrl = here + request.QueryString;
        query["cursor"] = next;
        var sorted = query.AllKeys.Where(key => query[key] is not null).Order(StringComparer.Ordinal)
            .Select(key => $"{key}={HttpUtility.UrlEncode(query[key])}");
        var link = $"<{previousUrl}>; rel=\"previous\"; results=\"false\", " + (next is null
            ? $"<{previousUrl}>; rel=\"next\"; results=\"false\""
            : $"<{here}?{string.Join('&', sorted)}>; rel=\"next\"; results=\"true\"; cursor=\"{next}\"");

        // The measured 5.2 prints the header as Python prints a set of one string; a client has to accept both forms.
        call.Http.Response.Headers["link"] = call.Services.Behaviour.IsLikeGlitchTip52 ? $"{{'{link}'}}" : link;
        call.Http.Response.Headers["x-max-hits"] = $"{MostHits}";
        call.Http.Response.Headers["x-hits"] = $"{hits}";
    }
}
