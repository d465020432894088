using System.Text.RegularExpressions;
using Verification.Audit.Shell.Facts;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private static readonly HashSet<string> Readers =
        ["awk", "gawk", "mawk", "bc", "expr", "grep", "egrep", "fgrep", "jq", "python3", "python", "perl", "sed", "diff", "cmp"];

    private int Dispatch(IReadOnlyList<string> args, IReadOnlyList<string> names, ShellState shell, int wraps = 0)
    {
        string name = args[0];
        if (name.Length == 0 || wraps > 12)
        {
            return 0;
        }

        if (shell.Functions.TryGetValue(name, out DefinedFunction? function))
        {
            return Call(function, [.. args.Skip(1)], shell);
        }

        if (!Holes.In(name) && Builtin(args, shell) is int status)
        {
            return status;
        }

        switch (Wrapper.Unwrap(args, shell.Here, shell.Fed))
        {
            case Wrapped.Command { Args.Count: > 0 } inner:
                if (inner.Lock && External(args, names, shell) is not 0 and int refused)
                {
                    return refused;
                }

                ShellState target = inner.Elsewhere ? shell.Other(elsewhere: true) : shell;
                target.Around = inner.Elsewhere ? Holes.Limit(string.Join(' ', args)) : shell.Around;
                int result = Dispatch(inner.Args, names, target, wraps + 1);
                if (name == "exec" && shell.Flow == Flow.On)
                {
                    shell.Flow = Flow.Exit;
                    shell.Status = result;
                }

                return inner.Elsewhere ? Ended(target, result) : result;
            case Wrapped.Script inner:
                return (inner.Lock ? External(args, names, shell) : 0) is not 0 and int denied ? denied : RunElsewhere(inner, args, shell);
            case Wrapped.File inner:
                return RunFile(inner.Path, inner.Args, shell) ?? Unread(inner.Path, args, names, shell);
        }

        bool script = name.Contains('/') && !ProgramFolder().IsMatch(name);
        return name.EndsWith(".sh", StringComparison.Ordinal) || script
            ? RunFile(name, [.. args.Skip(1)], shell) ?? Unread(name, args, names, shell)
            : External(args, names, shell);
    }

    private static int Ended(ShellState shell, int status) => shell.Flow == Flow.Exit ? shell.Status : status;

    private int Unread(string path, IReadOnlyList<string> args, IReadOnlyList<string> names, ShellState shell)
    {
        NotSeen(shell, $"it runs '{Holes.Show(path)}', which is not among the files");
        return External(args, names, shell);
    }

    /// <summary>A program: it succeeds, unless it is the one made to fail or its failure is what a condition is about.</summary>
    private int External(IReadOnlyList<string> args, IReadOnlyList<string> names, ShellState shell)
    {
        Act act = Draft(args, names, shell);
        string? blindness = ActClassifier.Hides(act);
        if (blindness is not null)
        {
            NotSeen(shell, blindness);
        }

        ActKinds kinds = context.KindsOf(act, acts);
        int status = 0;
        if (fault is not null && act.Same(fault))
        {
            faultAt ??= act.Index;
            status = 1;
        }
        else if (faultAt is not null)
        {
            // A plain dump that broke off lacks its last line, and a search for it says so.
            status = act.Text.Contains("dump complete", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }
        else if (shell.Asked && args[0] is not ("tee" or "cat" or "logger" or "mkdir"))
        {
            status = AskWhether(act, shell) ? 0 : 1;
        }

        if (Readers.Contains(act.Name))
        {
            Inspect(string.Join(' ', act.Args));
        }

        // A reader whose status counts has looked at what feeds it; a figure that is only printed has been looked at by nobody.
        if (Readers.Contains(act.Name) && (shell.Asked || act.Args.Any(arg => arg.Contains("exit", StringComparison.Ordinal) || arg is "--quiet" or "-e" || QuietFlag().IsMatch(arg))))
        {
            inspected.Add(act.Index);
        }

        acts.Add(act with { Kinds = kinds, Status = status, SavedTo = act.Name is "curl" or "wget" ? ActClassifier.Option(act, "-o", "--output", "-O") : null });
        shell.Capture?.Append(Produces(act));
        return status;
    }

    // Alone or among other letters, as in grep -qx.
    [GeneratedRegex("^-[A-Za-z]*q[A-Za-z]*$")]
    private static partial Regex QuietFlag();

    private bool AskWhether(Act act, ShellState shell)
    {
        string key = $"run:{act.Place}:{act.Text}";
        return calm ? choices.Known(Stable(key, shell)) ?? true
            : Ask(key, $"whether '{Holes.Show(Shorten(act.Text))}' succeeds", ChoiceKind.Command, likely: true, shell);
    }

    private void Record(string name, IReadOnlyList<string> args, IReadOnlyList<string> names, ShellState shell, ActKinds kinds, int status) =>
        acts.Add(Draft([name, .. args], names, shell) with { Kinds = kinds, Status = status });

    private Act Draft(IReadOnlyList<string> args, IReadOnlyList<string> names, ShellState shell) => new()
    {
        Index = acts.Count,
        Name = args[0][(args[0].LastIndexOf('/') + 1)..],
        Args = [.. args.Skip(1)],
        Place = Here(shell),
        Site = shell.Site,
        Start = shell.Start,
        Seats = shell.Seats,
        Output = shell.Outputs.LastOrDefault()?.Path,
        OutputUmask = shell.Outputs.LastOrDefault()?.Umask,
        Around = shell.Around,
        Inputs = shell.Fed.Length > 0 && shell.Inputs.Count == 0 ? [shell.Fed] : shell.Inputs,
        Here = shell.Here,
        Names = names,
        Umask = shell.Umask,
        Asked = shell.Asked,
        Repository = args[0] is "restic" or "borg" && shell.Variables.GetValueOrDefault(args[0] == "restic" ? "RESTIC_REPOSITORY" : "BORG_REPO") is [string repository, ..] ? repository : null,
    };

    private static string Produces(Act act) => act.Name switch
    {
        "date" => Holes.Of(act.Args.Any(arg => arg.StartsWith('+')) && !act.Args.Any(arg => DateFormat().IsMatch(arg)) ? Holes.Weekday : Holes.Date),
        "mktemp" => Holes.Of(Holes.Temporary),
        "basename" when act.Args.Count > 0 => act.Args[0][(act.Args[0].TrimEnd('/').LastIndexOf('/') + 1)..],
        "hostname" or "whoami" or "uname" or "dirname" or "readlink" or "realpath" => Holes.Of($"@{act.Name}"),
        _ => Holes.OfActs(act.Index, act.Index + 1),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";

    [GeneratedRegex(@"^/(usr/(local/)?)?s?bin/[\w.+-]+$|^/snap/bin/")]
    private static partial Regex ProgramFolder();

    [GeneratedRegex("%(-|_|0)?[FDxscYyG]|%m.*%d|-I|iso")]
    private static partial Regex DateFormat();
}
