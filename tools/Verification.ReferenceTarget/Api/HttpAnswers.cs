using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Api;

/// <summary>The few forms of answers GlitchTip gives.</summary>
public static class HttpAnswers
{
    /// <summary>The content type of the API.</summary>
    public const string Json = "application/json; charset=utf-8";

    // Answers are JSON and never part of a page: escaping for HTML would only inflate them.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with JSON.</summary>
    public static Task JsonAsync(this HttpContext http, int status, JsonNode body, string contentType = Json) =>
        http.TextAsync(status, body.ToJsonString(Plain), contentType);

    /// <summary>Answers with text.</summary>
    public static async Task TextAsync(this HttpContext http, int status, string text, string contentType)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }

    /// <summary>Answers with a page.</summary>
    public static Task HtmlAsync(this HttpContext http, int status, string page) =>
        http.TextAsync(status, page, "text/html; charset=utf-8");

    /// <summary>Answers with <c>{"detail": ...}</c>.</summary>
    public static Task DetailAsync(this HttpContext http, int status, string detail, string contentType = Json) =>
        http.TextAsync(status, $$"""{"detail": "{{detail}}"}""", contentType);

    /// <summary>Answers 422 with one finding of the validator.</summary>
    public static Task InvalidAsync(this HttpContext http, string type, IEnumerable<string> location, string message, string? expected = null) =>
        http.JsonAsync(422, Finding(type, location, message, expected));

    private static JsonObject Finding(string type, IEnumerable<string> location, string message, string? expected)
    {
        var finding = new JsonObject
        {
            ["type"] = type,
            ["loc"] = new JsonArray([.. location.Select(part => (JsonNode)part)]),
            ["msg"] = message,
        };
        if (expected is not null)
        {
            finding["ctx"] = new JsonObject { [type == "uuid_parsing" ? "error" : "expected"] = expected };
        }

        return new JsonObject { ["detail"] = new JsonArray(finding) };
    }
}

/// <summary>The pages GlitchTip shows where one would expect JSON.</summary>
public static class Pages
{
    /// <summary>500.</summary>
    public static string ServerError { get; } = Plain("Server Error (500)");

    /// <summary>400.</summary>
    public static string BadRequest { get; } = Plain("Bad Request (400)");

    /// <summary>404 outside of the API.</summary>
    public static string NotFound { get; } = Plain("GlitchTip");

    /// <summary>403 of a form without its CSRF token.</summary>
    public static string CsrfFailed { get; } = Plain("403 Forbidden").Replace(
        "<p></p>", "<p>CSRF verification failed. Request aborted.</p>", StringComparison.Ordinal);

    /// <summary>The single-page application, which answers unknown paths that look like its own.</summary>
    public const string Application =
        "<!doctype html><html><head><base href=\"/\"/><title>GlitchTip (reference target, no frontend)</title></head>"
        + "<body><app-root></app-root></body></html>\n";

    private static string Plain(string title) =>
        $"\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>{title}</title>\n</head>\n<body>\n  <h1>{title}</h1><p></p>\n</body>\n</html>\n";
}
