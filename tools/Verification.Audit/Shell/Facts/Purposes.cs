using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Tells what a script is for: by what it does, else by its name.</summary>
internal static partial class Purposes
{
    private const ActKinds Watching = ActKinds.MemoryProbe | ActKinds.DiskProbe | ActKinds.ContainerProbe | ActKinds.HealthProbe;

    public static ScriptPurpose Of(IReadOnlyList<ShellRun> runs, string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        ActKinds done = runs.SelectMany(run => run.Acts).Aggregate(ActKinds.None, (kinds, act) => kinds | act.Kinds);
        ScriptPurpose? byName = ByName(name);
        bool dumps = (done & ActKinds.Dump) != 0;
        bool restores = (done & ActKinds.Restore) != 0;
        if (dumps || restores)
        {
            return dumps && !(restores && byName == ScriptPurpose.RestoreTest) ? ScriptPurpose.Backup : ScriptPurpose.RestoreTest;
        }

        if ((done & ActKinds.PostEvent) != 0 && (done & ActKinds.ReadEvent) != 0 && byName != ScriptPurpose.Monitor)
        {
            return ScriptPurpose.SmokeTest;
        }

        if ((done & ActKinds.RestoreEnv) != 0 && (done & ActKinds.ChangeDsn) == 0)
        {
            return ScriptPurpose.Rollback;
        }

        if ((done & (ActKinds.ChangeDsn | ActKinds.SaveEnv)) == (ActKinds.ChangeDsn | ActKinds.SaveEnv))
        {
            return ScriptPurpose.Cutover;
        }

        return byName ?? ((done & Watching) != 0 ? ScriptPurpose.Monitor : ScriptPurpose.Other);
    }

    private static ScriptPurpose? ByName(string name) =>
        Restore().IsMatch(name) ? ScriptPurpose.RestoreTest
        : Backup().IsMatch(name) ? ScriptPurpose.Backup
        : Smoke().IsMatch(name) ? ScriptPurpose.SmokeTest
        : Rollback().IsMatch(name) ? ScriptPurpose.Rollback
        : Cutover().IsMatch(name) ? ScriptPurpose.Cutover
        : Monitor().IsMatch(name) ? ScriptPurpose.Monitor : null;

    [GeneratedRegex("restore", RegexOptions.IgnoreCase)]
    private static partial Regex Restore();

    [GeneratedRegex("backup|dump", RegexOptions.IgnoreCase)]
    private static partial Regex Backup();

    [GeneratedRegex("smoke|canary|probe|test-?event", RegexOptions.IgnoreCase)]
    private static partial Regex Smoke();

    [GeneratedRegex("rollback|revert", RegexOptions.IgnoreCase)]
    private static partial Regex Rollback();

    [GeneratedRegex("cutover|switch-?dsn|migrate-?dsn", RegexOptions.IgnoreCase)]
    private static partial Regex Cutover();

    [GeneratedRegex("monitor|health|watch|check", RegexOptions.IgnoreCase)]
    private static partial Regex Monitor();
}
