using System.Text;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>One text with variables: $NAME, ${NAME}, ${NAME:-default}, ${NAME-default}, ${NAME:?message}, ${NAME?message}, ${NAME:+text}, ${NAME+text}, $$.</summary>
internal sealed class Template(Interpolator interpolator, Place place, List<string> names)
{
    private const int DeepestNesting = 32;

    /// <summary>The text with variables filled in.</summary>
    public string Fill(string text, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Refusal.At(place, $"variables are nested more than {DeepestNesting} deep", "write the value more simply");
        }

        StringBuilder filled = new();
        for (int index = 0; index < text.Length;)
        {
            char next = index + 1 < text.Length ? text[index + 1] : '\0';
            if (text[index] != '$' || !(next is '$' or '{' || IsStart(next)))
            {
                // A dollar before anything else is a dollar.
                filled.Append(text[index++]);
            }
            else if (next == '$')
            {
                filled.Append('$');
                index += 2;
            }
            else if (next == '{')
            {
                int end = Closing(text, index);
                filled.Append(Braced(text[(index + 2)..end], depth));
                index = end + 1;
            }
            else
            {
                int end = EndOfName(text, index + 1);
                filled.Append(Value(text[(index + 1)..end]));
                index = end;
            }
        }

        return filled.ToString();
    }

    private static bool IsStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    private static int EndOfName(string text, int start)
    {
        int end = start;
        while (end < text.Length && (IsStart(text[end]) || (end > start && char.IsAsciiDigit(text[end]))))
        {
            end++;
        }

        return end;
    }

    // Braces pair up; where they don't, the last one of the line closes.
    private int Closing(string text, int start)
    {
        int open = 0;
        int last = -1;
        for (int index = start + 1; index < text.Length && text[index] != '\n'; index++)
        {
            open += text[index] == '{' ? 1 : 0;
            if (text[index] == '}')
            {
                last = index;
                if (--open == 0)
                {
                    return index;
                }
            }
        }

        return last >= 0 ? last : throw Bad();
    }

    private string Braced(string inside, int depth)
    {
        int end = EndOfName(inside, 0);
        string name = inside[..end];
        string rest = inside[end..];
        if (end == 0)
        {
            throw Bad();
        }

        return rest switch
        {
            "" => Value(name),
            [':', '-', .. { } fallback] => Default(name, fallback, depth, emptyCounts: false),
            ['-', .. { } fallback] => Default(name, fallback, depth, emptyCounts: true),
            [':', '?', .. { } message] => Required(name, message, emptyCounts: false),
            ['?', .. { } message] => Required(name, message, emptyCounts: true),
            [':', '+', .. { } replacement] => Replaced(name, replacement, depth, emptyCounts: false),
            ['+', .. { } replacement] => Replaced(name, replacement, depth, emptyCounts: true),
            _ => throw Bad(),
        };
    }

    private string Value(string name) => Look(name, hasDefault: false, required: false) ?? "";

    private string Default(string name, string fallback, int depth, bool emptyCounts)
    {
        string? value = Look(name, hasDefault: true, required: false);
        return value is null || (value.Length == 0 && !emptyCounts) ? Fill(fallback, depth + 1) : value;
    }

    private string Replaced(string name, string replacement, int depth, bool emptyCounts)
    {
        string? value = Look(name, hasDefault: true, required: false);
        return value is null || (value.Length == 0 && !emptyCounts) ? "" : Fill(replacement, depth + 1);
    }

    private string Required(string name, string message, bool emptyCounts)
    {
        string? value = Look(name, hasDefault: false, required: true);
        if (interpolator.Lenient || (value is not null && (value.Length > 0 || emptyCounts)))
        {
            return value ?? "";
        }

        string why = message.Trim().Length > 0 ? $" ({Refusal.Quote(message.Trim())})" : "";
        throw Refusal.At(place, $"the required variable {name} has no value{why}", "set it in .env");
    }

    private string? Look(string name, bool hasDefault, bool required)
    {
        names.Add(name);
        return interpolator.Use(name, hasDefault, required, place);
    }

    private Exception Bad() => Refusal.At(place, "the text behind ${ is no variable that Compose understands", "write ${NAME}, or $$ for a dollar sign");
}
