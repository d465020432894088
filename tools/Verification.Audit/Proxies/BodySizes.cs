using System.Text.RegularExpressions;

namespace Verification.Audit.Proxies;

/// <summary>Sizes as proxies write them.</summary>
internal static partial class BodySizes
{
    private const double MiB = 1 << 20;

    /// <summary>nginx: k, m and g are powers of two; 0 means no limit.</summary>
    public static double? Nginx(string text) => Number().Match(text) is { Success: true } match && match.Groups[2].Value is "" or "k" or "K" or "m" or "M" or "g" or "G"
        ? double.Parse(match.Groups[1].Value) * Power(match.Groups[2].Value, 1024) / MiB : null;

    /// <summary>Caddy: MB is a power of ten, MiB one of two.</summary>
    public static double? Caddy(string text) => Number().Match(text) is { Success: true } match
        ? double.Parse(match.Groups[1].Value) * Power(match.Groups[2].Value, match.Groups[2].Value.Contains('i') ? 1024 : 1000) / MiB : null;

    private static double Power(string unit, double step) => unit.ToLowerInvariant() switch
    {
        "" or "b" => 1,
        ['k', ..] => step,
        ['m', ..] => step * step,
        _ => step * step * step,
    };

    [GeneratedRegex(@"^([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([kKmMgG]?i?[bB]?)$")]
    private static partial Regex Number();
}
