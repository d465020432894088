using System.Text.RegularExpressions;
using Verification.Audit.Shell;
using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Schedules;

/// <summary>What a scheduled command runs, and where its output goes.</summary>
internal static partial class CronCommand
{
    private static readonly string[] OnlyNames = ["echo", "printf", "chmod", "chown", "ls", "cat", "test", "[", "rm", "cp", "mv", "touch", "grep", "stat", "logger", "head", "tail"];
    private static readonly string[] Collectors = ["logger", "tee", "systemd-cat", "rotatelogs", "multilog", "svlogd", "cronolog"];

    public static CronEntry Describe(CronEntry entry)
    {
        ShellScript script = ShellScript.ParsePart(entry.Command, entry.Place.Line);
        List<SimpleCommand> commands = [];
        List<Redirect> redirects = [];
        Collect(script.Commands, commands, redirects);
        string[] scripts = [.. Scripts(commands).Distinct()];
        entry = entry with
        {
            Scripts = scripts.Length > 0 ? scripts : [.. ScriptWord().Matches(entry.Command).Select(match => match.Value).Where(_ => script is ShellScript.NotUnderstood)],
            Locked = commands.Any(command => command.Words.Any(word => word.Literal is "flock")),
        };
        if (script is ShellScript.NotUnderstood)
        {
            return entry;
        }

        redirects.AddRange(commands.SelectMany(command => command.Redirects));
        string? collector = commands.LastOrDefault()?.Words.Select(word => word.Literal).FirstOrDefault(Collectors.Contains);
        string[] files = [.. redirects.Where(IsOutput).Select(redirect => Show(redirect.Target))];
        string? file = files.FirstOrDefault(name => name != "/dev/null") ?? files.FirstOrDefault();
        return entry with
        {
            Output = file is null or "/dev/null" ? collector ?? file : file,
            Logged = file is not (null or "/dev/null") || collector is not null,
            ErrorsLogged = redirects.Any(redirect => redirect.Operator is "&>" or "&>>" || (redirect.Descriptor == "2" && Show(redirect.Target) is not "/dev/null")),
        };
    }

    private static bool IsOutput(Redirect redirect) =>
        redirect.Operator is "&>" or "&>>" || (redirect.Descriptor is null or "1" && redirect.Operator is ">" or ">>" or ">|");

    private static string Show(ShellWord word) => string.Concat(word.Parts.Select(part => part switch
    {
        LiteralPart literal => literal.Text,
        VariablePart variable => "$" + variable.Name,
        _ => "...",
    }));

    /// <summary>Words that name scripts: by their ending, or as a command's path outside the folders of programs.</summary>
    private static IEnumerable<string> Scripts(List<SimpleCommand> commands)
    {
        string folder = "";
        foreach (SimpleCommand command in commands)
        {
            string[] words = [.. command.Words.Select(Show)];
            if (words.Length > 0 && OnlyNames.Contains(words[0]))
            {
                // They look at a file or print its name; nothing is run.
                continue;
            }

            if (words is ["cd", string target, ..])
            {
                folder = target.TrimEnd('/') + "/";
            }

            for (int index = 0; index < words.Length; index++)
            {
                bool word = words[index].Length > 0 && words[index][0] != '-' && !words[index].Contains(' ');
                if (word && (ScriptName().IsMatch(words[index]) || (index == 0 && words[0].Contains('/') && !ProgramFolder().IsMatch(words[0]))))
                {
                    string plain = words[index].StartsWith("./", StringComparison.Ordinal) ? words[index][2..] : words[index];
                    yield return plain.StartsWith('/') || plain.StartsWith('$') || plain.StartsWith('~') ? plain : folder + plain;
                }
                else if (words[index].Contains(' ') && index > 0 && words[index - 1] is "-c" or "-lc" or "-ec")
                {
                    List<SimpleCommand> inner = [];
                    Collect(ShellScript.ParsePart(words[index], command.Line).Commands, inner, []);
                    foreach (string script in inner.Count < 100 ? Scripts(inner) : [])
                    {
                        yield return script;
                    }
                }
            }
        }
    }

    private static void Collect(ShellCommand command, List<SimpleCommand> commands, List<Redirect> redirects)
    {
        IEnumerable<ShellCommand> parts = command switch
        {
            CommandList list => list.Items.Select(item => item.Command),
            Pipeline pipeline => pipeline.Commands,
            AndOr both => [both.Left, both.Right],
            GroupCommand group => [group.Body],
            Subshell subshell => [subshell.Body],
            IfCommand choice => choice.Branches.SelectMany(branch => new ShellCommand[] { branch.Condition, branch.Body }).Concat(choice.Else is null ? [] : [choice.Else]),
            WhileCommand loop => [loop.Condition, loop.Body],
            ForCommand loop => [loop.Body],
            _ => [],
        };
        if (command is SimpleCommand simple)
        {
            commands.Add(simple);
        }
        else
        {
            redirects.AddRange(command.Redirects);
        }

        foreach (ShellCommand part in parts)
        {
            Collect(part, commands, redirects);
        }
    }

    [GeneratedRegex(@"\.(sh|bash|py|rb|pl|js|mjs)$")]
    private static partial Regex ScriptName();

    [GeneratedRegex(@"[\w./~-]+\.(sh|bash|py)\b")]
    private static partial Regex ScriptWord();

    [GeneratedRegex(@"^/(usr/(local/)?)?s?bin/[^./]+$|^/snap/bin/")]
    private static partial Regex ProgramFolder();
}
