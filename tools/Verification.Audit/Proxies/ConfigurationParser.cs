using System.Text;

namespace Verification.Audit.Proxies;

/// <summary>Parses the two block syntaxes: Caddy ends a directive with its line, nginx with a semicolon.</summary>
internal sealed class ConfigurationParser(string text, bool semicolons)
{
    private const int MaximumDepth = 50;
    private const int MaximumWords = 100_000;

    private int at;
    private int line = 1;
    private int words;

    public List<Directive> Parse()
    {
        Directive root = new([], 1);
        Stack<Directive> open = new([root]);
        List<string> current = [];
        int start = 1;
        while (at < text.Length)
        {
            char character = text[at];
            bool ends = semicolons ? character == ';' : character == '\n';
            bool alone = semicolons || IsAlone();
            if (ends || (character is '{' or '}' && alone))
            {
                start = current.Count == 0 ? line : start;
                if (current.Count > 0 || character == '{')
                {
                    open.Peek().Block.Add(new Directive([.. current], start));
                    current.Clear();
                }

                Enter(character, open);
                Advance();
            }
            else if (char.IsWhiteSpace(character) || character == '\uFEFF')
            {
                Advance();
            }
            else if (character == '#')
            {
                at = text.IndexOf('\n', at) is >= 0 and int end ? end : text.Length;
            }
            else if (character == '\\' && at + 1 < text.Length && text[at + 1] == '\n')
            {
                Advance();
                Advance();
            }
            else
            {
                start = current.Count == 0 ? line : start;
                current.Add(ReadWord());
            }
        }

        if (open.Count > 1 || (semicolons && current.Count > 0))
        {
            throw new ProxySyntaxException(open.Count > 1 ? "a block is not closed" : "the last directive has no semicolon", open.Count > 1 ? open.Peek().Line : start);
        }

        root.Block.AddRange(current.Count > 0 ? [new Directive([.. current], start)] : []);
        return root.Block;
    }

    private void Enter(char character, Stack<Directive> open)
    {
        if (character == '{')
        {
            if (open.Count > MaximumDepth)
            {
                throw new ProxySyntaxException($"blocks are nested more than {MaximumDepth} deep", line);
            }

            open.Push(open.Peek().Block[^1]);
        }
        else if (character == '}' && open.Count == 1)
        {
            throw new ProxySyntaxException("'}' closes nothing", line);
        }
        else if (character == '}')
        {
            open.Pop();
        }
    }

    /// <summary>In a Caddyfile a bracket that touches other characters belongs to a placeholder.</summary>
    private bool IsAlone() => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == '#';

    private char Advance()
    {
        char character = text[at++];
        line += character == '\n' ? 1 : 0;
        return character;
    }

    private string ReadWord()
    {
        if (++words > MaximumWords)
        {
            throw new ProxySyntaxException($"it has more than {MaximumWords} words", line);
        }

        char first = text[at];
        bool quoted = first == '"' || (first == '\'' && semicolons) || (first == '`' && !semicolons);
        StringBuilder word = new();
        int start = line;
        if (quoted)
        {
            Advance();
        }

        while (at < text.Length && (quoted ? text[at] != first : !char.IsWhiteSpace(text[at]) && !(semicolons && text[at] is ';' or '{' or '}' && !IsVariable(word))))
        {
            if (text[at] == '\\' && first != '`' && at + 1 < text.Length && (quoted || semicolons))
            {
                Advance();
            }

            word.Append(Advance());
        }

        if (quoted && at >= text.Length)
        {
            throw new ProxySyntaxException("a quote is not closed", start);
        }

        if (quoted)
        {
            Advance();
        }

        return word.ToString();
    }

    /// <summary>nginx writes variables as ${name} too.</summary>
    private bool IsVariable(StringBuilder word)
    {
        string before = text[at] is '{' or '}' ? word.ToString() : "";
        return text[at] == '{' ? before.EndsWith('$') : text[at] == '}' && before.LastIndexOf("${", StringComparison.Ordinal) > before.LastIndexOf('}');
    }
}
