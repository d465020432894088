using Npgsql;
using Verification.Fixtures;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>Fills the source, backs it up with the procedure under test while events keep arriving, and lets the disaster come.</summary>
internal sealed class SourceStage(BackupSetting setting, RecoveryDrill drill)
{
    private static readonly TimeSpan CanaryDeadline = TimeSpan.FromSeconds(30);

    // Long enough that events come after the dump, which the disaster then takes.
    private static readonly TimeSpan UntilDisaster = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestBackup = TimeSpan.FromMinutes(15);

    private readonly string _phase = $"backup{setting.Mark}";

    private string CanaryText => $"canary of backup {setting.Request.RunId}";

    /// <summary>The whole stage.</summary>
    public async Task<SourceRun> RunAsync(CancellationToken ct)
    {
        KnownData known = await setting.Journal.PhaseAsync($"{_phase} source", $"{setting.Events} events and one of everything to be stored",
            () => KnownData.FillAsync(drill, setting.Replay(drill.Source), setting.Events, ct));
        string? yesterday = setting.KeepsYesterday || setting.Has(BackupDefects.Yesterday) ? await setting.DumpAsync(drill.Database, "yesterday", ct) : null;
        DeploymentSandbox sandbox = await setting.SandboxAsync("backup", drill.Database, ct);
        HashSet<string> before = [.. sandbox.Backups().Select(found => found.Path)];
        await using SteadyWriter writer = new(known.Project);
        Acknowledged canary = await CanaryAsync(known.Project, ct);
        DatabaseIdentity identity = await DatabaseIdentity.ReadAsync(drill.Connection, ct);
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        (ScriptRun script, DatabaseFingerprint? snapshot, long bytes) = await setting.Journal.PhaseAsync($"{_phase} procedure", $"{sandbox.BackupScript} to end", () => BackUpAsync(sandbox, ct));
        DatabaseFingerprint after = await FingerprintAsync(drill.Connection, ct);
        // Of what is new the largest: a dump of roles, or last week's copy, is not the backup.
        FoundBackup? backup = sandbox.Backups().Where(found => !before.Contains(found.Path)).MaxBy(found => found.Bytes);
        DateTimeOffset dumped = DateTimeOffset.UtcNow;
        await Eventually.Async(() => DateTimeOffset.UtcNow - dumped > UntilDisaster, "events to come after the dump", UntilDisaster + UntilDisaster, ct: ct);
        long? queued = await drill.Source.QueuedAsync(ct);
        DateTimeOffset disaster = DateTimeOffset.UtcNow;
        setting.Journal.Write(JournalKind.Fault, _phase, "the source's database server is killed and its files are removed");
        await drill.DestroyAsync(ct);
        return new()
        {
            Known = known,
            Canary = canary,
            CanaryText = CanaryText,
            Procedure = $"{sandbox.BackupScript} of {setting.Shown(sandbox)}",
            Server = $"PostgreSQL {BackupSetting.ServerVersion(drill)}",
            Tools = $"pg_dump {(await BackupSetting.ProgramsAsync(drill, ct)).Version}",
            Script = script,
            Backup = backup,
            Snapshot = snapshot,
            After = after,
            DatabaseBytes = bytes,
            Written = [.. (await writer.StopAsync()).Where(taken => taken.At <= disaster).Append(canary).OrderBy(taken => taken.At)],
            Queued = queued,
            Begun = begun,
            Disaster = disaster,
            Yesterday = yesterday,
            Identity = identity,
            Moved = sandbox.Moved,
            ReadAs = sandbox.RunAs,
        };
    }

    /// <summary>Reads a whole database's fingerprint.</summary>
    public static async Task<DatabaseFingerprint> FingerprintAsync(string connectionString, CancellationToken ct)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(ct);
        return await FingerprintReader.ReadAsync(connection, null, ct);
    }

    // Sent and read back just before the backup begins: a dump that lacks it is older, or of something else.
    private async Task<Acknowledged> CanaryAsync(ProjectHandle project, CancellationToken ct)
    {
        string id = Guid.NewGuid().ToString("N");
        using IngestClient ingest = new();
        IngestAnswer answer = await ingest.EventAsync(project.Dsn, id, new { event_id = id, message = CanaryText, level = "info", platform = "node" }, ct);
        Acknowledged canary = new(id, DateTimeOffset.UtcNow);
        if (!answer.Accepted)
        {
            throw new InvalidOperationException($"The canary before the backup was answered with {answer.Status}.");
        }

        await Eventually.Async(async token => (await drill.Source.Sql!.EventsAsync([id], token)).Count, rows => rows == 1, "the canary of the backup to be stored", CanaryDeadline, ct: ct);
        return canary;
    }

    private async Task<(ScriptRun Script, DatabaseFingerprint? Snapshot, long Bytes)> BackUpAsync(DeploymentSandbox sandbox, CancellationToken ct)
    {
        await using NpgsqlConnection connection = new(drill.Connection);
        await connection.OpenAsync(ct);
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        string? exported = null;
        IReadOnlyDictionary<string, SequenceState> sequences = new Dictionary<string, SequenceState>();
        ScriptRun script = await sandbox.RunAsync(sandbox.BackupScript!, new ScriptOptions
        {
            Timeout = LongestBackup,
            // The dump and our own reading then see the very same rows, whatever arrives meanwhile.
            OnDump = async (call, token) =>
            {
                if (call.Command[0] != "pg_dump")
                {
                    return new DumpOrder.Pass();
                }

                if (exported is null)
                {
                    exported = await ScalarAsync(connection, snapshot, "SELECT pg_export_snapshot()", token);
                    // Sequences don't follow snapshots: read later they would be ahead of the dump.
                    sequences = await FingerprintReader.ReadSequencesAsync(connection, snapshot, token);
                }

                if (setting.Has(BackupDefects.DuringMigration))
                {
                    await MigrateMeanwhileAsync(token);
                }

                return new DumpOrder.Pass(exported);
            },
        }, ct);
        long bytes = await drill.Source.Sql!.Census.DatabaseBytesAsync(ct);
        return (script, exported is null ? null : (await FingerprintReader.ReadAsync(connection, snapshot, ct)) with { Sequences = sequences }, bytes);
    }

    private async Task MigrateMeanwhileAsync(CancellationToken ct)
    {
        setting.Journal.Write(JournalKind.Fault, _phase, "a migration commits while the dump is being made");
        await using NpgsqlConnection other = new(drill.Connection);
        await other.OpenAsync(ct);
        await using NpgsqlCommand command = new("CREATE TABLE issue_events_added_meanwhile (id bigint PRIMARY KEY); CREATE INDEX ON issue_events_issue (culprit)", other);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // A literal of this file.
        await using NpgsqlCommand command = new(sql, connection, transaction);
#pragma warning restore CA2100
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }
}
