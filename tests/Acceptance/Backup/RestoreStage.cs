using System.Diagnostics;
using Npgsql;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Fixtures.Targets;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>Fetches the backup, proves that it is whole, restores it into an empty database elsewhere and compares everything.</summary>
internal sealed class RestoreStage(BackupSetting setting, RecoveryDrill drill, SourceRun source)
{
    private readonly string _database = $"restored{setting.Mark}".Replace('-', '_');
    private readonly List<RecoveryPhase> _phases = [];

    /// <summary>The whole stage.</summary>
    public async Task<RestoreRun> RunAsync(CancellationToken ct)
    {
        RestoreRun run = new() { Database = _database };
        if (source.Backup is not FoundBackup made)
        {
            return run;
        }

        (await DatabaseIdentity.ReadAsync(drill.ScratchConnection("postgres"), ct)).RefuseIf(source.Identity);
        PostgresPrograms programs = await BackupSetting.ProgramsAsync(drill, ct);
        FoundBackup prepared = await new ArchiveDefects(setting, drill, source).ApplyAsync(made, ct);
        FoundBackup? fetched = null;
        await TimeAsync("fetch", "copy the backup here, check its checksums, read it to its end", prepared.Files.Any(file => Path.GetFileName(file) == "SHA256SUMS") ? $"cp -R {Quoted(prepared.Name)} . && cd {Quoted(prepared.Name)} && sha256sum --check SHA256SUMS" : $"cp -R {Quoted(prepared.Name)} .", async () =>
        {
            fetched = await FetchAsync(prepared, ct);
            run = run with
            {
                Archive = fetched is null
                    ? new ArchiveState(false, $"the user who restores ({source.ReadAs ?? "this one"}) can't read its files", false)
                    : await BackupArchives.VerifyAsync(fetched, programs, setting.Supervisor, source.ReadAs, ct),
            };
        });
        if (fetched is not null && run.Archive!.Whole)
        {
            await TimeAsync("create", "make an empty database", $"createdb --template=template0 {drill.Database.Name}", () => drill.CreateScratchAsync(_database, ct));
            await TimeAsync("restore", "restore the dump, all or nothing", Command(fetched), async () => run = run with { Restore = await RestoreAsync(fetched, _database, programs, ct) });
            if (run.Restore is { Restored: true })
            {
                run = await CompareAsync(run, ct);
            }

            run = run with { Cases = [.. await new OtherPlaces(setting, drill, fetched, programs, source.Snapshot).TryAsync(ct)] };
        }

        return run with { Phases = [.. _phases] };
    }

    private async Task<RestoreRun> CompareAsync(RestoreRun run, CancellationToken ct)
    {
        await new RestoreDefects(setting, drill, _database).ApplyAsync(ct);
        DatabaseFingerprint content = await SourceStage.FingerprintAsync(drill.ScratchConnection(_database), ct);
        await using SqlOracle sql = new(drill.ScratchConnection(_database));
        run = run with
        {
            Content = content,
            HoldsCanary = await HoldsCanaryAsync(sql, content, ct),
            Differences = source.Snapshot is null ? null : FingerprintComparison.Compare(source.Snapshot, content),
            SchemaDrift = source.Snapshot is null ? null : Drift(FingerprintComparison.Compare(source.Snapshot, source.After)),
        };
        run = run with { Events = run.HoldsCanary == true ? (await sql.EventIdsAsync(source.Known.Project.Id, ct)).ToHashSet() : [] };
        await using NpgsqlConnection connection = new(drill.ScratchConnection(_database));
        await connection.OpenAsync(ct);
        return run with { Indexes = await IndexVerification.VerifyAsync(connection, ct) };
    }

    // Events come while a dump is made, tables and definitions must not.
    private IReadOnlyList<FingerprintDifference> Drift(IReadOnlyList<FingerprintDifference> meanwhile) =>
    [
        .. meanwhile.Where(difference => difference.Part == FingerprintPart.Schema || (difference.Part == FingerprintPart.Table && source.Snapshot!.Tables.ContainsKey(difference.Table) != source.After.Tables.ContainsKey(difference.Table)))
            .Select(difference => difference with { Part = FingerprintPart.Schema, Text = $"changed while the dump was made: {difference.Text}" }),
    ];

    private async Task<bool> HoldsCanaryAsync(SqlOracle sql, DatabaseFingerprint content, CancellationToken ct)
    {
        // A dump without the table of events is no dump of this source, whatever else it holds.
        if (!content.Tables.Keys.Any(table => table.Contains("issue_events_issueevent", StringComparison.Ordinal)) || !content.Tables.Keys.Any(table => table.EndsWith("issue_events_issue", StringComparison.Ordinal)))
        {
            return false;
        }

        IReadOnlyList<SqlEvent> rows = await sql.EventsAsync([source.Canary.Id], ct);
        return rows is [SqlEvent row] && row.Title == source.CanaryText;
    }

    private Task<RestoreState> RestoreAsync(FoundBackup backup, string database, PostgresPrograms programs, CancellationToken ct) =>
        BackupArchives.RestoreAsync(backup, programs, setting.Supervisor, BackupSetting.Place(drill.Scratch(database)), new RestoreOptions(), ct);

    // As the user who restores, and on a disk of his own, as after the loss of the machine.
    private async Task<FoundBackup?> FetchAsync(FoundBackup backup, CancellationToken ct)
    {
        string place = setting.Supervisor.WorkDirectory.CreateChild($"fetched{setting.Mark}");
        if (source.ReadAs is string user)
        {
            (await setting.Supervisor.RunAsync(new($"own{setting.Mark}", "chown", [user, place]), TimeSpan.FromSeconds(20), ct)).EnsureSuccess("Preparing the place to fetch to");
        }

        string[] parts = [.. backup.Files.Select(file => Path.Combine(Path.GetDirectoryName(backup.Path)!, Path.GetRelativePath(Path.GetDirectoryName(backup.Path)!, file).Split('/')[0])).Distinct()];
        ToolResult copied = await setting.Supervisor.RunAsync(new ProcessSpec($"fetch{setting.Mark}", "cp", ["-R", "--", .. parts, place]) { RunAs = source.ReadAs }, TimeSpan.FromMinutes(5), ct);
        string from = Path.GetDirectoryName(backup.Path)!;
        return copied.ExitCode == 0
            ? backup with { Path = Path.Combine(place, Path.GetFileName(backup.Path)), Files = [.. backup.Files.Select(file => Path.Combine(place, Path.GetRelativePath(from, file)))] }
            : null;
    }

    private static string Command(FoundBackup backup) => backup.Format == ArchiveFormat.Plain
        ? $"{Unpack(backup.Compression)} {Quoted(Path.GetFileName(backup.Path))} | psql --single-transaction --set=ON_ERROR_STOP=1 --dbname=glitchtip"
        : $"pg_restore --single-transaction --exit-on-error --no-owner --dbname=glitchtip {Quoted(Path.GetFileName(backup.Path))}";

    // A script chose the name, and somebody will paste it into a shell on a bad day.
    private static string Quoted(string name) => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') ? name : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Unpack(string compression) => compression switch { "gzip" => "zcat", "zstd" => "zstdcat", "xz" => "xzcat", "bzip2" => "bzcat", _ => "cat" };

    private async Task TimeAsync(string name, string what, string command, Func<Task> work)
    {
        long begun = Stopwatch.GetTimestamp();
        await work();
        // A seeded defect moves the session's clock instead of waiting.
        TimeSpan more = name == "fetch" && setting.Has(BackupDefects.SlowLink) ? TimeSpan.FromMinutes(40) : TimeSpan.Zero;
        _phases.Add(new(name, what, command, (Stopwatch.GetElapsedTime(begun) + more).TotalMilliseconds));
    }
}
