namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    /// <summary>Runs a command that the shell itself provides; null when it is none.</summary>
    private int? Builtin(IReadOnlyList<string> args, ShellState shell)
    {
        switch (args[0])
        {
            case ":" or "true" or "shopt" or "cd" or "pushd" or "popd" or "kill" or "ulimit" or "hash" or "alias" or "unalias" or "shift" or "sleep"
                or "times" or "jobs" or "disown" or "bg" or "fg" or "enable" or "builtin":
                return 0;
            case "false":
                return 1;
            case "echo" or "printf" or "pwd":
                return Print(args, shell);
            case "test" or "[":
                return Test([.. args.Skip(1).Take(args.Count - (args[0] == "[" && args[^1] == "]" ? 2 : 1))], shell, extended: false) ? 0 : 1;
            case "exit" or "return":
                shell.Status = args.Count > 1 ? StatusOf(args[1], shell) : shell.Status;
                shell.Flow = args[0] == "exit" ? Flow.Exit : Flow.Return;
                return shell.Status;
            case "break" or "continue":
                shell.Flow = args[0] == "break" ? Flow.Break : Flow.Continue;
                return 0;
            case "set":
                SetOptions(args.Skip(1).ToList(), shell);
                return 0;
            case "trap":
                return Trap([.. args.Skip(1).Where(word => word is not ("-p" or "-l" or "--"))], shell);
            case "umask":
                shell.Umask = args.Count > 1 ? args[^1] : shell.Umask;
                return 0;
            case "unset":
                foreach (string name in args.Skip(1))
                {
                    shell.Variables[name] = [""];
                }

                return 0;
            case "read" or "mapfile" or "readarray":
                return Read(args, shell);
            case "getopts":
                return 1;
            case "wait":
                return args.Count > 1 ? shell.BackgroundStatus : 0;
            case "let":
                return Arithmetic.Evaluate(string.Join(' ', args.Skip(1)), name => Numeric(name, shell), shell.Set) == 0 ? 1 : 0;
            case "source" or ".":
                return Source(args, shell);
            case "eval":
                return Evaluate(string.Join(' ', args.Skip(1)), shell);
            default:
                return null;
        }
    }

    private int Print(IReadOnlyList<string> args, ShellState shell)
    {
        if (args is ["printf", "-v", string name, ..])
        {
            shell.Set(name, args.Count > 3 && args[3].StartsWith("%(", StringComparison.Ordinal) ? Holes.Of(Holes.Date) : Formatted([.. args.Skip(3)]));
            return 0;
        }

        string text = args[0] switch
        {
            "pwd" => Holes.Of("@pwd"),
            "echo" => string.Join(' ', args.Skip(1).SkipWhile(word => word is "-e" or "-n" or "-en")),
            _ => Formatted([.. args.Skip(1)]),
        };
        shell.Capture?.Append(Holes.Limit(text)).Append('\n');
        if (shell.Outputs.LastOrDefault()?.Path is not (null or "/dev/null"))
        {
            Record(args[0], [.. args.Skip(1)], [], shell, ActKinds.Writes, 0);
        }

        return 0;
    }

    private static string Formatted(IReadOnlyList<string> args) =>
        args.Count == 0 ? "" : args[0].StartsWith("%(", StringComparison.Ordinal) ? Holes.Of(Holes.Date)
        : args[0].Trim() is "%s" or "%s\\n" ? string.Join(' ', args.Skip(1)) : string.Join(' ', args);

    private int StatusOf(string text, ShellState shell) => int.TryParse(text, out int status) ? status & 255
        : Ask($"exit:{text}", $"'exit {Holes.Show(text)}'", KindOf(text), likely: true, shell) ? 0 : 1;

    private static void SetOptions(List<string> words, ShellState shell)
    {
        for (int index = 0; index < words.Count; index++)
        {
            string word = words[index];
            if (word == "--" || word.Length == 0 || word[0] is not ('-' or '+'))
            {
                shell.Positional = [.. words.Skip(word == "--" ? index + 1 : index)];
                return;
            }

            bool on = word[0] == '-';
            shell.ErrExit = word.Contains('e') ? on : shell.ErrExit;
            shell.ErrTrace = word.Contains('E') ? on : shell.ErrTrace;
            shell.NoClobber = word.Contains('C') ? on : shell.NoClobber;
            if (word.Contains('o') && index + 1 < words.Count)
            {
                string option = words[++index];
                shell.ErrExit = option == "errexit" ? on : shell.ErrExit;
                shell.PipeFail = option == "pipefail" ? on : shell.PipeFail;
                shell.ErrTrace = option == "errtrace" ? on : shell.ErrTrace;
                shell.NoClobber = option == "noclobber" ? on : shell.NoClobber;
            }
        }
    }

    private static int Trap(List<string> words, ShellState shell)
    {
        foreach (string signal in words.Skip(1))
        {
            string name = signal is "0" ? "EXIT" : signal.StartsWith("SIG", StringComparison.Ordinal) ? signal[3..] : signal;
            if (words[0] == "-")
            {
                shell.Traps.Remove(name);
            }
            else
            {
                shell.Traps[name] = new Handler(words[0], shell.Line);
            }
        }

        return 0;
    }

    private int Read(IReadOnlyList<string> args, ShellState shell)
    {
        reads++;
        string fed = shell.Fed.Length > 0 ? shell.Fed : shell.Here;
        string value = Holes.In(fed) ? string.Concat(Holes.All(fed).Distinct().Take(20).Select(Holes.Of)) : fed.Split('\n')[0];
        value = value.Length > 0 ? value : Holes.Of("@input");
        bool skip = false;
        foreach (string word in args.Skip(1))
        {
            bool option = word.StartsWith('-');
            if (!option && !skip)
            {
                shell.Set(word, value);
            }

            skip = word is "-p" or "-t" or "-d" or "-n" or "-u" or "-N" or "-i";
        }

        return 0;
    }
}
