using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Verification.Readiness.Redaction;

/// <summary>Takes secrets out of text, in every form in which they travel: raw, URL-encoded, base64, JSON-escaped, dashed.</summary>
public sealed partial class Redactor
{
    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    /// <summary>Makes a redactor for known secrets; shapes that always hold a secret (DSNs, connection URLs, tokens) are taken out as well.</summary>
    /// <param name="secrets">Raw secrets; those shorter than <see cref="ShortestSecret"/> characters are refused, because redacting them would shred the text.</param>
    public Redactor(IEnumerable<string> secrets)
    {
        List<string> raw = [.. secrets.Distinct(StringComparer.Ordinal)];
        if (raw.Exists(secret => secret.Length < ShortestSecret))
        {
            throw new ArgumentException($"A secret of fewer than {ShortestSecret} characters can't be redacted reliably.", nameof(secrets));
        }

        // Longest first: a secret that contains another one goes as a whole.
        _forms = [.. raw.SelectMany(Forms).Where(form => form.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        // Logs go through here line by line: one pass for all forms, however many secrets a run has.
        _search = SearchValues.Create(_forms, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Shortest secret that can be redacted.</summary>
    public const int ShortestSecret = 6;

    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "[redacted]";

    /// <summary>The text without secrets.</summary>
    public string Redact(string text)
    {
        text = RedactKnown(text);
        text = CredentialsInUrl().Replace(text, $"$1{Mark}@");
        text = SentryKey().Replace(text, $"$1{Mark}");
        return BearerToken().Replace(text, $"$1{Mark}");
    }

    // Matches that overlap are taken out as one, so that no end of the second is left standing.
    private string RedactKnown(string text)
    {
        StringBuilder? result = null;
        int kept = 0;
        for (int at = Next(text, 0); at >= 0; at = Next(text, kept))
        {
            int end = at;
            for (int start = at; start >= 0 && start < Math.Max(end, at + 1); start = Next(text, start + 1))
            {
                end = Math.Max(end, start + LongestAt(text, start));
            }

            (result ??= new StringBuilder(text.Length)).Append(text, kept, at - kept).Append(Mark);
            kept = end;
        }

        return result is null ? text : result.Append(text, kept, text.Length - kept).ToString();
    }

    private int Next(string text, int from)
    {
        int found = from < text.Length ? text.AsSpan(from).IndexOfAny(_search) : -1;
        return found < 0 ? -1 : from + found;
    }

    private int LongestAt(string text, int start) =>
        _forms.First(form => string.Compare(text, start, form, 0, form.Length, StringComparison.OrdinalIgnoreCase) == 0).Length;

    private static IEnumerable<string> Forms(string secret)
    {
        foreach (string spelt in Spellings(secret))
        {
            yield return spelt;
            foreach (string text in UrlForms(spelt).Concat(JsonForms(spelt)))
            {
                yield return text;
                foreach (string twice in UrlForms(text).Concat(JsonForms(text)))
                {
                    yield return twice;
                }
            }
        }

        foreach (string form in Spellings(secret).SelectMany(spelt => Base64Forms(Encoding.UTF8.GetBytes(spelt))))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
            yield return Uri.EscapeDataString(form);
        }
    }

    // A DSN key is a UUID: written with dashes in one place and without in the next.
    private static string[] Spellings(string secret) =>
        Guid.TryParse(secret, out Guid key) ? [secret, key.ToString("N"), key.ToString("D")] : [secret];

    // .NET escapes every reserved character; JavaScript and Python leave some of them, and forms write a space as +.
    private static IEnumerable<string> UrlForms(string text)
    {
        string escaped = Uri.EscapeDataString(text);
        yield return escaped;
        yield return escaped.Replace("%20", "+");
        yield return Left(escaped, "!'()*");
        yield return Left(escaped, "/");
    }

    private static string Left(string escaped, string characters) =>
        characters.Aggregate(escaped, (text, character) => text.Replace(Uri.HexEscape(character), character.ToString()));

    private static IEnumerable<string> JsonForms(string text)
    {
        string relaxed = JsonSerializer.Serialize(text, Relaxed)[1..^1];
        yield return JsonSerializer.Serialize(text)[1..^1];
        yield return relaxed;
        yield return relaxed.Replace("/", "\\/");
    }

    // Inside a longer text the secret can start at any of three positions of a base64 group; of each, the characters that
    // only the secret determines are a fixed string.
    private static IEnumerable<string> Base64Forms(byte[] secret)
    {
        yield return Convert.ToBase64String(secret);
        for (int offset = 0; offset < 3; offset++)
        {
            string encoded = Convert.ToBase64String([.. new byte[offset], .. secret]);
            int first = offset == 0 ? 0 : offset + 1;
            int last = (offset + secret.Length) * 8 / 6;
            yield return encoded[first..Math.Min(last, encoded.Length)];
        }
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]{0,30}:(?:\\?/){2})[^\s/?#""'<>]{1,512}@", RegexOptions.IgnoreCase)]
    private static partial Regex CredentialsInUrl();

    [GeneratedRegex(@"((?:sentry|glitchtip)_(?:key|secret)(?:=|%3D|\\*""\s*:\s*\\*""))[0-9a-f-]{32,36}", RegexOptions.IgnoreCase)]
    private static partial Regex SentryKey();

    [GeneratedRegex(@"(\b(?:Bearer|Token)\s+)[A-Za-z0-9._~+/=-]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex BearerToken();
}
