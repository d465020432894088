using System.Text;
using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    /// <summary>A word as one text: as an assignment, a redirection or a case reads it.</summary>
    private string Text(ShellWord word, ShellState shell)
    {
        StringBuilder text = new();
        foreach (WordPart part in word.Parts)
        {
            text.AppendJoin(' ', Values(part, shell));
            if (text.Length > Holes.MaximumLength)
            {
                return Holes.Of("@long");
            }
        }

        return text.ToString();
    }

    /// <summary>A word as the arguments it becomes: unquoted values are split at blanks.</summary>
    private List<string> Fields(ShellWord word, ShellState shell)
    {
        List<string> fields = [];
        StringBuilder? current = null;
        foreach (WordPart part in word.Parts)
        {
            IReadOnlyList<string> values = Values(part, shell);
            bool quoted = part is LiteralPart or VariablePart { Quoted: true } or CommandPart { Quoted: true } or ProcessPart;
            IReadOnlyList<string> pieces = quoted ? values : [.. values.SelectMany(value => value.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))];
            for (int index = 0; index < pieces.Count && fields.Count < 1_000; index++)
            {
                if (index > 0)
                {
                    fields.Add(current!.ToString());
                    current = null;
                }

                (current ??= new StringBuilder()).Append(pieces[index]);
            }
        }

        if (current is not null)
        {
            fields.Add(Holes.Limit(current.ToString()));
        }

        return fields;
    }

    private IReadOnlyList<string> Values(WordPart part, ShellState shell)
    {
        switch (part)
        {
            case LiteralPart literal:
                return [literal.Text];
            case VariablePart variable:
                return Parameter(variable, shell);
            case CommandPart command:
                return [Capture(command.Body, shell)];
            case ProcessPart process:
                int from = acts.Count;
                ShellState writer = shell.Fork();
                writer.Seats = [];
                Execute(process.Body, writer);
                return [Holes.OfActs(from, acts.Count)];
            case ArithmeticPart arithmetic:
                string expression = Text(arithmetic.Expression, shell);
                return [Arithmetic.Evaluate(expression, name => Numeric(name, shell), shell.Set)?.ToString() ?? Unknown(expression, shell)];
            case ArrayPart array:
                return [string.Join(' ', array.Items.SelectMany(item => Fields(item, shell)))];
            default:
                return [];
        }
    }

    /// <summary>A calculation that can't be done keeps the holes it is made of.</summary>
    private static string Unknown(string expression, ShellState shell)
    {
        string holes = string.Concat(Holes.All(Named(expression, shell)).Distinct().Select(Holes.Of));
        return holes.Length > 0 ? holes : Holes.Of("@number");
    }

    /// <summary>An expression with the values of the variables that it names without a dollar sign.</summary>
    private static string Named(string expression, ShellState shell) => expression
        + string.Concat(expression.Split([' ', '+', '-', '*', '/', '%', '(', ')', '<', '>', '=', '!'], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => shell.Variables.GetValueOrDefault(name)?.ElementAtOrDefault(0) ?? ""));

    private static string Numeric(string name, ShellState shell) => shell.Variables.GetValueOrDefault(name)?.ElementAtOrDefault(0) ?? Holes.Of(name);

    private string Capture(CommandList body, ShellState shell)
    {
        ShellState child = shell.Fork();
        child.Capture = new StringBuilder();
        child.Outputs = [];
        // What a substitution runs belongs to no pipeline around it, and bash clears errexit in it.
        child.Seats = [];
        child.ErrExit = false;
        Execute(body, child);
        substitution = Finish(child);
        return Holes.Limit(child.Capture.ToString().TrimEnd('\n'));
    }
}
