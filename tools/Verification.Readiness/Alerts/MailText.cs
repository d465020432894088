using System.Text;
using System.Text.RegularExpressions;

namespace Verification.Readiness.Alerts;

/// <summary>What people see of a message: headers without folds and encoded words, and its text parts decoded (RFC 2045, 2047, 5322, as far as mail programs of servers use them).</summary>
/// <param name="Headers">By name, first one only.</param>
/// <param name="Text">Text parts, one after the other; HTML as it is.</param>
public sealed partial record MailText(IReadOnlyDictionary<string, string> Headers, string Text)
{
    private const int Deepest = 5;

    /// <summary>The subject; empty when there is none.</summary>
    public string Subject => Headers.GetValueOrDefault("Subject", "");

    /// <summary>Parses a message as it was sent; bytes above 127 as in Latin-1.</summary>
    public static MailText Parse(string raw)
    {
        (Dictionary<string, string> headers, string body) = Split(raw.ReplaceLineEndings("\n"));
        return new(headers.ToDictionary(header => header.Key, header => Decoded(header.Value), StringComparer.OrdinalIgnoreCase), string.Join('\n', Texts(headers, body, 0)));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        int end = text.StartsWith('\n') ? 0 : text.IndexOf("\n\n", StringComparison.Ordinal);
        string head = end < 0 ? text : text[..end];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] pair in Fold().Replace(head, " ").Split('\n').Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2))
        {
            headers.TryAdd(pair[0].Trim(), pair[1].Trim());
        }

        return (headers, end < 0 ? "" : text[end..].TrimStart('\n'));
    }

    private static IEnumerable<string> Texts(Dictionary<string, string> headers, string body, int depth)
    {
        string type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && depth < Deepest && Boundary().Match(type) is { Success: true } boundary)
        {
            return ("\n" + body).Split("\n--" + boundary.Groups["text"].Value).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).SelectMany(part =>
            {
                // The rest of the line with the boundary belongs to nothing.
                (Dictionary<string, string> inner, string content) = Split(part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
                return Texts(inner, content, depth + 1);
            });
        }

        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? [Content(headers, body)] : [];
    }

    private static string Content(Dictionary<string, string> headers, string body) => headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
    {
        "base64" => FromBase64(body),
        "quoted-printable" => FromQuoted(body.Replace("=\n", "", StringComparison.Ordinal)),
        _ => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)),
    };

    // White space between two encoded words belongs to neither.
    private static string Decoded(string value) => Word().Replace(Between().Replace(value, "?==?"), match =>
        match.Groups["kind"].Value is "b" or "B" ? FromBase64(match.Groups["text"].Value) : FromQuoted(match.Groups["text"].Value.Replace('_', ' ')));

    private static string FromBase64(string text)
    {
        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes[..length]) : throw new AlertShapeException("a part is said to be base64 and is not");
    }

    private static string FromQuoted(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Quoted().Replace(text, match => $"{(char)Convert.ToInt32(match.Groups["hex"].Value, 16)}")));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("boundary=\"?(?<text>[^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?[^?\s]+\?(?<kind>[bBqQ])\?(?<text>[^?]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();

    [GeneratedRegex("=(?<hex>[0-9A-Fa-f]{2})")]
    private static partial Regex Quoted();
}
