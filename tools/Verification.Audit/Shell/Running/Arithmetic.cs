namespace Verification.Audit.Shell.Running;

/// <summary>Whole-number expressions of $((...)): what can be known is calculated, the rest is null.</summary>
internal sealed class Arithmetic
{
    private static readonly string[][] Levels =
        [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];

    private static readonly string[] Longer = ["||", "&&", "<<=", ">>=", "<=", ">=", "==", "!=", "<<", ">>", "++", "--", "+=", "-=", "*=", "/=", "**"];

    private readonly List<string> tokens;
    private readonly Func<string, string> lookup;
    private readonly Action<string, string> assign;
    private int at;
    private int depth;

    private Arithmetic(List<string> tokens, Func<string, string> lookup, Action<string, string> assign)
    {
        this.tokens = tokens;
        this.lookup = lookup;
        this.assign = assign;
    }

    /// <summary>The value, or null when any part of it is unknown or not whole-number arithmetic.</summary>
    public static long? Evaluate(string expression, Func<string, string> lookup, Action<string, string> assign)
    {
        if (expression.Length > 1_000 || Holes.In(expression))
        {
            return null;
        }

        Arithmetic calculation = new(Split(expression), lookup, assign);
        long? value = calculation.Choice();
        return calculation.at == calculation.tokens.Count ? value : null;
    }

    private static List<string> Split(string expression)
    {
        List<string> tokens = [];
        for (int index = 0; index < expression.Length;)
        {
            int start = index;
            while (index < expression.Length && (char.IsAsciiLetterOrDigit(expression[index]) || expression[index] == '_'))
            {
                index++;
            }

            if (index == start)
            {
                index += Array.Find(Longer, symbol => string.CompareOrdinal(expression, start, symbol, 0, symbol.Length) == 0)?.Length ?? 1;
            }

            if (!string.IsNullOrWhiteSpace(expression[start..index]) && expression[start] != '$')
            {
                tokens.Add(expression[start..index]);
            }
        }

        return tokens;
    }

    private string Token => at < tokens.Count ? tokens[at] : "";

    private long? Choice()
    {
        long? condition = Binary(0);
        if (Token != "?" || ++depth > 50)
        {
            return condition;
        }

        at++;
        long? yes = Choice();
        at++;
        long? no = Choice();
        return condition is null ? null : condition != 0 ? yes : no;
    }

    private long? Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        long? left = Binary(level + 1);
        while (Levels[level].Contains(Token))
        {
            string symbol = tokens[at++];
            long? right = Binary(level + 1);
            left = left is long a && right is long b ? Apply(symbol, a, b) : null;
        }

        return left;
    }

    private static long? Apply(string symbol, long a, long b) => symbol switch
    {
        "||" => a != 0 || b != 0 ? 1 : 0,
        "&&" => a != 0 && b != 0 ? 1 : 0,
        "|" => a | b,
        "^" => a ^ b,
        "&" => a & b,
        "==" => a == b ? 1 : 0,
        "!=" => a != b ? 1 : 0,
        "<" => a < b ? 1 : 0,
        ">" => a > b ? 1 : 0,
        "<=" => a <= b ? 1 : 0,
        ">=" => a >= b ? 1 : 0,
        "<<" => a << (int)(b & 63),
        ">>" => a >> (int)(b & 63),
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" or "%" when b is 0 or -1 => null,
        "/" => a / b,
        "%" => a % b,
        _ => null,
    };

    private long? Unary()
    {
        string token = Token;
        if (++depth > 200 || token.Length == 0)
        {
            at = tokens.Count + 1;
            return null;
        }

        at++;
        switch (token)
        {
            case "!":
                return Unary() is long negated ? (negated == 0 ? 1 : 0) : null;
            case "-":
                return -Unary();
            case "+":
                return Unary();
            case "(":
                long? inner = Choice();
                at++;
                return inner;
            case "++" or "--":
                string changed = Token;
                at++;
                return Step(changed, token == "++" ? 1 : -1, after: true);
        }

        if (char.IsAsciiDigit(token[0]))
        {
            return long.TryParse(token, out long number) ? number : null;
        }

        return char.IsAsciiLetter(token[0]) || token[0] == '_' ? Variable(token) : null;
    }

    private long? Variable(string name)
    {
        string symbol = Token;
        if (symbol is "++" or "--")
        {
            at++;
            return Step(name, symbol == "++" ? 1 : -1, after: false);
        }

        if (symbol is not ("=" or "+=" or "-=" or "*=" or "/="))
        {
            return Value(name);
        }

        at++;
        long? right = Choice();
        long? value = symbol == "=" ? right : Value(name) is long left && right is long by ? Apply(symbol[..1], left, by) : null;
        assign(name, value?.ToString() ?? Holes.Of("@number"));
        return value;
    }

    private long? Value(string name) => lookup(name) is { } text && (text.Length == 0 || long.TryParse(text, out _)) ? long.Parse(text.Length == 0 ? "0" : text) : null;

    private long? Step(string name, int by, bool after)
    {
        long? old = Value(name);
        assign(name, (old + by)?.ToString() ?? Holes.Of("@number"));
        return after ? old + by : old;
    }
}
