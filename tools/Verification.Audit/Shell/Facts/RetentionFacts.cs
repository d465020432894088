using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>How long backups are kept, and what deleting them may hit.</summary>
internal sealed partial record RetentionFacts(ScriptFact DeletesOld, ScriptFact RetentionDays, ScriptFact Copies, ScriptFact Blindly)
{
    private static readonly string[] Names = ["-name", "-iname", "-regex", "-path", "-wholename"];

    private static readonly ConditionalWeakTable<Study, RetentionFacts> Known = [];

    public static RetentionFacts Of(Study study) => Known.GetValue(study, Find);

    /// <summary>The act deletes old files: by itself, or what another command selected.</summary>
    public static bool Expires(ShellRun run, Act act) => act.Is(ActKinds.ExpireSnapshots) || (act.Is(ActKinds.Delete) && Selector(run, act) is not null);

    private static RetentionFacts Find(Study study)
    {
        (ShellRun Run, Act Act)[] found =
        [
            .. study.Runs.SelectMany(run => run.Acts.Where(act => Expires(run, act)).Select(act => (run, act)))
                .DistinctBy(entry => (entry.act.Name, entry.act.Place, entry.act.Start)),
        ];
        Act? wiping = study.Runs.SelectMany(run => run.Of(ActKinds.Delete).Where(act => WipesFolder(run, act))).FirstOrDefault();
        if (found.Length == 0)
        {
            ScriptFact none = ScriptFact.Unknown("the script deletes no old backups");
            return new RetentionFacts(ScriptFact.No(), none, none, wiping is null ? ScriptFact.No() : ScriptFact.Yes(wiping.Place));
        }

        // Where logs and backups are deleted, those count that concern the backups; of several, the one that leaves least.
        (ShellRun Run, Act Act)[] ours = [.. found.Where(entry => OfBackups(entry.Run, Chain(entry.Run, entry.Act)))];
        ours = ours.Length > 0 ? ours : found;
        Act act = ours[0].Act;
        ScriptFact days = Least(ours.Select(entry => Number(Days(Chain(entry.Run, entry.Act)[0]), entry.Act, "number of days")));
        ScriptFact copies = Least(ours.Select(entry => Number(Chain(entry.Run, entry.Act).Select(Kept).FirstOrDefault(kept => kept is not null), entry.Act, "number of copies")));
        Act? blind = wiping
            ?? ours.Where(entry => !entry.Act.Is(ActKinds.ExpireSnapshots) && !Chain(entry.Run, entry.Act).Any(Restricts)).Select(entry => entry.Act).FirstOrDefault();
        return new RetentionFacts(ScriptFact.Yes(act.Place), days, copies, blind is null ? ScriptFact.No() : ScriptFact.Yes(blind.Place));
    }

    private static ScriptFact Least(IEnumerable<ScriptFact> figures)
    {
        ScriptFact[] all = [.. figures];
        return all.Where(fact => fact.Holds == true).MinBy(fact => fact.Number) ?? all[0];
    }

    /// <summary>What selects the files, and the commands between it and the deletion.</summary>
    private static Act[] Chain(ShellRun run, Act act)
    {
        Act selector = Selector(run, act) ?? act;
        return [selector, .. run.Acts.Where(other => other.Index > selector.Index && other.Index < act.Index && other.IsFedBy(selector))];
    }

    private static bool OfBackups(ShellRun run, Act[] chain)
    {
        IReadOnlyList<string> names = Archive.Names(run);
        string[] folders = [.. ActClassifier.Operands(chain[0]).Select(operand => operand.Contains('*') ? operand[..(operand.LastIndexOf('/') + 1)] : operand)];
        return names.Count == 0 || chain[0].Is(ActKinds.ExpireSnapshots) || names.Any(name => folders.Any(folder => Archive.Within(name, folder)));
    }

    private static Act? Selector(ShellRun run, Act act) => act.Is(ActKinds.SelectOld) ? act
        : run.Acts.Take(act.Index).FirstOrDefault(other => other.Is(ActKinds.SelectOld) && IsFed(run, act, other) && (other.Name != "ls" || Chooses(run, act, other)));

    private static bool IsFed(ShellRun run, Act act, Act by) => act.IsFedBy(by)
        || act.Args.Concat(act.Inputs).SelectMany(Holes.Acts).Any(index => index < run.Acts.Count && (index == by.Index || run.Acts[index].IsFedBy(by)));

    /// <summary>A listing selects old files only when a part of it is taken.</summary>
    private static bool Chooses(ShellRun run, Act act, Act listing) =>
        run.Acts.Take(act.Index).Any(other => other.IsFedBy(listing) && other.Name is "tail" or "head" or "sed" or "awk");

    private static bool WipesFolder(ShellRun run, Act act) => act.Name == "rm"
        && act.Args.Where(arg => arg.EndsWith("/*", StringComparison.Ordinal) && !Holes.Holds(arg, Holes.Temporary))
            .Any(arg => Archive.Names(run).Any(name => Archive.Within(name, arg)));

    /// <summary>find -mtime +N deletes what is older than N whole days.</summary>
    private static string? Days(Act selector)
    {
        if (selector.Is(ActKinds.ExpireSnapshots))
        {
            return KeptDays(selector);
        }

        string? minutes = Signed(ActClassifier.Option(selector, "-mmin") ?? ActClassifier.Option(selector, "-cmin"));
        return Signed(ActClassifier.Option(selector, "-mtime") ?? ActClassifier.Option(selector, "-ctime"))
            ?? (double.TryParse(minutes, out double count) ? (count / 1440).ToString("R") : null);
    }

    private static string? Signed(string? value) => value is ['+', ..] ? value[1..] : null;

    private static string? KeptDays(Act act)
    {
        string? kept = ActClassifier.Option(act, "--keep-daily") ?? ActClassifier.Option(act, "--keep-within") ?? ActClassifier.Option(act, "--min-age");
        return kept is null ? null : DayCount().Match(kept) is { Success: true } match ? match.Groups[1].Value : kept;
    }

    /// <summary>tail -n +N leaves N-1 of a listing alone, head -n -N leaves N.</summary>
    private static string? Kept(Act act)
    {
        string text = string.Join(' ', act.Args);
        Match match = act.Name == "tail" ? TailFrom().Match(text) : act.Name == "head" ? HeadBut().Match(text) : Match.Empty;
        return !match.Success ? null : int.TryParse(match.Groups[1].Value, out int count) ? (act.Name == "tail" ? count - 1 : count).ToString() : match.Groups[1].Value;
    }

    private static ScriptFact Number(string? value, Act act, string what) =>
        value is null ? ScriptFact.Unknown($"the script gives no {what}", act.Place)
        : double.TryParse(value, out double number) ? ScriptFact.Yes(act.Place, number)
        : ScriptFact.Unknown($"the {what} is '{Holes.Show(value)}', which the script does not set", act.Place);

    /// <summary>Only files of certain names are selected.</summary>
    private static bool Restricts(Act act) => act.Name switch
    {
        "find" => Names.Select(name => ActClassifier.Option(act, name)).Any(pattern => pattern is not (null or "*" or "*.*" or "*/*")),
        "ls" => ActClassifier.Operands(act).Any(operand => operand.Contains('*') && !operand.EndsWith("/*", StringComparison.Ordinal)),
        "grep" or "egrep" => !ActClassifier.HasOption(act, 'v', "--invert-match"),
        _ => false,
    };

    [GeneratedRegex("([0-9]+)d")]
    private static partial Regex DayCount();

    [GeneratedRegex(@"\+(\S+)")]
    private static partial Regex TailFrom();

    [GeneratedRegex(@"-n ?-(\S+)")]
    private static partial Regex HeadBut();
}
