using System.Globalization;
using System.Text.RegularExpressions;

namespace Verification.Audit.Compose;

/// <summary>Sizes such as 256M, 1g, 512kb or 1.5GiB: always powers of 1,024, as Docker reads them.</summary>
public static partial class Sizes
{
    private const string Prefixes = "kmgtp";

    /// <summary>The size in bytes; null when the text is none. -1, for "without a limit", is itself.</summary>
    public static long? Bytes(string? text)
    {
        if (text is null || text.Length > 64)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        Match match = Form().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return null;
        }

        string prefix = match.Groups["prefix"].Value.ToLowerInvariant();
        double bytes = number * Math.Pow(1024, prefix.Length == 0 ? 0 : Prefixes.IndexOf(prefix, StringComparison.Ordinal) + 1);
        return bytes < long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+) ?((?<prefix>[kmgtp])(i?b)?|b)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
