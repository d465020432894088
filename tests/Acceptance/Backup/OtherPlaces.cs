using Verification.Fixtures.Backup;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Fixtures.Targets;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>Restores into places where it must not succeed by halves: a database where migrations ran, a dump that breaks off; and into a newer major, where it must succeed.</summary>
internal sealed class OtherPlaces(BackupSetting setting, RecoveryDrill drill, FoundBackup backup, PostgresPrograms programs, DatabaseFingerprint? source)
{
    /// <summary>Tries each.</summary>
    public async Task<IReadOnlyList<RestoreCase>> TryAsync(CancellationToken ct)
    {
        if (backup.Format == ArchiveFormat.Directory)
        {
            // Its parts are files of their own; cutting one is what the checks of the archive are about.
            return [await TryAsync("a database where migrations had run", "migrated", migrated: true, backup, ct), await NewerAsync(ct)];
        }

        string half = Path.Combine(Path.GetDirectoryName(backup.Path)!, $"half-{Path.GetFileName(backup.Path)}");
        await HalveAsync(half, ct);
        try
        {
            return
            [
                await TryAsync("a database where migrations had run", "migrated", migrated: true, backup, ct),
                await TryAsync("an empty database, from a dump that breaks off half-way", "halved", migrated: false, backup with { Path = half, Files = [half] }, ct),
                await NewerAsync(ct),
            ];
        }
        finally
        {
            File.Delete(half);
        }
    }

    private async Task<RestoreCase> TryAsync(string into, string name, bool migrated, FoundBackup from, CancellationToken ct)
    {
        string database = $"{name}{setting.Mark}".Replace('-', '_');
        await drill.CreateScratchAsync(database, ct);
        if (migrated)
        {
            await drill.MigrateScratchAsync(database, ct);
        }

        DatabaseFingerprint before = await SourceStage.FingerprintAsync(drill.ScratchConnection(database), ct);
        RestoreState state = await BackupArchives.RestoreAsync(from, programs, setting.Supervisor, BackupSetting.Place(drill.Scratch(database)), new RestoreOptions { IntoFilled = setting.Has(BackupDefects.IntoFilled) }, ct);
        int changes = FingerprintComparison.Compare(before, await SourceStage.FingerprintAsync(drill.ScratchConnection(database), ct)).Count;
        await drill.DropScratchAsync(database, ct);
        return (state.Restored, changes) switch
        {
            (false, 0) => new(into, $"refused, and the database is as it was: {state.Detail}", true),
            (false, _) => new(into, $"refused, but it left {changes} changes behind: {state.Detail}", false),
            (true, _) => new(into, $"called a success, with {changes} changes to what was there", false),
        };
    }

    private async Task<RestoreCase> NewerAsync(CancellationToken ct)
    {
        const string Into = "a newer PostgreSQL major";
        if (source is null)
        {
            return new(Into, "not tried: the dump offers no snapshot to compare with", null, MustSucceed: true);
        }

        NewerScratch newer;
        try
        {
            newer = await drill.CreateNewerScratchAsync($"newer{setting.Mark}".Replace('-', '_'), ct);
        }
        catch (Exception absent) when (absent is NotSupportedException or ServerStartException)
        {
            return new(Into, $"not tried: {absent.Message}", null, MustSucceed: true);
        }

        await using NewerScratch ends = newer;
        PostgresPrograms tools = await PostgresPrograms.FindAsync(newer.Database.Tools, newer.Version, ct);
        RestoreState state = await BackupArchives.RestoreAsync(backup, tools, setting.Supervisor, BackupSetting.Place(newer.Database), new RestoreOptions(), ct);
        IReadOnlyList<FingerprintDifference> differences = FingerprintComparison.Compare(source, await SourceStage.FingerprintAsync(newer.Connection, ct));
        return state.Restored && differences.Count == 0
            ? new($"{Into} (PostgreSQL {newer.Version})", "identical to the source", true, MustSucceed: true)
            : new($"{Into} (PostgreSQL {newer.Version})", state.Restored ? $"{differences.Count} differences: {differences[0].Text}" : state.Detail, false, MustSucceed: true);
    }

    // Only what has one file can be cut; a folder's other files would still be there.
    private async Task HalveAsync(string path, CancellationToken ct)
    {
        await using FileStream whole = File.OpenRead(backup.Path);
        await using FileStream half = File.Create(path);
        byte[] bytes = new byte[whole.Length / 2];
        await whole.ReadExactlyAsync(bytes, ct);
        await half.WriteAsync(bytes, ct);
    }
}
