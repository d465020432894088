using System.Text.RegularExpressions;

namespace Verification.Audit.Facts;

/// <summary>Tells from a variable's name and value whether it holds a secret, and which part of it is one.</summary>
internal static partial class SecretNames
{
    /// <summary>The secret in a variable's value; null when there is none.</summary>
    public static string? Of(string name, string? value)
    {
        if (string.IsNullOrEmpty(value) || name.EndsWith("_FILE", StringComparison.Ordinal))
        {
            return null;
        }

        Match url = Credentials().Match(value);
        return url.Success ? Uri.UnescapeDataString(url.Groups[1].Value)
            : Named().IsMatch(name) && !value.Contains("://", StringComparison.Ordinal) && (Certain().IsMatch(name) || !Flag().IsMatch(value)) ? value : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9+.\-]*://[^/@:\s]*:(\S+)@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"(SECRET|PASSWORD|PASSWD|_PASS$|^PASS$|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL|LICENSE_KEY)", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    // Whatever stands here is the password, 12345 included.
    [GeneratedRegex(@"(PASSWORD|PASSWD|SECRET_KEY)$", RegexOptions.IgnoreCase)]
    private static partial Regex Certain();

    // Names such as PASSWORD_RESET or TOKEN_TTL hold switches and numbers, not secrets.
    [GeneratedRegex(@"^(true|false|yes|no|on|off|\d{1,5})$", RegexOptions.IgnoreCase)]
    private static partial Regex Flag();
}
