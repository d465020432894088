using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Facts about what follows when a command fails.</summary>
internal static class FailureFacts
{
    private const ActKinds Probes = ActKinds.HealthProbe | ActKinds.HttpProbe | ActKinds.ContainerProbe | ActKinds.MemoryProbe | ActKinds.DiskProbe
        | ActKinds.PostEvent | ActKinds.ReadEvent;

    public static ScriptFact DumpFailureNoticed(Study study) => study.First(ActKinds.Dump) is null
        ? FactTable.NoDump : study.WhenFailing(study.Sites(ActKinds.Dump), run => !run.Succeeded || study.Alerted(run));

    public static ScriptFact DeletesAfterFailure(Study study)
    {
        if (study.First(ActKinds.Dump) is null)
        {
            return FactTable.NoDump;
        }

        Act? delete = study.Sites(ActKinds.Dump).Take(Study.MaximumSites).SelectMany(site => study.Failing(site))
            .SelectMany(run => run.Acts.Skip(run.FaultAt!.Value).Where(act => RetentionFacts.Expires(run, act))).FirstOrDefault();
        return delete is null ? ScriptFact.No() : ScriptFact.Yes(delete.Place);
    }

    public static ScriptFact Offsite(Study study)
    {
        Act? copy = study.First(ActKinds.Offsite);
        Act? somewhere = study.Runs.SelectMany(run => run.Acts)
            .FirstOrDefault(act => act.Name == "rsync" && Holes.OnlyVariable(ActClassifier.Operands(act).LastOrDefault() ?? "") is not null);
        if (copy is null && somewhere is not null)
        {
            return ScriptFact.Unknown($"where {somewhere.Place} copies to is not said in the script", somewhere.Place);
        }

        if (copy is null || study.First(ActKinds.Dump) is null)
        {
            return study.Somewhere(ActKinds.Offsite);
        }

        return Judge.Across(study.Backups, run => run.Of(ActKinds.Offsite).Any(act => run.Of(ActKinds.Dump).Any(dump => dump.Index < act.Index)), copy.Place);
    }

    public static ScriptFact OffsiteFailureNoticed(Study study)
    {
        IReadOnlyList<Act> sites = study.Sites(ActKinds.Offsite);
        return sites.Count == 0 ? ScriptFact.Unknown("the script copies nothing off site") : study.WhenFailing(sites, run => !run.Succeeded || study.Alerted(run));
    }

    public static ScriptFact Alerts(Study study)
    {
        if (study.First(ActKinds.Alert | ActKinds.Heartbeat) is null && !Troubled(study).Any(run => run.Holds(ActKinds.Alert)))
        {
            Act? somewhere = Troubled(study).SelectMany(run => run.Of(ActKinds.HttpProbe)).FirstOrDefault(act => act.Args.Any(arg => Holes.OnlyVariable(arg) is not null));
            return somewhere is null ? ScriptFact.No() : ScriptFact.Unknown($"whom {somewhere.Place} calls is not said in the script", somewhere.Place);
        }

        ActKinds main = Main(study);
        return main == ActKinds.None ? AlertsSomewhere(study) : AtAlert(study, study.WhenFailing(study.Sites(main), study.Alerted));
    }

    /// <summary>What the script is there for, when one kind of command is it.</summary>
    private static ActKinds Main(Study study)
    {
        ActKinds main = study.Purpose == ScriptPurpose.Backup ? ActKinds.Dump : study.Purpose == ScriptPurpose.RestoreTest ? ActKinds.Restore : ActKinds.None;
        return study.First(main) is null ? ActKinds.None : main;
    }

    private static ScriptFact AtAlert(Study study, ScriptFact fact)
    {
        Act? alert = Troubled(study).SelectMany(run => run.Of(ActKinds.Alert | ActKinds.Heartbeat)).FirstOrDefault();
        return fact with { Place = alert?.Place ?? fact.Place };
    }

    /// <summary>A message that some paths send and others don't: what tells them apart is what the script watches.</summary>
    private static ScriptFact AlertsSomewhere(Study study)
    {
        ShellRun[] runs = [.. Troubled(study)];
        Act? alert = runs.SelectMany(run => run.Of(ActKinds.Alert)).FirstOrDefault();
        if (alert is null)
        {
            Act? beat = study.First(ActKinds.Heartbeat);
            bool stops = runs.Any(run => run.FaultAt is not null && study.Alerted(run));
            return stops ? ScriptFact.Yes(beat?.Place) : ScriptFact.No(beat?.Place);
        }

        if (runs.All(run => run.Holds(ActKinds.Alert)))
        {
            return ScriptFact.No(alert.Place);
        }

        Choice? guard = Judge.Guard(runs, run => run.Holds(ActKinds.Alert));
        return guard is null ? ScriptFact.Yes(alert.Place)
            : ScriptFact.Unknown($"a message is sent only when {Judge.Missing(guard)}", alert.Place);
    }

    /// <summary>All paths, with nothing failing and with each thing the script looks at failing in turn.</summary>
    private static IEnumerable<ShellRun> Troubled(Study study) => study.Runs.Concat(
        study.Sites(Probes | ActKinds.Dump | ActKinds.Restore).Take(Study.MaximumSites).SelectMany(site => study.Failing(site, brief: true)));

    public static ScriptFact ExitsNonZeroOnFailure(Study study)
    {
        ActKinds main = Main(study);
        if (main != ActKinds.None)
        {
            return study.WhenFailing(study.Sites(main), run => !run.Succeeded);
        }

        IReadOnlyList<Act> changes = study.Sites(ActKinds.ChangeDsn | ActKinds.RestoreEnv | ActKinds.SaveEnv | ActKinds.Offsite | ActKinds.Restart);
        if (study.Purpose is ScriptPurpose.Cutover or ScriptPurpose.Rollback or ScriptPurpose.Other && changes.Count > 0)
        {
            return study.WhenFailing(changes, run => !run.Succeeded);
        }

        ShellRun[] runs = [.. Troubled(study)];
        if (study.First(Probes) is null)
        {
            return runs.Any(run => !run.Succeeded) ? ScriptFact.Yes(null) : ScriptFact.No();
        }

        ActKinds last = study.Purpose == ScriptPurpose.SmokeTest && study.First(ActKinds.ReadEvent) is not null ? ActKinds.ReadEvent : Probes;
        ShellRun? ended = runs.FirstOrDefault(run => !run.Succeeded && run.Holds(last));
        return ended is null ? ScriptFact.No(study.First(Probes)?.Place) : ScriptFact.Yes(ended.Of(Probes).Last().Place);
    }
}
