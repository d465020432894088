namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    private CommandList ParseList(Func<bool> ends)
    {
        int first = Peek().Line;
        List<ListItem> items = [];
        while (true)
        {
            SkipNewlines();
            if (ends())
            {
                return new CommandList(items, first);
            }

            items.Add(ParseItem());
            if (!ends())
            {
                RequireSeparator();
            }
        }
    }

    private ListItem ParseItem()
    {
        ShellCommand command = ParseAndOr();
        separated = false;
        bool background = IsOperator("&");
        if (background || IsOperator(";"))
        {
            Next();
            separated = true;
        }

        return new ListItem(command, background);
    }

    private void RequireSeparator()
    {
        bool fine = separated || Peek().Kind is TokenKind.Newline or TokenKind.End;
        separated = false;
        if (!fine)
        {
            throw Error($"{Peek().Describe()} was not expected here", Peek().Line);
        }
    }

    private ShellCommand ParseAndOr()
    {
        ShellCommand left = ParsePipeline();
        while (IsOperator("&&") || IsOperator("||"))
        {
            Token symbol = Next();
            SkipNewlines();
            left = new AndOr(left, symbol.Text == "&&", ParsePipeline(), left.Line);
            Spend();
        }

        return left;
    }

    private Pipeline ParsePipeline()
    {
        int first = Peek().Line;
        bool negated = false;
        while (IsReserved("!") || IsReserved("time"))
        {
            bool timed = Next().Word!.Plain == "time";
            negated ^= !timed;
            if (timed && IsReserved("-p"))
            {
                Next();
            }
        }

        List<ShellCommand> commands = [ParseCommand()];
        while (IsOperator("|") || IsOperator("|&"))
        {
            Next();
            SkipNewlines();
            commands.Add(ParseCommand());
        }

        return new Pipeline(commands, negated, first);
    }

    private ShellCommand ParseCommand()
    {
        ShellCommand? compound = Nested(ParseCompound);
        if (compound is null)
        {
            return ParseSimple();
        }

        List<Redirect> redirects = [];
        while (TryRedirect() is Redirect redirect)
        {
            redirects.Add(redirect);
        }

        return redirects.Count == 0 ? compound : compound with { Redirects = redirects };
    }

    private ShellCommand ParseSimple()
    {
        (int first, int start) = (Peek().Line, Peek().Start);
        List<Assignment> assignments = [];
        List<ShellWord> words = [];
        List<Redirect> redirects = [];
        while (true)
        {
            // After the first word, "!(" begins a pattern and not a negated subshell.
            argument = words.Count > 0;
            if (TryRedirect() is Redirect redirect)
            {
                redirects.Add(redirect);
            }
            else if (Peek().Kind == TokenKind.Word)
            {
                ShellWord word = Next().Word!;
                if (words.Count == 0 && AssignmentIn(word) is Assignment assignment)
                {
                    assignments.Add(assignment);
                    continue;
                }

                words.Add(word);
                argument = true;
                if (words.Count == 1 && assignments.Count == 0 && word.Plain is string name && IsOperator("("))
                {
                    return ParseFunction(name, first);
                }
            }
            else if (assignments.Count + words.Count + redirects.Count == 0)
            {
                throw Error($"{Peek().Describe()} was not expected here", Peek().Line);
            }
            else
            {
                argument = false;
                return new SimpleCommand(assignments, words, first) { Redirects = redirects, Start = start };
            }
        }
    }

    private Redirect? TryRedirect()
    {
        string? descriptor = Peek().Kind == TokenKind.Descriptor ? Next().Text : null;
        if (Peek() is not { Kind: TokenKind.Operator, Text: "<" or ">" or ">>" or "<<" or "<<-" or "<<<" or ">&" or "<&" or "&>" or "&>>" or ">|" or "<>" } token)
        {
            return null;
        }

        Next();
        Token target = Next();
        if (target.Kind != TokenKind.Word)
        {
            throw Error($"'{token.Text}' is followed by {target.Describe()} where a file is expected", token.Line);
        }

        if (token.Text is not ("<<" or "<<-"))
        {
            return new Redirect(descriptor, token.Text, target.Word!, null);
        }

        bool literal = target.Word!.Parts.Any(part => part is LiteralPart { Quoted: true });
        HereDocument document = new(target.Word.Literal ?? throw Error("a here-document's delimiter is not plain text", token.Line), literal, token.Text == "<<-");
        pending.Add(document);
        return new Redirect(descriptor, "<<", target.Word, document);
    }

    internal static Assignment? AssignmentIn(ShellWord word)
    {
        if (word.Parts is not [LiteralPart { Quoted: false } first, ..] || first.Text.IndexOf('=') is not (> 0 and int equals)
            || !AssignmentName().IsMatch(first.Text[..equals]))
        {
            return null;
        }

        string target = first.Text[..equals];
        bool append = target.EndsWith('+');
        target = target.TrimEnd('+');
        int bracket = target.IndexOf('[');
        string rest = first.Text[(equals + 1)..];
        IEnumerable<WordPart> value = rest.Length == 0 ? word.Parts.Skip(1) : word.Parts.Skip(1).Prepend(new LiteralPart(rest, false));
        return new Assignment(bracket < 0 ? target : target[..bracket], bracket < 0 ? null : target[(bracket + 1)..^1], append, new ShellWord([.. value], word.Line));
    }
}
