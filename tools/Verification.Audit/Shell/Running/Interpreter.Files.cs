using System.Text.RegularExpressions;
using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    /// <summary>Runs another file in this shell.</summary>
    private int Source(IReadOnlyList<string> args, ShellState shell)
    {
        string written = args.ElementAtOrDefault(1) ?? "";
        if (context.Find(written) is not var (path, script))
        {
            // A file of settings defines no commands, but it may set any variable.
            if (SettingsFile().IsMatch(written))
            {
                shell.Variables.Clear();
            }
            else
            {
                NotSeen(shell, $"it reads commands from '{Holes.Show(written)}', which is not among the files");
            }

            return 0;
        }

        (string file, string chain, int line) = (shell.File, shell.Chain, shell.Line);
        if (script is ShellScript.NotUnderstood problem)
        {
            NotSeen(shell, $"'{path}', which it reads, can't be understood from line {problem.Line} on: {problem.Reason}");
        }

        shell.File = path;
        shell.Chain = $"{shell.Site}>";
        Execute(script.Commands, shell);
        (shell.File, shell.Chain, shell.Line) = (file, chain, line);
        shell.Flow = shell.Flow == Flow.Return ? Flow.On : shell.Flow;
        return shell.Status;
    }

    private int Evaluate(string text, ShellState shell)
    {
        if (Holes.In(text) && !(text[0] == Holes.Open && Facts.KnownNames.IsNamed(text.Split(Holes.Close)[0][1..])))
        {
            NotSeen(shell, $"it runs '{Holes.Show(Shorten(text))}' (eval), a text that it makes up itself");
        }

        return RunText(text, shell, shell.Line);
    }

    private int Call(DefinedFunction function, IReadOnlyList<string> args, ShellState shell)
    {
        if (shell.Calls >= MaximumCalls)
        {
            NotSeen(shell, "its functions call one another too deep");
            shell.Flow = Flow.Exit;
            return shell.Status;
        }

        (string file, string chain, int line, IReadOnlyList<string>? positional) = (shell.File, shell.Chain, shell.Line, shell.Positional);
        shell.Chain = $"{shell.Site}>";
        shell.File = function.File;
        shell.Positional = args.Count == 1 && args[0] == Holes.Of("@args") ? null : args;
        shell.Locals.Add([]);
        shell.Calls++;
        Execute(function.Body, shell);
        shell.Calls--;
        Forget(shell.Locals[^1], shell);
        shell.Locals.RemoveAt(shell.Locals.Count - 1);
        (shell.File, shell.Chain, shell.Line, shell.Positional) = (file, chain, line, positional);
        shell.Flow = shell.Flow == Flow.Return ? Flow.On : shell.Flow;
        return shell.Status;
    }

    /// <summary>Runs another script of the folder in a shell of its own; null when there is none of that name.</summary>
    private int? RunFile(string written, IReadOnlyList<string> args, ShellState shell)
    {
        if (context.Find(written) is not var (path, script) || shell.Calls >= MaximumCalls)
        {
            return null;
        }

        ShellState child = shell.Other(elsewhere: false);
        foreach ((string name, IReadOnlyList<string> value) in shell.Variables)
        {
            child.Variables[name] = value;
        }

        child.Chain = $"{shell.Site}>";
        child.Positional = args;
        child.File = path;
        child.Calls = shell.Calls + 1;
        if (script is ShellScript.NotUnderstood problem)
        {
            NotSeen(shell, $"'{path}', which it runs, can't be understood from line {problem.Line} on: {problem.Reason}");
        }

        Execute(script.Commands, child);
        return Finish(child);
    }

    /// <summary>Runs text in a shell of its own, as sh -c and ssh do.</summary>
    private int RunElsewhere(Wrapped.Script inner, IReadOnlyList<string> args, ShellState shell)
    {
        ShellState child = shell.Other(elsewhere: !inner.Local);
        child.Around = inner.Local ? shell.Around : Holes.Limit(string.Join(' ', args));
        child.Chain = $"{shell.Site}>";
        if (inner.Local)
        {
            foreach ((string name, IReadOnlyList<string> value) in shell.Variables)
            {
                child.Variables[name] = value;
            }
        }

        SetOptions([.. inner.Options], child);
        RunText(inner.Text, child, shell.Line);
        return Finish(child);
    }

    [GeneratedRegex(@"(^|/)(\.env[\w.-]*|[\w.-]*\.env|os-release|\.pgpass|[\w.-]+\.conf)$")]
    private static partial Regex SettingsFile();
}
