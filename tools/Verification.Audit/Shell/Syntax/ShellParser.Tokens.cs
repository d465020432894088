namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    // Longest first.
    private static readonly string[] Operators =
        ["<<<", "<<-", "&>>", ";;&", "&&", "||", ";;", ";&", "|&", "<<", ">>", ">&", "<&", "&>", ">|", "<>", "(", ")", ";", "&", "|", "<", ">"];

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\r';

    private static bool IsMeta(char character) => IsBlank(character) || character is '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')';

    private char Current => at < text.Length ? text[at] : '\0';

    private char Ahead => at + 1 < text.Length ? text[at + 1] : '\0';

    private char Advance()
    {
        char character = text[at++];
        if (character == '\n')
        {
            line++;
        }

        return character;
    }

    private Token ReadToken()
    {
        Spend();
        SkipBlanks();
        int start = at;
        int startLine = line;
        if (at >= text.Length)
        {
            return pending.Count == 0 ? new Token(TokenKind.End, "", null, line, at) : throw Error($"the here-document '{pending[0].Delimiter}' has no end");
        }

        if (Current == '\n')
        {
            Advance();
            ReadHereDocuments();
            return new Token(TokenKind.Newline, "\n", null, startLine, start);
        }

        if (Current is '<' or '>' && Ahead == '(')
        {
            return new Token(TokenKind.Word, "", ReadWord(), startLine, start);
        }

        string? symbol = Array.Find(Operators, candidate => string.CompareOrdinal(text, at, candidate, 0, candidate.Length) == 0);
        if (symbol is not null)
        {
            at += symbol.Length;
            return new Token(TokenKind.Operator, symbol, null, startLine, start);
        }

        int digits = at;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        if (digits > at && digits < text.Length && text[digits] is '<' or '>')
        {
            string descriptor = text[at..digits];
            at = digits;
            return new Token(TokenKind.Descriptor, descriptor, null, startLine, start);
        }

        return new Token(TokenKind.Word, "", ReadWord(), startLine, start);
    }

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (IsBlank(Current))
            {
                at++;
            }
            else if (Current == '\\' && Ahead == '\n')
            {
                Advance();
                Advance();
            }
            else if (Current == '#')
            {
                at = text.IndexOf('\n', at) is >= 0 and int end ? end : text.Length;
            }
            else
            {
                return;
            }
        }
    }

    private void ReadHereDocuments()
    {
        foreach (HereDocument document in pending)
        {
            int bodyLine = line;
            List<string> lines = [];
            while (true)
            {
                if (at >= text.Length)
                {
                    throw Error($"the here-document '{document.Delimiter}' has no end", bodyLine);
                }

                int end = text.IndexOf('\n', at) is >= 0 and int found ? found : text.Length;
                string row = text[at..end];
                at = Math.Min(end + 1, text.Length);
                line++;
                row = document.StripsTabs ? row.TrimStart('\t') : row;
                if (row == document.Delimiter)
                {
                    break;
                }

                lines.Add(row);
            }

            string body = string.Concat(lines.Select(row => row + "\n"));
            document.Body = document.Literal ? new ShellWord([new LiteralPart(body, true)], bodyLine) : WordOf(body, bodyLine);
        }

        pending.Clear();
    }

    /// <summary>Text that is expanded as between double quotes, but in which a double quote is an ordinary character.</summary>
    private ShellWord WordOf(string content, int firstLine) => Nested(
        () => new ShellWord(new ShellParser(content, firstLine, budget).ReadParts(WordEnd.Whole), firstLine));
}
