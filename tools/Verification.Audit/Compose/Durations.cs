using System.Globalization;
using System.Text.RegularExpressions;

namespace Verification.Audit.Compose;

/// <summary>Durations such as 30s, 1m30s, 1.5h or 2d, as Compose reads them; a number without a unit is none, except 0.</summary>
public static partial class Durations
{
    /// <summary>The duration in seconds; null when the text is none.</summary>
    public static double? Seconds(string? text)
    {
        if (text is null || text.Length > 64)
        {
            return null;
        }

        string unsigned = text is ['-' or '+', ..] ? text[1..] : text;
        if (unsigned == "0")
        {
            return 0;
        }

        Match match = Form().Match(unsigned);
        if (!match.Success)
        {
            return null;
        }

        double seconds = match.Groups["part"].Captures.Sum(part => Part(part.Value));
        return text[0] == '-' ? -seconds : seconds;
    }

    private static double Part(string part)
    {
        int unit = part.IndexOfAny([.. "nuµμmshdw"]);
        return double.Parse(part[..unit], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * part[unit..] switch
        {
            "ns" => 1e-9,
            "us" or "µs" or "μs" => 1e-6,
            "ms" => 1e-3,
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => 604800,
        };
    }

    [GeneratedRegex(@"^(?<part>([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h|d|w))+\z")]
    private static partial Regex Form();
}
