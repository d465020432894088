using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Programs that keep backups in a repository of their own: every snapshot has a time, is there whole or not at all, and is encrypted.</summary>
internal static class Repositories
{
    /// <summary>Yes where every dump goes into a repository, else what the rest says.</summary>
    public static ScriptFact Or(Study study, Func<Study, ScriptFact> otherwise) =>
        study.Backups.Count > 0 && study.Backups.All(run => Keeping(run) is not null) ? ScriptFact.Yes(Keeping(study.Backups[0])!.Place) : otherwise(study);

    /// <summary>Whether the repository that a command names lies on this machine's own disk.</summary>
    public static bool IsLocal(Act act)
    {
        string? named = act.Name == "borg" ? act.Args.FirstOrDefault(arg => arg.Contains("::", StringComparison.Ordinal))?.Split("::")[0] : ActClassifier.Option(act, "-r", "--repo");
        string? repository = named is { Length: > 0 } ? named : act.Repository;
        return repository is not null && repository.StartsWith('/') && !KnownNames.Mounted().IsMatch(repository);
    }

    private static Act? Keeping(ShellRun run)
    {
        Act[] keepers = [.. run.Acts.Where(act => act.Name is "restic" or "borg" or "kopia")];
        return run.Of(ActKinds.Dump).All(dump => keepers.Any(act => act.IsFedBy(dump))) ? keepers.FirstOrDefault() : null;
    }
}
