using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>The paths through one script, and the questions that all facts ask of them.</summary>
internal sealed class Study
{
    /// <summary>As many commands are made to fail, one after the other.</summary>
    public const int MaximumSites = 12;

    private readonly Dictionary<ShellRun, ShellRun> counterparts = new(ReferenceEqualityComparer.Instance);

    public Study(Explorer explorer, string path)
    {
        Explorer = explorer;
        Runs = explorer.Runs();
        Purpose = Purposes.Of(Runs, path);
    }

    public Explorer Explorer { get; }

    /// <summary>The paths on which nothing is made to fail.</summary>
    public IReadOnlyList<ShellRun> Runs { get; }

    public ScriptPurpose Purpose { get; }

    /// <summary>Paths that dump the database and end well: what each of them does, every backup has.</summary>
    public IReadOnlyList<ShellRun> Backups => [.. Runs.Where(run => run.Succeeded && run.Holds(ActKinds.Dump))];

    public Act? First(ActKinds kinds) => Runs.SelectMany(run => run.Of(kinds)).FirstOrDefault();

    /// <summary>Each place in the script where something of that kind is done.</summary>
    public IReadOnlyList<Act> Sites(ActKinds kinds, Func<Act, bool>? wanted = null) =>
        [.. Runs.SelectMany(run => run.Of(kinds)).Where(wanted ?? (_ => true)).DistinctBy(act => (act.Name, act.Place, act.Start))];

    /// <summary>The paths that come to a command which then fails.</summary>
    public IReadOnlyList<ShellRun> Failing(Act site, bool brief = false) =>
        [.. Explorer.Runs(new FaultSite(site.Name, site.Place, site.Start), brief).Where(run => run.FaultAt is not null)];

    /// <summary>People are told because of the fault: by a message that a healthy run would not send, or by the lack of one that it would.</summary>
    public bool Alerted(ShellRun faulted)
    {
        if (!counterparts.TryGetValue(faulted, out ShellRun? healthy))
        {
            counterparts[faulted] = healthy = Explorer.Without(faulted);
        }

        return Sites(faulted, ActKinds.Alert).Except(Sites(healthy, ActKinds.Alert)).Any()
            || Sites(healthy, ActKinds.Heartbeat).Except(Sites(faulted, ActKinds.Heartbeat)).Any();

        static IEnumerable<string> Sites(ShellRun run, ActKinds kinds) => run.Of(kinds).Select(act => act.Site);
    }

    /// <summary>For each place of a kind: when it fails, does the property hold on every path?</summary>
    public ScriptFact WhenFailing(IReadOnlyList<Act> sites, Func<ShellRun, bool> holds)
    {
        ScriptFact[] answers =
        [
            .. sites.Take(MaximumSites).Select(site => (site, runs: Failing(site))).Where(entry => entry.runs.Count > 0)
                .Select(entry => Judge.Across(entry.runs, holds, entry.site.Place)),
        ];
        if (sites.Count > MaximumSites && answers.All(fact => fact.Holds == true))
        {
            return ScriptFact.Unknown($"more than {MaximumSites} commands would have to be followed", sites[0].Place);
        }

        return answers.FirstOrDefault(fact => fact.Holds == false) ?? answers.FirstOrDefault(fact => fact.Holds is null) ?? answers.FirstOrDefault()
            ?? ScriptFact.Unknown("no path through the script comes to it", sites.ElementAtOrDefault(0)?.Place);
    }

    /// <summary>Something of that kind is done on some path, and no unset variable decides whether.</summary>
    public ScriptFact Somewhere(ActKinds kinds) => Somewhere(run => run.Holds(kinds), First(kinds));

    /// <summary>A property holds on some path, and no unset variable decides whether.</summary>
    public ScriptFact Somewhere(Func<ShellRun, bool> holds, Act? where)
    {
        if (where is null || !Runs.Any(holds))
        {
            return ScriptFact.No(where?.Place);
        }

        Choice? guard = Judge.Guard(Runs, holds);
        return guard is null ? ScriptFact.Yes(where.Place) : ScriptFact.Unknown($"it is done only when {Judge.Missing(guard)}", where.Place);
    }
}
