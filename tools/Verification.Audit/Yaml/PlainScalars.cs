using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Verification.Audit.Yaml;

/// <summary>What an unquoted scalar is, by the rules of the YAML library that Compose uses: mostly YAML 1.2, with the octals of 1.1.</summary>
internal static partial class PlainScalars
{
    // Digits beyond this are no number that anybody meant, and reading them costs time.
    private const int LongestNumber = 400;
    private const int LongestDate = 64;

    /// <summary>The kind of an unquoted scalar.</summary>
    public static ScalarKind Kind(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when IsWordOfText(text) => ScalarKind.Text,
        _ when Integer(text) is not null => ScalarKind.Whole,
        _ when Float(text) is not null => ScalarKind.Fraction,
        _ => ScalarKind.Text,
    };

    /// <summary>The whole number that is written there, within 64 bits; null when it is none.</summary>
    public static BigInteger? Integer(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        bool negative = digits.StartsWith('-');
        digits = negative || digits.StartsWith('+') ? digits[1..] : digits;
        if (digits.Length is 0 or > LongestNumber || !char.IsAsciiDigit(digits[0]) || text[0] == '_')
        {
            return null;
        }

        BigInteger? value = digits switch
        {
            ['0', 'x' or 'X', .. { Length: > 0 } hex] => InBase(hex, 16),
            ['0', 'o' or 'O', .. { Length: > 0 } octal] => InBase(octal, 8),
            ['0', 'b' or 'B', .. { Length: > 0 } binary] => InBase(binary, 2),
            ['0', .. { Length: > 0 } octal] => InBase(octal, 8),
            _ => InBase(digits, 10),
        };
        value = negative ? -value : value;
        return value >= long.MinValue && value <= ulong.MaxValue ? value : null;
    }

    /// <summary>The number that is written there; null when it is none.</summary>
    public static double? Float(string text) => text switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        { Length: <= LongestNumber } when FloatForm().IsMatch(text.Replace("_", "", StringComparison.Ordinal)) =>
            double.Parse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Whether the text is a date to YAML 1.1, which Compose's library still knows.</summary>
    public static bool IsDate(string text) => text.Length <= LongestDate && DateForm().Match(text) is { Success: true } match
        && DateTime.TryParseExact(match.Groups["day"].Value, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsWordOfText(string text) => !char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.');

    private static BigInteger? InBase(string digits, int radix)
    {
        BigInteger value = BigInteger.Zero;
        foreach (char digit in digits)
        {
            int weight = char.IsAsciiDigit(digit) ? digit - '0' : char.IsAsciiHexDigit(digit) ? char.ToLowerInvariant(digit) - 'a' + 10 : radix;
            if (weight >= radix)
            {
                return null;
            }

            value = (value * radix) + weight;
        }

        return value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(([Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2}))|( [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?))?\z")]
    private static partial Regex DateForm();
}
