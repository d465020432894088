using System.Text;

namespace Verification.Audit.Env;

/// <summary>Escapes between double quotes of an environment file, resolved before variables are.</summary>
internal static class Escapes
{
    private const int LongestOctal = 3;

    /// <summary>The text with its escapes resolved; an escaped dollar is left doubled, for interpolation to make one of it.</summary>
    public static string Resolve(string text)
    {
        StringBuilder resolved = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length)
            {
                resolved.Append(text[index]);
                continue;
            }

            char letter = text[++index];
            if (letter == '0')
            {
                index += Octal(text, index, resolved);
            }
            else
            {
                resolved.Append(Simple(letter));
            }
        }

        return resolved.ToString();
    }

    private static string Simple(char letter) => letter switch
    {
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'v' => "\v",
        '$' => "$$",
        '"' => "\"",
        '\\' => "\\",
        // \c and everything else stays as it is.
        _ => $"\\{letter}",
    };

    // \0 and exactly three octal digits make a character; anything shorter stays as written.
    private static int Octal(string text, int zero, StringBuilder resolved)
    {
        int digits = text.Skip(zero + 1).Take(LongestOctal).TakeWhile(char.IsAsciiDigit).Count();
        string octal = text.Substring(zero + 1, digits);
        if (digits == LongestOctal && octal.All(digit => digit < '8') && Convert.ToInt32(octal, 8) is var code and <= byte.MaxValue)
        {
            resolved.Append((char)code);
        }
        else
        {
            resolved.Append("\\0").Append(octal);
        }

        return digits;
    }
}
