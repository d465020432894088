using System.Text;

namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    /// <summary>What ends the text being read, and with it which characters are special in it.</summary>
    private enum WordEnd
    {
        /// <summary>A blank or an operator.</summary>
        Meta,

        /// <summary>The double quote.</summary>
        Quote,

        /// <summary>The closing brace of ${...}.</summary>
        Brace,

        /// <summary>The closing brace of a ${...} that stands between double quotes.</summary>
        QuotedBrace,

        /// <summary>A blank only: the pattern after =~.</summary>
        Blank,

        /// <summary>The end of the text.</summary>
        Whole,
    }

    private ShellWord ReadWord()
    {
        int start = line;
        return new ShellWord(ReadParts(WordEnd.Meta), start);
    }

    private List<WordPart> ReadParts(WordEnd end)
    {
        List<WordPart> parts = [];
        StringBuilder literal = new();
        bool quoted = end is WordEnd.Quote or WordEnd.QuotedBrace or WordEnd.Whole;
        while (at < text.Length && !Ends(end))
        {
            char character = Current;
            if (character == '\\')
            {
                ReadEscape(end, parts, literal);
            }
            else if (character == '\'' && !quoted)
            {
                Flush(parts, literal, quoted);
                parts.Add(new LiteralPart(ReadSingleQuoted(), true));
            }
            else if (character == '"' && end is not (WordEnd.Quote or WordEnd.Whole))
            {
                Flush(parts, literal, quoted);
                parts.AddRange(Nested(ReadDoubleQuoted));
            }
            else if (character == '$' || character == '`')
            {
                Flush(parts, literal, quoted);
                parts.Add(Nested(() => ReadExpansion(quoted)));
            }
            else if (end == WordEnd.Meta && StartsGroup(parts, literal))
            {
                ReadGroup(parts, literal);
            }
            else
            {
                literal.Append(Advance());
            }
        }

        Flush(parts, literal, quoted);
        return parts;
    }

    private bool Ends(WordEnd end) => end switch
    {
        WordEnd.Meta => IsMeta(Current) && !(Current is '<' or '>' && Ahead == '('),
        WordEnd.Quote => Current == '"',
        WordEnd.Brace or WordEnd.QuotedBrace => Current == '}',
        WordEnd.Blank => IsBlank(Current) || Current == '\n',
        WordEnd.Whole => false,
        _ => true,
    };

    private void Flush(List<WordPart> parts, StringBuilder literal, bool quoted)
    {
        if (literal.Length > 0)
        {
            Spend();
            parts.Add(new LiteralPart(literal.ToString(), quoted));
            literal.Clear();
        }
    }

    private void ReadEscape(WordEnd end, List<WordPart> parts, StringBuilder literal)
    {
        Advance();
        if (at >= text.Length)
        {
            literal.Append('\\');
            return;
        }

        char escaped = Advance();
        if (escaped == '\n')
        {
            return;
        }

        if (end is WordEnd.Quote or WordEnd.QuotedBrace or WordEnd.Whole)
        {
            bool special = escaped is '$' or '`' or '\\' || (escaped == '"' && end != WordEnd.Whole) || (escaped == '}' && end == WordEnd.QuotedBrace);
            literal.Append(special ? "" : "\\").Append(escaped);
            return;
        }

        Flush(parts, literal, false);
        parts.Add(new LiteralPart(escaped.ToString(), true));
    }

    private string ReadSingleQuoted()
    {
        int start = line;
        int end = text.IndexOf('\'', at + 1);
        if (end < 0)
        {
            throw Error("a single quote is not closed", start);
        }

        string content = text[(at + 1)..end];
        line += content.AsSpan().Count('\n');
        at = end + 1;
        return content;
    }

    private List<WordPart> ReadDoubleQuoted()
    {
        int start = line;
        Advance();
        List<WordPart> parts = ReadParts(WordEnd.Quote);
        if (Current != '"')
        {
            throw Error("a double quote is not closed", start);
        }

        Advance();
        return parts.Count > 0 ? parts : [new LiteralPart("", true)];
    }

    /// <summary>Round brackets within a word: a process substitution, an array's elements, or an extended pattern such as !(x).</summary>
    private bool StartsGroup(List<WordPart> parts, StringBuilder literal) =>
        (Current is '<' or '>' && Ahead == '(')
        || (Ahead == '(' && Current is '?' or '*' or '+' or '@')
        || (Ahead == '(' && Current == '!' && (argument || parts.Count + literal.Length > 0))
        || (Ahead == '(' && Current == '=' && parts.Count == 0 && AssignmentName().IsMatch(literal.ToString()));

    private void ReadGroup(List<WordPart> parts, StringBuilder literal)
    {
        char first = Advance();
        if (first is '<' or '>')
        {
            Flush(parts, literal, false);
            Advance();
            parts.Add(new ProcessPart(Nested(() => ParseUntilParenthesis("a process substitution"))));
            return;
        }

        literal.Append(first);
        if (first == '=')
        {
            Flush(parts, literal, false);
            Advance();
            parts.Add(Nested(ReadArray));
            return;
        }

        int start = line;
        int open = 0;
        do
        {
            if (at >= text.Length || Current == '\n')
            {
                throw Error("a pattern's bracket is not closed", start);
            }

            open += Current == '(' ? 1 : Current == ')' ? -1 : 0;
            literal.Append(Advance());
        }
        while (open > 0);
    }
}
