namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    private ShellCommand? ParseCompound()
    {
        Token first = Peek();
        if (first is { Kind: TokenKind.Operator, Text: "(" })
        {
            return ParseParenthesis(first);
        }

        return first.Kind != TokenKind.Word ? null : first.Word!.Plain switch
        {
            "{" => ParseGroup(),
            "if" => ParseIf(),
            "while" or "until" => ParseWhile(),
            "for" or "select" => ParseFor(),
            "case" => ParseCase(),
            "[[" => ParseTest(),
            "function" => ParseFunctionKeyword(),
            "then" or "else" or "elif" or "fi" or "do" or "done" or "esac" or "}" or "in" => throw Error($"'{first.Word.Plain}' was not expected here", first.Line),
            _ => null,
        };
    }

    private ShellCommand ParseParenthesis(Token first)
    {
        if (first.Start + 1 < text.Length && text[first.Start + 1] == '(' && ArithmeticEnd(first.Start + 2) is int end)
        {
            peeked = null;
            at = first.Start + 2;
            return new ArithmeticCommand(ReadArithmetic(end), first.Line);
        }

        Next();
        return new Subshell(ParseUntilParenthesis("("), first.Line);
    }

    /// <summary>A list up to its closing bracket; what was peeked before belongs to the text around it.</summary>
    private CommandList ParseUntilParenthesis(string construct)
    {
        int start = line;
        Token? outer = peeked;
        bool outerSeparated = separated;
        peeked = null;
        separated = false;
        bool outerArgument = argument;
        argument = false;
        CommandList body = ParseList(() => IsOperator(")") || RejectEnd(construct, start));
        argument = outerArgument;
        peeked = outer;
        separated = outerSeparated;
        return body;
    }

    private bool RejectEnd(string construct, int start) => Peek().Kind != TokenKind.End ? false : throw Error($"{construct} of line {start} is not closed", start);

    private GroupCommand ParseGroup()
    {
        int start = Next().Line;
        CommandList body = ParseList(() => IsReserved("}") || RejectEnd("'{'", start));
        Next();
        return new GroupCommand(body, start);
    }

    private IfCommand ParseIf()
    {
        int start = Peek().Line;
        List<IfBranch> branches = [];
        CommandList? otherwise = null;
        do
        {
            Next();
            CommandList condition = ParseList(() => IsReserved("then") || RejectEnd("'if'", start));
            Expect("then", "if", start);
            branches.Add(new IfBranch(condition, ParseList(() => IsReserved("elif") || IsReserved("else") || IsReserved("fi") || RejectEnd("'if'", start))));
        }
        while (IsReserved("elif"));
        if (IsReserved("else"))
        {
            Next();
            otherwise = ParseList(() => IsReserved("fi") || RejectEnd("'if'", start));
        }

        Expect("fi", "if", start);
        return new IfCommand(branches, otherwise, start);
    }

    private TestCommand ParseTest()
    {
        int start = Next().Line;
        List<ShellWord> words = [];
        while (!IsReserved("]]"))
        {
            SkipNewlines();
            RejectEnd("'[['", start);
            if (IsReserved("]]"))
            {
                break;
            }

            Token token = Next();
            words.Add(token.Word ?? new ShellWord([new LiteralPart(token.Text, false)], token.Line));
            if (token.Word?.Plain == "=~")
            {
                SkipBlanks();
                words.Add(new ShellWord(ReadParts(WordEnd.Blank), token.Line));
            }
        }

        Next();
        return new TestCommand(words, start);
    }
}
