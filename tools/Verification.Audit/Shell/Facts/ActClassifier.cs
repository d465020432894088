using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Says what a command does, by its name and arguments.</summary>
internal static partial class ActClassifier
{
    public static ActKinds KindsOf(Act act, IReadOnlyList<Act> before) =>
        DataActs.KindsOf(act, before) | KeepActs.KindsOf(act) | WatchActs.KindsOf(act, before);

    /// <summary>Why a command may do anything at all; null when it is what it looks like.</summary>
    public static string? Hides(Act act)
    {
        if (Holes.In(act.Name))
        {
            return Holes.Variables(act.Name).Any(KnownNames.IsNamed) ? null : $"it runs whatever '{Holes.Show(act.Name)}' stands for";
        }

        string first = act.Args.FirstOrDefault(arg => !arg.StartsWith('-')) ?? "";
        switch (act.Name)
        {
            case "python" or "python3" or "node" or "perl" or "php" or "ruby" or "deno" or "bun":
                bool inline = act.Args.Any(arg => arg is "-c" or "-e" or "-p" or "-" or "-ne" or "-pe" or "-m" or "--eval") || act.Here.Length > 0;
                string code = string.Join(' ', act.Args) + act.Here;
                return inline ? Reaches().IsMatch(code) ? $"it runs {act.Name} code that reaches further than a shell reader can see" : null
                    : first.Length > 0 ? $"it runs '{Holes.Show(first)}', which is not a shell script" : null;
            case "npm" or "yarn" or "pnpm" when first is "run" or "exec" or "start" or "test":
            case "npx" or "make" or "just" or "ansible" or "ansible-playbook" or "rake" or "fab" or "parallel":
                return $"it runs '{Holes.Show(act.Text)}', which is described elsewhere";
            case "pgbackrest" or "wal-g" or "wal-e" or "barman" or "pg_basebackup" or "pg_probackup":
                return $"{act.Name} makes backups in a way of its own that is not read here";
            default:
                return null;
        }
    }

    /// <summary>Arguments that are no options.</summary>
    public static IEnumerable<string> Operands(Act act) => act.Args.Where(arg => !arg.StartsWith('-'));

    /// <summary>A short option, alone or together with others, or a long one.</summary>
    public static bool HasOption(Act act, char letter, params string[] longer) => act.Args.Any(arg =>
        (arg.Length > 1 && arg[0] == '-' && arg[1] != '-' && arg.Contains(letter))
        || longer.Any(name => arg == name || arg.StartsWith(name + "=", StringComparison.Ordinal)));

    /// <summary>The value of an option, written as -x v, -xv, --name v or --name=v.</summary>
    public static string? Option(Act act, params string[] names)
    {
        for (int index = 0; index < act.Args.Count; index++)
        {
            string arg = act.Args[index];
            foreach (string name in names)
            {
                if (arg == name)
                {
                    return act.Args.ElementAtOrDefault(index + 1);
                }

                if (arg.StartsWith(name, StringComparison.Ordinal) && (name.Length == 2 || arg[name.Length] == '='))
                {
                    return arg[name.Length..].TrimStart('=');
                }
            }
        }

        return null;
    }

    [GeneratedRegex("http|urlopen|requests|smtp|socket|subprocess|os[.]system|child_process|fetch[(]|exec[(]", RegexOptions.IgnoreCase)]
    private static partial Regex Reaches();
}
