using Verification.Readiness.Backup;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Rehearsals of backup and restore as runs record them.</summary>
internal static class BackupSamples
{
    private static readonly DateTimeOffset Disaster = new(2025, 11, 3, 9, 2, 14, TimeSpan.Zero);

    /// <summary>A rehearsal in which every member says something, good and bad.</summary>
    public static BackupRecord Backup() => new()
    {
        Procedure = "backup.sh of scenarios/deployments/hardened",
        Server = "PostgreSQL 15.18",
        Tools = "pg_dump 15.18, pg_restore 15.18",
        Source = ["14 users", "240 events", "31 issues", "3 releases"],
        Archive = new("glitchtip-20251103T090210Z/database.dump", "pg_dump custom", 7_969_178, 42_991_616, 1840, "SHA256SUMS of 3 files; read to its end"),
        Point = new(240, 225, 3, 12, Disaster, Disaster.AddMilliseconds(-4100), 4100, 24),
        Recovery =
        [
            new("fetch", "The newest backup is copied back from the second directory.", "rsync --archive \"$OFFSITE/latest/\" restore/\nsha256sum --check restore/SHA256SUMS", 310),
            new("create", "An empty database is made.", "createdb --template=template0 --owner=glitchtip glitchtip_restored", 96),
            new("restore", "The archive is restored into it, in one transaction.", "pg_restore --exit-on-error --single-transaction --dbname=glitchtip_restored restore/database.dump", 12_340),
            new("migrate", "Partitions for today are made.", "docker compose run --rm web ./bin/run-migrate.sh", 2150),
            new("start", "Worker and web are started.", "docker compose up --detach worker web", 5020),
            new("first event", "A new event is sent and read back.", "", 870),
        ],
        BytesPerEvent = 1843.2,
        NotInTheDump =
        [
            new("events accepted and still queued", "3 events", "stored from the queue, because Redis had survived"),
            new("sessions", "14 users", "everybody logs in again"),
            new("uploaded source maps", "1.2 MiB in 2 files", "in uploads.tar.gz beside the dump"),
        ],
        Cases =
        [
            new("an empty database", "All 61 tables are equal.", true),
            new("a database where migrations had run", "It was refused, and nothing was changed.", true),
            new("PostgreSQL 16", "It is not installed here.", null),
            new("a database that holds another one's rows", "Two states were mixed.", false),
        ],
        Faults =
        [
            new("pg_dump killed half-way", "It ended with exit 143, told the alert hook and left no archive.", true),
            new("disk full during the dump", "It ended with exit 0 and left half an archive.", false),
        ],
        Retention = new(30, [.. Enumerable.Range(1, 36).Select(Day)], ["The backup of day 3 was gone on day 32, a day early."]),
        Rotation = ["POSTGRES_PASSWORD in .env alone: the services could not log in any more.", "ALTER ROLE first, then .env, then a restart: no acknowledged event was lost."],
        Problem = "the time for it was up after 10 min.",
    };

    /// <summary>A rehearsal of which nothing is known.</summary>
    public static BackupRecord Nothing() => Backup() with
    {
        Source = [], Archive = null, Point = null, Recovery = [], BytesPerEvent = null, NotInTheDump = [], Cases = [], Faults = [], Retention = null, Rotation = [], Problem = null,
    };

    private static RetentionDay Day(int day) => new(
        day, day switch { 12 => "the dump fails", 20 => "no run", 27 => "clock set back", _ => "" }, Promised(day) - (day == 32 ? 1 : 0), Promised(day));

    private static int Promised(int day) => Math.Min(30, day) - (day >= 12 ? 1 : 0) - (day >= 20 ? 1 : 0);
}
