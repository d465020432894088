using System.Globalization;
using System.Text;

namespace Verification.Audit.Yaml;

/// <summary>Numbers as Go prints them, since an unquoted 1.0 reaches a container as what Compose prints of it.</summary>
internal static class GoNumbers
{
    private const int LargestPlainExponent = 21;
    private const int SmallestPlainExponent = -4;

    /// <summary>The shortest digits that give the number back, with an exponent only for the very large and the very small.</summary>
    public static string Write(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        // "R" gives the shortest digits, E0 style or not; its digits and its exponent are taken apart and laid out anew.
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int letter = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = letter < 0 ? shortest : shortest[..letter];
        int exponent = letter < 0 ? 0 : int.Parse(shortest[(letter + 1)..], CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        return (value < 0 ? "-" : "") + LayOut(digits.Trim('0'), whole + exponent - leading - 1);
    }

    private static string LayOut(string digits, int exponent)
    {
        if (exponent is < SmallestPlainExponent or >= LargestPlainExponent)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        StringBuilder plain = new(digits.PadRight(exponent + 1, '0'));
        return digits.Length > exponent + 1 ? plain.Insert(exponent + 1, '.').ToString() : plain.ToString();
    }
}
