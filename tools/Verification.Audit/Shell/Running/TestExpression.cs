namespace Verification.Audit.Shell.Running;

/// <summary>The grammar of test: !, brackets, -a and -o (or &amp;&amp; and ||), unary and binary operators, a bare word.</summary>
internal sealed class TestExpression(IReadOnlyList<string> words, Func<string, string, string, bool> compare, Func<string, string, bool> unary)
{
    private static readonly HashSet<string> Binary = ["=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-nt", "-ot", "-ef"];

    private int at;
    private int depth;

    public bool Evaluate() => words.Count > 0 && words.Count < 200 && Or(true);

    private string? Word(int ahead) => at + ahead < words.Count ? words[at + ahead] : null;

    /// <summary>Operands that no longer matter are passed over without being asked about.</summary>
    private bool Or(bool matters)
    {
        bool result = And(matters);
        while (Word(0) is "-o" or "||")
        {
            at++;
            bool right = And(matters && !result);
            result |= right;
        }

        return result;
    }

    private bool And(bool matters)
    {
        bool result = Not(matters);
        while (Word(0) is "-a" or "&&")
        {
            at++;
            bool right = Not(matters && result);
            result &= right;
        }

        return result;
    }

    private bool Not(bool matters)
    {
        if (++depth > 100)
        {
            at = words.Count;
            return false;
        }

        if (Word(1) is string symbol && Binary.Contains(symbol) && Word(2) is string right)
        {
            string left = words[at];
            at += 3;
            return matters && compare(left, symbol, right);
        }

        if (Word(0) == "!" && Word(1) is not null)
        {
            at++;
            return !Not(matters);
        }

        if (Word(0) == "(" && Word(1) is not null)
        {
            at++;
            bool inner = Or(matters);
            at++;
            return inner;
        }

        string word = Word(0) ?? "";
        at++;
        if (word.Length == 2 && word[0] == '-' && char.IsAsciiLetter(word[1]) && Word(0) is string operand)
        {
            at++;
            return matters && unary(word, operand);
        }

        return matters && unary("-n", word);
    }
}
