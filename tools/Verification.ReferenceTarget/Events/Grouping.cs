using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>The hash by which events become one issue.</summary>
public static class Grouping
{
    /// <summary>MD5 over title, culprit and type digit, or over the fingerprint when the sender gave one.</summary>
    public static string Hash(string title, string culprit, int type, JsonArray? fingerprint)
    {
        var standard = $"{title}{culprit}{type}";
        return Md5(fingerprint is { Count: > 0 }
            ? string.Concat(fingerprint.Select(part => part.AsString() is "{{ default }}" ? standard : part.AsString() ?? ""))
            : standard);
    }

    /// <summary>The MD5 of a text in hexadecimal: GlitchTip's choice, for grouping and not for security.</summary>
#pragma warning disable CA5351 // The hash must equal GlitchTip's.
    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
