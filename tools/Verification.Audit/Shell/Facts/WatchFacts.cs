using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Facts about scripts that look after a deployment.</summary>
internal static class WatchFacts
{
    private const ActKinds Asking = ActKinds.HealthProbe | ActKinds.HttpProbe | ActKinds.ContainerProbe;

    public static ScriptFact ProbesDelivery(Study study)
    {
        Act? post = study.First(ActKinds.PostEvent);
        return study.Somewhere(run => run.Of(ActKinds.PostEvent).Any(sent => run.Of(ActKinds.ReadEvent).Any(read => read.Index > sent.Index && Counts(run, read))), post);
    }

    /// <summary>Something depends on what was read, or on whether it could be read.</summary>
    private static bool Counts(ShellRun run, Act read) =>
        run.Inspected.Contains(read.Index) || read.Asked || ActClassifier.HasOption(read, 'f', "--fail", "--fail-with-body");

    /// <summary>A figure that is printed is not watched: something has to look at it.</summary>
    public static ScriptFact Watches(Study study, ActKinds kind)
    {
        Act? watched = study.Runs.SelectMany(run => run.Of(kind).Where(act => run.Inspected.Contains(act.Index))).FirstOrDefault();
        return watched is null ? ScriptFact.No(study.First(kind)?.Place)
            : study.Somewhere(run => run.Of(kind).Any(act => run.Inspected.Contains(act.Index)), watched);
    }

    public static ScriptFact ReadsHealthOnly(Study study)
    {
        Act? probe = study.First(Asking);
        Act? deeper = study.First(ActKinds.PostEvent | ActKinds.ReadEvent | ActKinds.Query | ActKinds.HttpProbe);
        bool watches = study.Purpose is not (ScriptPurpose.Backup or ScriptPurpose.RestoreTest);
        return probe is null || deeper is not null || !watches ? ScriptFact.No(deeper?.Place) : ScriptFact.Yes(probe.Place);
    }

    public static ScriptFact ComparesRestored(Study study)
    {
        if (study.First(ActKinds.Restore) is null)
        {
            // To list an archive, or to test it, is not to restore it.
            return ScriptFact.No();
        }

        Act? query = study.Runs.SelectMany(run => run.Of(ActKinds.Query)
            .Where(act => run.Inspected.Contains(act.Index) && run.Of(ActKinds.Restore).Any(restore => restore.Index < act.Index))).FirstOrDefault();
        return query is null ? ScriptFact.No(study.First(ActKinds.Query)?.Place) : ScriptFact.Yes(query.Place);
    }
}
