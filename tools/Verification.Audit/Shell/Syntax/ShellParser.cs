using System.Runtime.CompilerServices;

namespace Verification.Audit.Shell.Syntax;

/// <summary>Recursive descent over the characters of a script: a shell's tokens depend on where they stand.</summary>
internal sealed partial class ShellParser
{
    private const int MaximumDepth = 50;
    private const int MaximumTokens = 200_000;

    private readonly string text;
    private readonly Budget budget;
    private readonly List<HereDocument> pending = [];
    private Token? peeked;
    private bool separated;
    private bool argument;
    private int at;
    private int line;

    public ShellParser(string text, int firstLine)
        : this(text, firstLine, new Budget())
    {
    }

    private ShellParser(string text, int firstLine, Budget budget)
    {
        this.text = text;
        this.budget = budget;
        line = firstLine;
    }

    /// <summary>Reads all commands; those read before an error stay in the list given.</summary>
    public CommandList ParseScript(List<ListItem> items)
    {
        int first = line;
        while (true)
        {
            SkipNewlines();
            if (Peek().Kind == TokenKind.End)
            {
                return new CommandList(items, first);
            }

            items.Add(ParseItem());
            RequireSeparator();
        }
    }

    private ShellSyntaxException Error(string reason, int? where = null) => new(reason, where ?? line);

    private Token Peek() => peeked ??= ReadToken();

    private Token Next()
    {
        Token token = Peek();
        peeked = null;
        return token;
    }

    private bool IsOperator(string symbol) => Peek() is { Kind: TokenKind.Operator } token && token.Text == symbol;

    private bool IsReserved(string word) => Peek() is { Kind: TokenKind.Word } token && token.Word!.Plain == word;

    private void Expect(string reserved, string construct, int start)
    {
        if (!IsReserved(reserved))
        {
            throw Error($"'{reserved}' is missing in the '{construct}' of line {start}; found {Peek().Describe()}", Peek().Line);
        }

        Next();
    }

    private void SkipNewlines()
    {
        while (Peek().Kind == TokenKind.Newline)
        {
            Next();
        }
    }

    private T Nested<T>(Func<T> parse)
    {
        if (++budget.Depth > MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error($"commands are nested more than {MaximumDepth} deep");
        }

        T result = parse();
        budget.Depth--;
        return result;
    }

    private void Spend()
    {
        if (++budget.Tokens > MaximumTokens)
        {
            throw Error($"it has more than {MaximumTokens} words and symbols");
        }
    }

    private sealed class Budget
    {
        public int Depth;
        public int Tokens;
    }
}
