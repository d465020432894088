using Npgsql;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>Leaves out or changes one thing of what was restored, when a defect says so.</summary>
internal sealed class RestoreDefects(BackupSetting setting, RecoveryDrill drill, string database)
{
    private static readonly Dictionary<string, string> Statements = new()
    {
        [BackupDefects.MissesTable] = "DROP TABLE releases_releaseproject",
        // The last of them by its day, since by name December comes before November: no event is in it, so nothing else shows that it is missing, until that day comes.
        [BackupDefects.MissesPartition] =
            """
            DO $$ DECLARE child text; BEGIN
              SELECT inhrelid::regclass::text INTO STRICT child FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
              WHERE inhparent = 'issue_events_issueevent'::regclass ORDER BY pg_get_expr(relpartbound, pg_class.oid) DESC LIMIT 1;
              EXECUTE 'DROP TABLE ' || child;
            END $$
            """,
        [BackupDefects.ResetsSequences] =
            """
            DO $$ DECLARE name text; BEGIN
              FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP PERFORM setval(name, 1, false); END LOOP;
            END $$
            """,
        [BackupDefects.BreaksReference] =
            """
            DO $$ DECLARE name text; BEGIN
              SELECT conname INTO STRICT name FROM pg_constraint WHERE contype = 'f' AND conrelid = 'projects_projectkey'::regclass LIMIT 1;
              EXECUTE format('ALTER TABLE projects_projectkey DROP CONSTRAINT %I', name);
            END $$
            """,
        [BackupDefects.RegeneratesKeys] = "UPDATE projects_projectkey SET public_key = gen_random_uuid()",
    };

    /// <summary>Applies what is seeded.</summary>
    public async Task ApplyAsync(CancellationToken ct)
    {
        await using NpgsqlConnection connection = new(drill.ScratchConnection(database));
        await connection.OpenAsync(ct);
        foreach ((string _, string statement) in Statements.Where(entry => setting.Has(entry.Key)))
        {
#pragma warning disable CA2100 // A literal of this file.
            await using NpgsqlCommand command = new(statement, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }

        if (setting.Has(BackupDefects.CorruptsIndex))
        {
            await IndexDamage.DamageAsync(connection, "issue_events_issue_pkey", ct);
        }
    }
}
