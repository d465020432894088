using System.Text;
using System.Text.Json;

namespace Verification.Cli.Tests.Support;

/// <summary>The forms in which a secret could leave: raw, URL-encoded, base64, JSON-escaped; written here anew, not taken from the redactor.</summary>
internal static class Spellings
{
    /// <summary>Every form of it.</summary>
    public static IEnumerable<string> Of(string secret) => Names(secret).SelectMany(name => (string[])
    [
        name,
        Uri.EscapeDataString(name),
        JsonSerializer.Serialize(name)[1..^1],
        .. Base64(name),
        .. Base64(name).Select(Uri.EscapeDataString),
    ]).Distinct(StringComparer.OrdinalIgnoreCase);

    // A DSN key is a UUID: with dashes in the database, without in the DSN.
    private static string[] Names(string secret) => Guid.TryParse(secret, out Guid id) ? [$"{id:N}", $"{id:D}"] : [secret];

    // Alone, and in the middle of a longer text at each of the three positions of a base64 group.
    private static IEnumerable<string> Base64(string text)
    {
        for (int before = 0; before < 3; before++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(new string(':', before) + text);
            // Only characters that nothing but the secret decides.
            yield return Convert.ToBase64String(bytes)[(before == 0 ? 0 : before + 1)..(bytes.Length * 8 / 6)];
        }
    }
}
