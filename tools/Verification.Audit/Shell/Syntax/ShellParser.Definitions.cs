namespace Verification.Audit.Shell.Syntax;

internal sealed partial class ShellParser
{
    private FunctionDefinition ParseFunctionKeyword()
    {
        int start = Next().Line;
        string name = Next().Word?.Plain ?? throw Error("'function' is not followed by a name", start);
        return ParseFunction(name, start);
    }

    private FunctionDefinition ParseFunction(string name, int start)
    {
        if (IsOperator("("))
        {
            Next();
            if (!IsOperator(")"))
            {
                throw Error($"'(' after '{name}' does not begin a function", start);
            }

            Next();
        }

        SkipNewlines();
        return new FunctionDefinition(name, ParseCommand(), start);
    }

    private ArrayPart ReadArray()
    {
        int start = line;
        Token? outer = peeked;
        peeked = null;
        List<ShellWord> items = [];
        while (!IsOperator(")"))
        {
            RejectEnd("an array", start);
            Token token = Next();
            if (token.Kind == TokenKind.Word)
            {
                items.Add(token.Word!);
            }
            else if (token.Kind != TokenKind.Newline)
            {
                throw Error($"{token.Describe()} was not expected in an array", token.Line);
            }
        }

        peeked = outer;
        return new ArrayPart(items);
    }
}
