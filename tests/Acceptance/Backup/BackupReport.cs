using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>What a rehearsed recovery tells the report.</summary>
internal static class BackupReport
{
    /// <summary>Puts together what there is; parts that did not come about are null.</summary>
    public static BackupRecord Of(SourceRun? source, RestoreRun? restored, FunctionRun? function, PracticeRun? practice, RetentionRecord? retention, RotationRun? rotation, string? problem) => new()
    {
        Procedure = source?.Procedure ?? "",
        Server = source?.Server ?? "",
        Tools = source?.Tools ?? "",
        Source = source is null ? [] : [.. source.Known.Held, .. source.Moved],
        Archive = source?.Backup is { } backup ? new(
            backup.Name, backup.Description, backup.Bytes, source.DatabaseBytes, source.Script.Elapsed.TotalMilliseconds, restored?.Archive?.Detail ?? "") : null,
        Point = source is not null && restored is { Problem: null } ? Point(source, restored, function, practice) : null,
        Recovery = [.. restored?.Phases ?? [], .. function?.Phases ?? []],
        BytesPerEvent = source?.Known.BytesPerEvent,
        NotInTheDump = source is null ? [] : Stakes(source, function),
        Cases = restored is null ? [] :
        [
            new("an empty database", restored.Restore is { Restored: false } failed ? failed.Detail : restored.Problem ?? (restored.Differences is null ? "restored; not compared, because the dump offers no snapshot" : restored.IsFaithful ? "identical to the source" : "different from the source"),
                restored.Differences is null && restored.Problem is null ? null : restored.IsFaithful, MustSucceed: true),
            .. restored.Cases,
        ],
        Faults = practice?.Faults ?? [],
        Retention = retention,
        Rotation = rotation?.Steps ?? [],
        Problem = problem ?? function?.Problem ?? practice?.Problem,
    };

    private static RecoveryPoint Point(SourceRun source, RestoreRun restored, FunctionRun? function, PracticeRun? practice)
    {
        Acknowledged[] kept = [.. source.Written.Where(taken => restored.Events.Contains(taken.Id))];
        int fromQueue = function is null ? 0 : source.Written.Count(taken => function.FromQueue.Contains(taken.Id));
        Acknowledged newest = source.Written[^1];
        DateTimeOffset? newestKept = kept.Length > 0 ? kept.Max(taken => taken.At) : null;
        return new(
            source.Written.Count, kept.Length, fromQueue, source.Written.Count - kept.Length - fromQueue, newest.At, newestKept,
            (newest.At - (newestKept ?? source.Written[0].At)).TotalMilliseconds, practice?.IntervalHours);
    }

    private static IReadOnlyList<Stake> Stakes(SourceRun source, FunctionRun? function) =>
    [
        new("events accepted and still queued in Redis", source.Queued is long queued ? $"{queued} when the disaster came" : "the queue can't be seen",
            function is null ? "not looked" : $"{function.FromQueue.Count} came back, because Redis had survived; with the machine they are gone"),
        new("sessions of browsers, in Redis", "1 was open", function?.KeepsSecretKey switch
        {
            true => "still valid, because Redis and SECRET_KEY had survived", false => "no longer valid", null => "not looked",
        }),
        new("uploaded source maps, in the uploads volume", "not in any dump of the database",
            source.Backup?.Files.Any(file => Path.GetFileName(file).Contains("upload", StringComparison.OrdinalIgnoreCase)) == true ? "an archive of them stands beside the dump" : "the backup holds none"),
        new("SECRET_KEY and the environment", "not in any dump of the database", "keep them where the backups are not"),
    ];
}
