namespace Verification.Audit.Facts;

/// <summary>How hard a secret is to guess, at best.</summary>
internal static class SecretStrength
{
    private static readonly string[] Everyday =
    [
        "change", "password", "passwort", "secret", "postgres", "glitchtip", "sentry", "admin", "default", "example", "insecure", "test", "demo", "letmein", "welcome",
        "qwerty", "12345", "abcdef", "foobar", "replace", "your-", "your_", "redis", "root", "user",
    ];

    // Instructions that somebody was meant to follow, however long they are.
    private static readonly string[] Phrases = ["change-me", "changeme", "change_me", "insecure", "please", "random-string", "your-secret", "your_secret", "replace-", "openssl", "secret-key", "secretkey"];

    /// <summary>Upper bound in bits: what its alphabet and length allow, were it random.</summary>
    public static double Bits(string secret)
    {
        int alphabet = secret.All(char.IsAsciiHexDigitLower) || secret.All(char.IsAsciiHexDigitUpper) ? 16
            : (secret.Any(char.IsAsciiLetterLower) ? 26 : 0) + (secret.Any(char.IsAsciiLetterUpper) ? 26 : 0) + (secret.Any(char.IsAsciiDigit) ? 10 : 0) + (secret.All(char.IsAsciiLetterOrDigit) ? 0 : 20);
        // Few different characters make a long secret no better than a short one.
        int counted = Math.Min(secret.Length, secret.Distinct().Count() * 8);
        return Math.Round(counted * Math.Log2(Math.Max(alphabet, 2)), 0);
    }

    /// <summary>Whether it is empty, a default, or made of everyday words.</summary>
    public static bool IsWellKnown(string secret) =>
        secret.Distinct().Count() < 5 || Phrases.Any(phrase => secret.Contains(phrase, StringComparison.OrdinalIgnoreCase)) || (secret.Length < 40 && Everyday.Any(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
