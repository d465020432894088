namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    private WhileCommand ParseWhile()
    {
        Token first = Next();
        CommandList condition = ParseList(() => IsReserved("do") || RejectEnd("a loop", first.Line));
        return new WhileCommand(condition, first.Word!.Plain == "until", ParseDo(first.Line), first.Line);
    }

    private CommandList ParseDo(int start)
    {
        Expect("do", "loop", start);
        CommandList body = ParseList(() => IsReserved("done") || RejectEnd("a loop", start));
        Next();
        return body;
    }

    private ForCommand ParseFor()
    {
        int start = Next().Line;
        Token name = Peek();
        List<ShellWord>? words = null;
        string? variable = null;
        if (name is { Kind: TokenKind.Operator, Text: "(" } && ArithmeticEnd(name.Start + 2) is int end)
        {
            peeked = null;
            at = name.Start + 2;
            words = [ReadArithmetic(end)];
        }
        else
        {
            variable = Next().Word?.Plain ?? throw Error($"'for' is followed by {name.Describe()} where a name is expected", start);
            SkipNewlines();
            if (IsReserved("in"))
            {
                Next();
                words = [];
                while (Peek().Kind == TokenKind.Word)
                {
                    words.Add(Next().Word!);
                }
            }
        }

        if (IsOperator(";"))
        {
            Next();
        }

        SkipNewlines();
        return new ForCommand(variable, words, IsReserved("{") ? ParseGroup().Body : ParseDo(start), start);
    }

    private CaseCommand ParseCase()
    {
        int start = Next().Line;
        ShellWord subject = Next().Word ?? throw Error("'case' is not followed by a word", start);
        SkipNewlines();
        Expect("in", "case", start);
        SkipNewlines();
        List<CaseArm> arms = [];
        while (!IsReserved("esac"))
        {
            RejectEnd("'case'", start);
            arms.Add(ParseArm(start));
            SkipNewlines();
        }

        Next();
        return new CaseCommand(subject, arms, start);
    }

    private CaseArm ParseArm(int start)
    {
        if (IsOperator("("))
        {
            Next();
        }

        List<ShellWord> patterns = [];
        do
        {
            patterns.Add(Next().Word ?? throw Error("a pattern is missing in 'case'", start));
        }
        while (IsOperator("|") && Next() is not null);
        if (!IsOperator(")"))
        {
            throw Error($"')' is missing after a pattern of the 'case' of line {start}", Peek().Line);
        }

        Next();
        CommandList body = ParseList(() => IsArmEnd() || IsReserved("esac") || RejectEnd("'case'", start));
        if (IsArmEnd())
        {
            Next();
        }

        return new CaseArm(patterns, body);
    }

    private bool IsArmEnd() => IsOperator(";;") || IsOperator(";&") || IsOperator(";;&");
}
