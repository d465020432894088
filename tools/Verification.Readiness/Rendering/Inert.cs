using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Verification.Readiness.Rendering;

/// <summary>Makes hostile text (whatever an event, a log or a file may carry) inert in each output format; the one place for it.</summary>
public static partial class Inert
{
    // Invisible and zero-width: it stops GitHub from linking or notifying, where an escape would be undone before that step.
    private const char WordJoiner = '\u2060';

    /// <summary>A text node: whoever writes it escapes it, so it can't become markup.</summary>
    public static XText Html(string text) => new(Line(text));

    /// <summary>Characters that XML 1.0 forbids, or that nobody could see, become visible; escaping is the XML writer's.</summary>
    public static string Xml(string text) => Visible(text);

    /// <summary>One line that a terminal only prints, and that a CI runner does not take for a workflow command.</summary>
    public static string Terminal(string text)
    {
        string line = RunnerCommand().Replace(Line(text), @"#\u0023");
        return line.StartsWith("::", StringComparison.Ordinal) ? @"\u003A" + line[1..] : line;
    }

    /// <summary>One line of a SARIF message: viewers make links of "[text](target)" in it, and hosts post it as a comment that notifies.</summary>
    public static string Sarif(string text) =>
        SarifBraces(Automatic().Replace(Line(text), $"$0{WordJoiner}").Replace("](", $"]{WordJoiner}(", StringComparison.Ordinal));

    /// <summary>Braces of a SARIF message, which are placeholders unless they are doubled (SARIF 2.1.0, 3.11.5).</summary>
    public static string SarifBraces(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>One line of Markdown that reads as the text does: no link, image, tag, mention, table cell, fence or heading can start in it.</summary>
    public static string Markdown(string text)
    {
        string line = Automatic().Replace(Line(text), $"$0{WordJoiner}");
        StringBuilder escaped = new(line.Length + 16);
        int listMark = ListNumber().Match(line) is { Success: true } number ? number.Length - 1 : 0;
        for (int index = 0; index < line.Length; index++)
        {
            if (Escape(line, index, listMark) is string escape)
            {
                escaped.Append(escape);
            }
            else
            {
                escaped.Append(line[index]);
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text in one line, with everything visible that would otherwise act instead of being read.</summary>
    public static string Line(string text) => Visible(text).Replace('\t', ' ').Replace("\n", " ↵ ", StringComparison.Ordinal).Trim();

    private static string? Escape(string line, int index, int listMark) => line[index] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        // Not "\|": parsers disagree on how many backslashes before a pipe count.
        '|' => "&#124;",
        '\\' or '`' or '*' or '~' or '[' or ']' or '#' or '$' => $"\\{line[index]}",
        // Inside a word (snake_case) an underscore does nothing, and the text stays readable.
        '_' when !(IsWord(line, index - 1) && IsWord(line, index + 1)) => "\\_",
        '-' or '+' or '=' when index == 0 && !IsWord(line, 1) => $"\\{line[index]}",
        '.' or ')' when listMark > 0 && index == listMark => $"\\{line[index]}",
        _ => null,
    };

    private static bool IsWord(string line, int index) => index >= 0 && index < line.Length && char.IsLetterOrDigit(line[index]);

    private static string Visible(string text)
    {
        StringBuilder visible = new(text.Length);
        // Enumerating runes turns a lone surrogate into U+FFFD.
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            visible = Acts(rune)
                ? visible.Append(rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}")
                : rune.IsBmp ? visible.Append((char)rune.Value) : visible.Append(rune.ToString());
        }

        return visible.ToString();
    }

    // Control characters (ANSI escapes, NUL), format characters (bidi overrides, zero-width, tags) and non-characters.
    private static bool Acts(Rune rune) => rune.Value is not ('\n' or '\t')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || (rune.Value & 0xFFFE) == 0xFFFE);

    // What GitHub turns into a link, a notification or a picture without any markup: @name, #1, GH-1, scheme://, www., :emoji:
    [GeneratedRegex(@"@(?=[\w-])|#(?=\d)|GH-(?=\d)|:(?=//)|www(?=\.)|:(?=[a-z+-][a-z0-9_+-]*:)", RegexOptions.IgnoreCase)]
    private static partial Regex Automatic();

    [GeneratedRegex(@"^\d+[.)](?=\s|$)")]
    private static partial Regex ListNumber();

    // GitHub's and Azure's runners look for these anywhere in a line; "::" counts only at its start.
    [GeneratedRegex(@"##(?=\[|vso\[)", RegexOptions.IgnoreCase)]
    private static partial Regex RunnerCommand();
}
