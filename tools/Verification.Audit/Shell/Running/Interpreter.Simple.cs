using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private static readonly string[] Declarations = ["local", "declare", "typeset", "export", "readonly"];

    private int substitution;

    private int RunSimple(SimpleCommand command, ShellState shell)
    {
        bool asked = shell.Asked;
        shell.Asked = false;
        shell.Line = command.Line;
        shell.Start = command.Start;
        if (command.Words is [{ Plain: string word }, ..] && Declarations.Contains(word))
        {
            return Declare(command, word == "local" || (word != "export" && shell.Calls > 0), shell);
        }

        List<string> args = [.. command.Words.SelectMany(item => Fields(item, shell))];
        Streams before = Streams.Of(shell);
        if (args.Count == 0)
        {
            // An assignment's status is that of the last command in its value.
            substitution = 0;
            shell.Asked = asked;
            Assign(command.Assignments, shell);
            shell.Asked = false;
            int assigned = substitution;
            Redirect(command.Redirects, shell);
            before.Restore(shell);
            return assigned;
        }

        Dictionary<string, IReadOnlyList<string>?> kept = command.Assignments.Select(assignment => assignment.Name).Distinct()
            .ToDictionary(name => name, name => shell.Variables.GetValueOrDefault(name));
        Assign(command.Assignments, shell);
        Redirect(command.Redirects, shell);
        shell.Line = command.Line;
        shell.Start = command.Start;
        shell.Asked = asked;
        int status = Dispatch(args, Names(command), shell);
        shell.Asked = false;
        Forget(kept, shell);
        if (args[0] != "exec")
        {
            before.Restore(shell);
        }

        return status;
    }

    private static void Forget(Dictionary<string, IReadOnlyList<string>?> kept, ShellState shell)
    {
        foreach ((string name, IReadOnlyList<string>? value) in kept)
        {
            if (value is null)
            {
                shell.Variables.Remove(name);
            }
            else
            {
                shell.Variables[name] = value;
            }
        }
    }

    /// <summary>The status of a declaration is its own: that of a command in its value is lost.</summary>
    private int Declare(SimpleCommand command, bool local, ShellState shell)
    {
        foreach (ShellWord word in command.Words.Skip(1))
        {
            Assignment? assignment = ShellParser.AssignmentIn(word);
            string? name = assignment?.Name ?? word.Plain;
            if (name is null || name.StartsWith('-'))
            {
                Fields(word, shell);
                continue;
            }

            if (local && shell.Locals.Count > 0)
            {
                shell.Locals[^1].TryAdd(name, shell.Variables.GetValueOrDefault(name));
                shell.Variables[name] = [""];
            }

            if (assignment is not null)
            {
                Assign([assignment], shell);
            }
        }

        return 0;
    }

    private void Assign(IReadOnlyList<Assignment> assignments, ShellState shell)
    {
        foreach (Assignment assignment in assignments)
        {
            string name = assignment.Index is null ? assignment.Name : $"{assignment.Name}[{assignment.Index}]";
            IReadOnlyList<string> old = assignment.Append ? shell.Variables.GetValueOrDefault(name) ?? [] : [];
            if (assignment.Value.Parts is [ArrayPart array])
            {
                shell.Variables[name] = [.. old.Concat(array.Items.SelectMany(item => Fields(item, shell))).Take(1_000)];
            }
            else
            {
                shell.Set(name, string.Concat(old.Take(1)) + Text(assignment.Value, shell));
            }
        }
    }

    private static List<string> Names(SimpleCommand command) =>
    [
        .. command.Words.SelectMany(word => word.Parts).OfType<VariablePart>().Select(part => part.Name),
        .. command.Redirects.SelectMany(redirect => redirect.Target.Parts).OfType<VariablePart>().Select(part => part.Name),
    ];

    private void Redirect(IReadOnlyList<Redirect> redirects, ShellState shell)
    {
        foreach (Redirect redirect in redirects)
        {
            if (redirect.Here is HereDocument document)
            {
                shell.Here = Holes.Limit(Text(document.Body, shell));
                shell.Fed = "";
                continue;
            }

            string target = Text(redirect.Target, shell);
            bool duplicates = target.Length > 0 && (target == "-" || target.All(char.IsAsciiDigit));
            bool standard = redirect.Descriptor is null or "1";
            switch (redirect.Operator)
            {
                case "<<<":
                    shell.Here = target;
                    shell.Fed = "";
                    break;
                case "<" when redirect.Descriptor is null or "0":
                    shell.Inputs = shell.Inputs.Add(target);
                    shell.Fed = Holes.In(target) ? target : "";
                    break;
                case ">" or ">>" or ">|" when standard:
                case ">&" when standard && !duplicates:
                case "&>" or "&>>":
                    shell.Capture = null;
                    shell.Outputs = shell.Outputs.Add(new OutputFile(target, shell.Umask));
                    if (shell.NoClobber && redirect.Operator == ">")
                    {
                        Record("noclobber", [target], [], shell, ActKinds.Lock, 0);
                    }

                    break;
                case ">&" when standard && target == "2":
                    shell.Capture = null;
                    break;
            }
        }
    }
}
