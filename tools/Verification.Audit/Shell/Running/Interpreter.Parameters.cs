using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private IReadOnlyList<string> Parameter(VariablePart variable, ShellState shell)
    {
        IReadOnlyList<string>? items = Items(variable, shell);
        switch (variable.Operator)
        {
            case "":
                return items ?? [Holes.Of(variable.Name)];
            case "length":
                return [items is null || items.Any(Holes.In) ? Holes.Of("@length") : (variable.Index is null ? string.Concat(items).Length : items.Count).ToString()];
            case "indirect":
                return [Holes.Of("@indirect")];
            case ":-" or "-" or ":=" or "=" or ":?" or "?" or ":+" or "+":
                return [OrElse(variable, items, shell)];
            default:
                return items is null ? [Holes.Of(variable.Name)] : [.. items.Select(item => Cut(item, variable.Operator, Text(variable.Operand!, shell)))];
        }
    }

    private string OrElse(VariablePart variable, IReadOnlyList<string>? items, ShellState shell)
    {
        string? value = items is null ? null : string.Join(' ', items);
        bool colon = variable.Operator.StartsWith(':');
        string key = $"empty:{variable.Name}";
        bool present = value is not null && !(colon && value.Length == 0);
        switch (variable.Operator.TrimStart(':'))
        {
            case "?":
                // The shell ends here when it is missing, so what follows may rely on it.
                choices.Settle(key, false);
                return present ? value! : Holes.Of(variable.Name);
            case "+" when value is null:
                return Ask(key, $"${variable.Name}", ChoiceKind.Variable, likely: false, shell) ? "" : Text(variable.Operand!, shell);
            case "+":
                return present ? Text(variable.Operand!, shell) : "";
        }

        if (present)
        {
            return value!;
        }

        string other = Text(variable.Operand!, shell);
        // An empty default says that the environment may set it: it stays unknown.
        other = other.Length == 0 && value is null ? Holes.Of(variable.Name) : other;
        if (variable.Operator.EndsWith('='))
        {
            shell.Set(variable.Name, other);
        }

        return other;
    }

    private static string Cut(string value, string symbol, string pattern)
    {
        if (symbol is "%" or "%%" && value.EndsWith(pattern, StringComparison.Ordinal))
        {
            return value[..^pattern.Length];
        }

        if (symbol is "#" or "##" && value.StartsWith(pattern, StringComparison.Ordinal))
        {
            return value[pattern.Length..];
        }

        // Cut by a pattern, a value with holes keeps them; which of its known text is left can't be told.
        IEnumerable<int> ends = symbol.Length == 1 ? Enumerable.Range(0, value.Length + 1) : Enumerable.Range(0, value.Length + 1).Reverse();
        return Holes.In(value) || value.Length > 500 ? value : symbol switch
        {
            "%" or "%%" => ends.Select(length => value.Length - length).Where(at => Wildcard.Matches(value[at..], pattern)).Select(at => value[..at]).FirstOrDefault(value),
            "#" or "##" => ends.Where(at => Wildcard.Matches(value[..at], pattern)).Select(at => value[at..]).FirstOrDefault(value),
            _ => Holes.Of("@text"),
        };
    }

    private static IReadOnlyList<string>? Items(VariablePart variable, ShellState shell)
    {
        IReadOnlyList<string>? items = variable.Name switch
        {
            "?" => [shell.Status.ToString()],
            "@" or "*" => shell.Positional ?? [Holes.Of("@args")],
            "#" => [shell.Positional?.Count.ToString() ?? Holes.Of("@argc")],
            "PIPESTATUS" => [.. shell.PipeStatus.Select(status => status.ToString())],
            "EPOCHSECONDS" => [Holes.Of(Holes.Date)],
            ['0'] or "$" or "!" or "-" or "_" => [Holes.Of("@shell")],
            [>= '1' and <= '9', ..] when shell.Positional is not null =>
                [shell.Positional.ElementAtOrDefault(int.TryParse(variable.Name, out int position) ? position - 1 : -1) ?? ""],
            _ => shell.Variables.GetValueOrDefault(variable.Index is null or "@" or "*" ? variable.Name : $"{variable.Name}[{variable.Index}]")
                ?? (variable.Index is null ? null : shell.Variables.GetValueOrDefault(variable.Name)),
        };
        return variable.Index is "@" or "*" || variable.Name is "@" or "*" ? items
            : items is null ? null
            : int.TryParse(variable.Index ?? "0", out int index) ? [items.ElementAtOrDefault(index) ?? ""] : [Holes.Of("@element")];
    }
}
