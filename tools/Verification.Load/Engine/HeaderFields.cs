using System.Text;

namespace Verification.Load.Engine;

/// <summary>Values of header fields, read from bytes.</summary>
internal static class HeaderFields
{
    /// <summary>A decimal number of at most 15 digits.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (10 * number) + digit - '0';
        }

        return digits.Length is > 0 and <= 15;
    }

    /// <summary>A hexadecimal number, with or without a chunk extension behind it.</summary>
    public static bool TryHex(ReadOnlySpan<byte> line, out long number)
    {
        number = 0;
        int end = line.IndexOf((byte)';');
        ReadOnlySpan<byte> digits = (end < 0 ? line : line[..end]).Trim(" \t"u8);
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            number = (16 * number) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return digits.Length is > 0 and <= 12;
    }

    /// <summary>Whether a list such as "keep-alive, Upgrade" has a word.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> word)
    {
        while (!list.IsEmpty)
        {
            int comma = list.IndexOf((byte)',');
            if (Ascii.EqualsIgnoreCase((comma < 0 ? list : list[..comma]).Trim(" \t"u8), word))
            {
                return true;
            }

            list = comma < 0 ? [] : list[(comma + 1)..];
        }

        return false;
    }
}
