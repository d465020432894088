using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Facts about locks, permissions, uploads and logs.</summary>
internal static partial class SafetyFacts
{
    private const ActKinds Work = ActKinds.Dump | ActKinds.Restore | ActKinds.PostEvent | ActKinds.HealthProbe | ActKinds.MemoryProbe | ActKinds.ContainerProbe;

    public static ScriptFact Locked(Study study)
    {
        IReadOnlyList<Act> locks = study.Sites(ActKinds.Lock);
        if (locks.Count == 0)
        {
            return ScriptFact.No();
        }

        Act first = locks[0];
        bool gives = ActClassifier.HasOption(first, 'n', "--nonblock", "--nb") || ActClassifier.HasOption(first, 'w', "--timeout");
        if (first.Name == "noclobber" || (first.Name == "flock" && !gives))
        {
            return Judge.Across(Working(study.Runs), IsLockedFirst, first.Place);
        }

        IReadOnlyList<ShellRun> refused = study.Failing(first);
        return refused.Count == 0 ? ScriptFact.Unknown("no path through the script comes to the lock", first.Place)
            : Judge.Across(refused, run => !run.Acts.Skip(run.FaultAt!.Value).Any(act => act.Is(Work)), first.Place);
    }

    private static bool IsLockedFirst(ShellRun run) => run.Of(ActKinds.Lock).FirstOrDefault() is Act taken && taken.Index < run.Of(Work).First().Index;

    private static ShellRun[] Working(IReadOnlyList<ShellRun> runs) => [.. runs.Where(run => run.Holds(Work))];

    public static ScriptFact OwnerOnly(Study study)
    {
        if (study.First(ActKinds.Dump) is not Act dump)
        {
            return FactTable.NoDump;
        }

        return Judge.Across(study.Backups, run => Masked(run) || Protects(run), dump.Place);
    }

    private static bool Masked(ShellRun run)
    {
        IReadOnlyList<OutputFile> written = Archive.Written(run);
        return written.Count > 0 ? written.All(file => file.Umask is not null && KeepsOthersOut(file.Umask))
            : run.Of(ActKinds.Dump).All(act => act.Umask is not null && KeepsOthersOut(act.Umask));
    }

    private static bool Protects(ShellRun run)
    {
        IReadOnlyList<string> names = Archive.Names(run);
        return run.Of(ActKinds.Permissions).Where(act => IsPrivate(Mode(act))).SelectMany(ActClassifier.Operands)
            .Any(operand => names.Any(name => Archive.Concerns(operand, name) || Archive.Within(name, operand)));
    }

    private static string Mode(Act act) => act.Name == "install" ? ActClassifier.Option(act, "-m", "--mode") ?? "" : ActClassifier.Operands(act).FirstOrDefault() ?? "";

    /// <summary>A mode that leaves nothing to group and others.</summary>
    private static bool IsPrivate(string mode) => OctalMode().IsMatch(mode) || mode is "u=rw" or "go=" or "go-rwx" or "u=rw,go=" or "u=rwx,go=" or "og-rwx" or "og=";

    /// <summary>A mask that takes everything from group and others.</summary>
    private static bool KeepsOthersOut(string mask) => OctalMask().IsMatch(mask) || mask is "u=rwx,go=" or "u=rw,go=" or "u=rwx,g=,o=" or "go=";

    public static ScriptFact SavesUploads(Study study)
    {
        Act? saving = study.First(ActKinds.SaveUploads);
        IReadOnlyList<ShellRun> ended = study.First(ActKinds.Dump) is null ? [.. study.Runs.Where(run => run.Succeeded)] : study.Backups;
        return saving is null ? ScriptFact.No() : Judge.Across(ended, run => run.Holds(ActKinds.SaveUploads), saving.Place);
    }

    public static ScriptFact LogsTo(Study study)
    {
        foreach (Act act in study.Runs.SelectMany(run => run.Acts))
        {
            IEnumerable<string> files = act.Name == "tee" ? ActClassifier.Operands(act) : [];
            if (files.Append(act.Output).OfType<string>().FirstOrDefault(file => LogFile().IsMatch(file)) is string log)
            {
                return ScriptFact.Yes(act.Place, text: Holes.Show(log));
            }
        }

        return ScriptFact.No();
    }

    [GeneratedRegex("^0?[0-7]00$")]
    private static partial Regex OctalMode();

    [GeneratedRegex("^0*[0-7]?77$")]
    private static partial Regex OctalMask();

    [GeneratedRegex(@"\.log$|/log/|LOG", RegexOptions.None)]
    private static partial Regex LogFile();
}
