using System.Buffers;

namespace Verification.Audit.Shell.Running;

/// <summary>Looks through commands that run other commands.</summary>
internal static class Wrapper
{
    private static readonly HashSet<string> DockerFlags =
        ["--rm", "-it", "-ti", "-i", "-t", "-T", "-d", "--interactive", "--tty", "--detach", "--init", "--privileged", "--read-only", "--no-deps", "-q", "--quiet",
            "--no-TTY", "--no-tty", "--build", "--all-resources", "--verbose", "-D", "--debug", "--service-ports", "--use-aliases", "--quiet-pull", "-P", "--remove-orphans"];

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly HashSet<string> Shells = ["sh", "bash", "dash", "ash", "ksh"];

    public static Wrapped? Unwrap(IReadOnlyList<string> args, string here, string fed) => args[0][(args[0].LastIndexOf('/') + 1)..] switch
    {
        "nohup" or "setsid" or "chronic" or "command" when args.Count > 1 && args[1] is not ("-v" or "-V") => Rest(args, 1, []),
        "exec" => Rest(args, 1, ["-a"]),
        "nice" => Rest(args, 1, ["-n"]),
        "ionice" => Rest(args, 1, ["-c", "-n", "-p"]),
        "stdbuf" => Rest(args, 1, ["-o", "-i", "-e"]),
        "time" => Rest(args, 1, ["-f", "-o"]),
        "sudo" or "doas" => Rest(args, 1, ["-u", "-g", "-h", "-C", "-p"]),
        "env" => Rest(args, 1, ["-u", "-C"]),
        "timeout" => Rest(args, 1, ["-k", "-s", "--signal", "--kill-after"], skip: 1),
        "xargs" => Rest([.. args, fed.Length > 0 ? fed : Holes.Of("@input")], 1, ["-I", "-n", "-P", "-d", "-L", "-s", "-a", "-E"]),
        "runuser" or "su" => AsUser(args),
        "gosu" or "su-exec" => Rest(args, 2, []),
        "setpriv" => Rest(args, 1, []),
        "flock" => Locked(args),
        "ssh" => OverSsh(args, here),
        "docker" or "podman" or "nerdctl" or "docker-compose" or "podman-compose" => InContainer(args, here),
        "kubectl" when args.Contains("exec") && IndexOf(args, "--") is > 0 and int at => new Wrapped.Command([.. args.Skip(at + 1)], true),
        string shell when Shells.Contains(shell) => InShell(args, here),
        _ => null,
    };

    private static int IndexOf(IReadOnlyList<string> args, string word) => args.ToList().IndexOf(word);

    /// <summary>Index of the first word that is neither an option nor an option's value.</summary>
    private static int AfterOptions(IReadOnlyList<string> args, int from, Func<string, bool> takesValue)
    {
        int at = from;
        while (at < args.Count && (args[at].StartsWith('-') || IsAssignment(args[at])))
        {
            if (args[at] == "--")
            {
                return at + 1;
            }

            at += takesValue(args[at]) && !args[at].Contains('=') ? 2 : 1;
        }

        return Math.Min(at, args.Count);
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=') is > 0 and int equals && word.AsSpan(0, equals).IndexOfAnyExcept(NameCharacters) < 0;

    private static Wrapped.Command? Rest(IReadOnlyList<string> args, int from, string[] valued, int skip = 0)
    {
        int at = AfterOptions(args, from, valued.Contains) + skip;
        return at < args.Count ? new Wrapped.Command([.. args.Skip(at)], false) : null;
    }

    private static Wrapped? AsUser(IReadOnlyList<string> args)
    {
        int command = args.ToList().FindIndex(word => word is "-c" or "--command");
        return command > 0 && command + 1 < args.Count ? new Wrapped.Script(args[command + 1], true, [])
            : IndexOf(args, "--") is > 0 and int at && at + 1 < args.Count ? new Wrapped.Command([.. args.Skip(at + 1)], false)
            : args[0] == "runuser" && args is [_, "-u", _, _, ..] ? new Wrapped.Command([.. args.Skip(3)], false) : null;
    }

    private static Wrapped? Locked(IReadOnlyList<string> args)
    {
        int at = AfterOptions(args, 1, word => word is "-w" or "-E" or "--timeout" or "--conflict-exit-code") + 1;
        return at >= args.Count ? null
            : args[at] is "-c" or "--command" ? new Wrapped.Script(args.ElementAtOrDefault(at + 1) ?? "", true, []) { Lock = true }
            : new Wrapped.Command([.. args.Skip(at)], false) { Lock = true };
    }

    private static Wrapped.Script? OverSsh(IReadOnlyList<string> args, string here)
    {
        int host = AfterOptions(args, 1, word => word is "-i" or "-p" or "-o" or "-l" or "-F" or "-J" or "-L" or "-R" or "-D" or "-b" or "-c" or "-m" or "-S" or "-W");
        string command = string.Join(' ', args.Skip(host + 1));
        string text = command.Length == 0 || Shells.Contains(command.Split(' ')[0]) && !command.Contains("-c", StringComparison.Ordinal) ? here : command;
        return text.Length == 0 ? null : new Wrapped.Script(text, false, []);
    }

    private static Wrapped? InShell(IReadOnlyList<string> args, string here)
    {
        List<string> options = [];
        int at = 1;
        for (; at < args.Count && args[at] is ['-' or '+', _, ..]; at++)
        {
            options.Add(args[at]);
            if (args[at].Contains('o') && at + 1 < args.Count && !args[at].StartsWith("--", StringComparison.Ordinal))
            {
                options.Add(args[++at]);
            }
        }

        bool text = options.Any(option => option[0] == '-' && option.Contains('c') && !option.StartsWith("--", StringComparison.Ordinal) && option != "noclobber");
        string[] kept = [.. options.Select(option => option[0] == '-' ? option.Replace("c", "").Replace("l", "") : option).Where(option => option is not "-")];
        return text ? new Wrapped.Script(args.ElementAtOrDefault(at) ?? "", true, kept)
            : at < args.Count && args[at] != "-" ? new Wrapped.File(args[at], [.. args.Skip(at + 1)])
            : here.Length > 0 ? new Wrapped.Script(here, true, kept) : null;
    }

    private static Wrapped? InContainer(IReadOnlyList<string> args, string here)
    {
        bool compose = args[0].EndsWith("compose", StringComparison.Ordinal);
        int at = AfterOptions(args, 1, word => word is "-H" or "--host" or "-c" or "--context" or "--config" or "-l" || (compose && TakesComposeValue(word)));
        if (!compose && at < args.Count && args[at] == "compose")
        {
            at = AfterOptions(args, at + 1, TakesComposeValue);
        }

        if (at >= args.Count || args[at] is not ("exec" or "run"))
        {
            return null;
        }

        int target = AfterOptions(args, at + 1, word => !DockerFlags.Contains(word));
        List<string> inner = [.. args.Skip(target + 1)];
        string image = target < args.Count ? args[target] : "";
        // Images whose entrypoint is the program itself.
        string? program = image.Contains("rclone/", StringComparison.Ordinal) ? "rclone" : image.Contains("aws-cli", StringComparison.Ordinal) ? "aws"
            : image.Contains("restic/", StringComparison.Ordinal) ? "restic" : image.Contains("minio/mc", StringComparison.Ordinal) ? "mc" : null;
        inner = program is null ? inner : [program, .. inner];
        return inner.Count == 0 ? null
            : Shells.Contains(inner[0]) && inner.Count <= 2 && here.Length > 0 ? new Wrapped.Script(here, false, [.. inner.Skip(1)])
            : new Wrapped.Command(inner, true);
    }

    private static bool TakesComposeValue(string word) =>
        word is "-f" or "--file" or "-p" or "--project-name" or "--env-file" or "--profile" or "--project-directory" or "--ansi" or "--progress" or "--parallel";
}
