using System.Text;
using System.Text.RegularExpressions;

namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    private static readonly string[] ParameterOperators = [":-", ":=", ":?", ":+", "-", "=", "?", "+", "##", "#", "%%", "%", "//", "/", "^^", "^", ",,", ",", "@", ":"];

    [GeneratedRegex(@"^[A-Za-z_]\w*(\[[^\]]*\])?\+?$")]
    private static partial Regex AssignmentName();

    private WordPart ReadExpansion(bool quoted)
    {
        if (Current == '`')
        {
            return ReadBackticks(quoted);
        }

        switch (Ahead)
        {
            case '(' when at + 2 < text.Length && text[at + 2] == '(' && ArithmeticEnd(at + 3) is int end:
                at += 3;
                return new ArithmeticPart(ReadArithmetic(end));
            case '(':
                at += 2;
                return new CommandPart(ParseUntilParenthesis("$("), quoted);
            case '{':
                at += 2;
                return ReadBraced(quoted);
            case '\'' when !quoted:
                at++;
                return new LiteralPart(ReadAnsiQuoted(), true);
            case '"' when !quoted:
                at++;
                return new LiteralPart("", true);
        }

        at++;
        int start = at;
        if (at < text.Length && (char.IsAsciiLetter(Current) || Current == '_'))
        {
            SkipName();
        }
        else if (at < text.Length && (char.IsAsciiDigit(Current) || Current is '?' or '#' or '$' or '!' or '@' or '*' or '-'))
        {
            at++;
        }

        return at == start ? new LiteralPart("$", quoted) : new VariablePart(text[start..at], null, "", null, quoted);
    }

    private void SkipName()
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(Current) || Current == '_'))
        {
            at++;
        }
    }

    private VariablePart ReadBraced(bool quoted)
    {
        int start = line;
        string prefix = Current == '!' && Ahead != '}' ? "indirect" : Current == '#' && Ahead is not ('}' or ':' or '-' or '#' or '%') ? "length" : "";
        at += prefix.Length > 0 ? 1 : 0;
        int nameStart = at;
        SkipName();
        at += at == nameStart && at < text.Length && Current is '?' or '#' or '$' or '!' or '@' or '*' or '-' ? 1 : 0;
        string name = text[nameStart..at];
        if (name.Length == 0)
        {
            throw Error("${ is not followed by a name", start);
        }

        string? index = null;
        if (Current == '[')
        {
            int close = text.IndexOf(']', at);
            if (close < 0)
            {
                throw Error("an index is not closed", start);
            }

            index = text[(at + 1)..close];
            line += index.AsSpan().Count('\n');
            at = close + 1;
        }

        string? symbol = Array.Find(ParameterOperators, candidate => string.CompareOrdinal(text, at, candidate, 0, candidate.Length) == 0);
        at += symbol?.Length ?? 0;
        int operandLine = line;
        List<WordPart> operand = ReadParts(quoted ? WordEnd.QuotedBrace : WordEnd.Brace);
        if (Current != '}')
        {
            throw Error("${ is not closed", start);
        }

        Advance();
        if (symbol is null && operand.Count > 0 && prefix.Length == 0)
        {
            throw Error($"${{{name} is followed by something that is not an operator", start);
        }

        return new VariablePart(name, index, prefix.Length > 0 ? prefix : symbol ?? "", symbol is null ? null : new ShellWord(operand, operandLine), quoted);
    }

    /// <summary>Where the text of $((...)) or ((...)) ends; null when the brackets belong to commands.</summary>
    private int? ArithmeticEnd(int from)
    {
        int open = 0;
        for (int index = from; index < text.Length; index++)
        {
            if (text[index] == '(')
            {
                open++;
            }
            else if (text[index] == ')' && open-- == 0)
            {
                return index + 1 < text.Length && text[index + 1] == ')' ? index : null;
            }
        }

        return null;
    }

    private ShellWord ReadArithmetic(int end)
    {
        string content = text[at..end];
        ShellWord expression = WordOf(content, line);
        line += content.AsSpan().Count('\n');
        at = end + 2;
        return expression;
    }

    private CommandPart ReadBackticks(bool quoted)
    {
        int start = line;
        StringBuilder content = new();
        for (Advance(); Current != '`' || at >= text.Length; content.Append(Advance()))
        {
            if (at >= text.Length)
            {
                throw Error("a backtick is not closed", start);
            }

            if (Current == '\\' && Ahead is '`' or '\\' or '$' or '\n')
            {
                at++;
            }
        }

        at++;
        return new CommandPart(new ShellParser(content.ToString(), start, budget).ParseScript([]), quoted);
    }

    private string ReadAnsiQuoted()
    {
        int start = line;
        StringBuilder content = new();
        for (Advance(); at < text.Length && Current != '\'';)
        {
            char character = Advance();
            if (character != '\\' || at >= text.Length)
            {
                content.Append(character);
                continue;
            }

            char escaped = Advance();
            content.Append(escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'e' or 'E' => '\u001b', _ => escaped });
        }

        if (at >= text.Length)
        {
            throw Error("$' is not closed", start);
        }

        at++;
        return content.ToString();
    }
}
