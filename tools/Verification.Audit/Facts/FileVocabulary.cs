namespace Verification.Audit.Facts;

/// <summary>What is read from the other files: environment, scripts, schedules, proxy, logs.</summary>
internal static class FileVocabulary
{
    public static IReadOnlyList<KindOfItem> Kinds { get; } =
    [
        new("envFile", "an environment file or a file that holds a secret", new Dictionary<string, string>
        {
            ["purpose"] = "deployment, host (the host application's), backup (a kept copy of the host's) or secret",
            ["mode"] = "permission bits in octal",
            ["ownerOnly"] = "whether nobody but its owner may read it",
            ["holdsSecrets"] = "whether it holds a secret",
            ["repeatedKeys"] = "keys that are given more than once",
        }),
        new("host", "the host application's environment file (the one with SENTRY_DSN)", new Dictionary<string, string>
        {
            ["dsnValid"] = "whether SENTRY_DSN is a DSN: scheme://key@host/project",
            ["dsnPlain"] = "whether it is given once, without quotes, export or carriage return, so that a script can change exactly one line",
            ["tracesSampleRate"] = "SENTRY_TRACES_SAMPLE_RATE",
            ["profilesSampleRate"] = "SENTRY_PROFILES_SAMPLE_RATE",
            ["environment"] = "SENTRY_ENVIRONMENT or NODE_ENV",
            ["release"] = "SENTRY_RELEASE",
            ["backupKept"] = "whether a copy with a time stamp lies beside it",
            ["backupOwnerOnly"] = "whether nobody but the owner may read those copies",
        }),
        new("script", "a shell script", new Dictionary<string, string>
        {
            ["purpose"] = "backup, restore-test, monitor, smoke-test, cutover, rollback or other, by what it does",
            ["dumpsEverything"] = "whether its dump leaves nothing out (no --table, --schema-only, --exclude-...)",
            ["dumpFailureNoticed"] = "whether a failing dump makes it fail or take another path",
            ["compressed"] = "whether the dump is compressed",
            ["integrityTested"] = "whether the archive is tested after it was written, and a bad one noticed",
            ["timestamped"] = "whether the archive's name holds a time stamp",
            ["deletesOld"] = "whether it deletes old archives",
            ["retentionDays"] = "age in days from which it deletes them",
            ["offsite"] = "whether a copy leaves the machine",
            ["alerts"] = "whether somebody is told when it fails",
            ["atomic"] = "whether the archive gets its name only when it is whole",
            ["locked"] = "whether two of them can't run at once",
            ["ownerOnly"] = "whether nobody but the owner may read what it writes",
            ["savesUploads"] = "whether it saves uploaded files too",
            ["probesDelivery"] = "whether it sends an event and reads it back",
            ["comparesRestored"] = "whether it looks into the database that it restored, and compares",
            ["watchesMemory"] = "whether it compares memory with a limit; to print it is not enough",
            ["watchesDisk"] = "whether it compares disk space with a limit; to print it is not enough",
            ["scheduled"] = "whether a crontab or timer of the folder runs it, itself or through another script",
            ["intervalHours"] = "longest time between two scheduled runs",
            ["logged"] = "whether its output is kept when it is run by the schedule",
            ["logRotated"] = "whether that log is rotated by a logrotate configuration in the folder",
        }),
        new("proxy", "a reverse proxy's configuration", new Dictionary<string, string>
        {
            ["bodyLimitMiB"] = "largest request body",
            ["tls"] = "whether it serves TLS",
        }),
    ];
}
