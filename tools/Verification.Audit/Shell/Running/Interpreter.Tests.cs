using System.Text.RegularExpressions;
using Verification.Audit.Shell.Syntax;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private static readonly HashSet<string> Comparisons =
        ["=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-nt", "-ot", "-ef"];

    // Commands that tell the size or the presence of a file.
    private static readonly HashSet<string> Sizes = ["stat", "du", "wc", "ls", "find", "file"];

    /// <summary>Evaluates the words of [ ], test or [[ ]].</summary>
    private bool Test(IReadOnlyList<string> words, ShellState shell, bool extended)
    {
        foreach (string word in words)
        {
            Inspect(word);
        }

        bool Binary(string left, string symbol, string right) => Compare(left, symbol, right, extended, shell);
        return new TestExpression(words, Binary, (symbol, operand) => Unary(symbol, operand, shell)).Evaluate();
    }

    private bool Unary(string symbol, string operand, ShellState shell) => symbol switch
    {
        "-n" => !IsEmpty(operand, shell),
        "-z" => IsEmpty(operand, shell),
        "-f" or "-e" or "-r" or "-s" or "-x" or "-d" or "-L" or "-h" or "-w" or "-c" or "-b" or "-p" or "-S" or "-O" or "-G" or "-a" =>
            (symbol is "-f" or "-e" or "-r" && context.Find(operand) is not null)
            || Ask($"file:{symbol}:{operand}", $"'{symbol} {Holes.Show(operand)}'", ChoiceKind.File, likely: true, shell),
        "-v" => shell.Variables.ContainsKey(operand) || !Ask($"empty:{operand}", $"${operand}", ChoiceKind.Variable, likely: false, shell),
        _ => Ask($"test:{symbol}:{operand}", $"'{symbol} {Holes.Show(operand)}'", ChoiceKind.Other, likely: false, shell),
    };

    private bool IsEmpty(string value, ShellState shell)
    {
        if (Holes.Known(value).Length > 0 || value.Length == 0)
        {
            return value.Length == 0;
        }

        string name = Holes.OnlyVariable(value) ?? value;
        return Ask($"empty:{name}", $"whether {Holes.Show(value)} is set", KindOf(value), likely: false, shell);
    }

    private bool Compare(string left, string symbol, string right, bool extended, ShellState shell)
    {
        if (right.Length == 0 && symbol is "=" or "==" or "!=")
        {
            return IsEmpty(left, shell) == (symbol != "!=");
        }

        string key = $"{left} {symbol} {right}";
        ChoiceKind kind = KindOf(left + right);
        bool known = !Holes.In(left) && !Holes.In(right);
        bool numbers = long.TryParse(left, out long a) & long.TryParse(right, out long b);
        // What a healthy run would give: things are equal, and no bound is crossed.
        bool likely = symbol is "=" or "==" or "-eq" or "=~";
        return symbol switch
        {
            "=" or "==" when known => extended ? Wildcard.Matches(left, right) : left == right,
            "!=" when known => !(extended ? Wildcard.Matches(left, right) : left == right),
            "-eq" when known && numbers => a == b,
            "-ne" when known && numbers => a != b,
            "-gt" when known && numbers => a > b,
            "-ge" when known && numbers => a >= b,
            "-lt" when known && numbers => a < b,
            "-le" when known && numbers => a <= b,
            "=~" when known && MatchesPattern(left, right) is bool matches => matches,
            "!=" => !Ask($"{left} = {right}", $"'{Holes.Show(key)}'", kind, likely: true, shell),
            _ => Ask($"{left} {(symbol == "==" ? "=" : symbol)} {right}", $"'{Holes.Show(key)}'", kind, likely, shell),
        };
    }

    /// <summary>Null for patterns that are not understood here.</summary>
    private static bool? MatchesPattern(string text, string pattern)
    {
        if (!SafePattern().IsMatch(pattern))
        {
            return null;
        }

        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool Ask(string key, string subject, ChoiceKind kind, bool likely, ShellState shell)
    {
        asks++;
        return choices.Ask(Stable(key, shell), kind, subject, Here(shell), likely, faultAt is not null);
    }

    /// <summary>The output of a command may change from one place to the next; a variable's value doesn't.</summary>
    private static string Stable(string key, ShellState shell) =>
        key.Contains($"{Holes.Open}@", StringComparison.Ordinal) ? $"{Here(shell)}:{ActNumber().Replace(key, "@acts")}" : key;

    private ChoiceKind KindOf(string value)
    {
        string[] names = [.. Holes.Acts(value).Where(index => index < acts.Count).Select(index => acts[index].Name)];
        return names.Any(Sizes.Contains) ? ChoiceKind.File
            : names.Length > 0 ? ChoiceKind.Other
            : Holes.Variables(value).Any() ? ChoiceKind.Variable : ChoiceKind.Other;
    }

    private void Inspect(string value) => inspected.UnionWith(Holes.Acts(value));

    private int Calculate(ArithmeticCommand calculation, ShellState shell)
    {
        string expression = Text(calculation.Expression, shell);
        if (Arithmetic.Evaluate(expression, name => Numeric(name, shell), shell.Set) is long value)
        {
            return value != 0 ? 0 : 1;
        }

        string named = Named(expression, shell);
        Inspect(named);
        return Ask($"(({named}))", $"'{Holes.Show(expression).Trim()}'", KindOf(named), likely: !expression.Contains('>') && !expression.Contains('<'), shell) ? 0 : 1;
    }

    [GeneratedRegex(@"@acts:[0-9]+:[0-9]+")]
    private static partial Regex ActNumber();

    [GeneratedRegex(@"^\^?[\w .:/\-\[\]+*?$^]{0,200}$")]
    private static partial Regex SafePattern();
}
