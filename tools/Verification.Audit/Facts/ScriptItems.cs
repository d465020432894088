using Verification.Audit.Schedules;
using Verification.Audit.Shell;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns scripts into items.</summary>
internal static class ScriptItems
{
    private static readonly string[] AsRead =
    [
        "dumpsEverything", "dumpFailureNoticed", "compressed", "integrityTested", "timestamped", "deletesOld", "offsite", "alerts", "atomic", "locked", "ownerOnly", "savesUploads",
        "probesDelivery", "watchesMemory", "watchesDisk", "comparesRestored",
    ];

    /// <summary>The item of a script.</summary>
    /// <param name="script">What was read.</param>
    /// <param name="entries">The schedules that run it.</param>
    /// <param name="schedules">All schedules and what is rotated.</param>
    public static Item Of(ScriptFacts script, IReadOnlyList<CronEntry> entries, Schedules schedules)
    {
        Place place = entries is [{ Scripts.Count: 0 } own] ? own.Place : new(script.Path, 1);
        FactSheet sheet = new("script", script.Path, place);
        sheet.Add("purpose", script.Purpose switch
        {
            ScriptPurpose.Backup => "backup",
            ScriptPurpose.RestoreTest => "restore-test",
            ScriptPurpose.Monitor => "monitor",
            ScriptPurpose.SmokeTest => "smoke-test",
            ScriptPurpose.Cutover => "cutover",
            ScriptPurpose.Rollback => "rollback",
            ScriptPurpose.Other => "other",
            _ => throw new InvalidOperationException($"Purpose {script.Purpose} is not defined."),
        });
        foreach (string name in AsRead)
        {
            sheet.Put(name, Truth(script[name], place));
        }

        Scheduled(sheet, script, entries, schedules, place);
        return sheet.Item();
    }

    private static void Scheduled(FactSheet sheet, ScriptFacts script, IReadOnlyList<CronEntry> entries, Schedules schedules, Place place)
    {
        CronEntry? most = entries.Where(entry => entry.LongestGapHours is not null).MinBy(entry => entry.LongestGapHours);
        sheet.Add("scheduled", most is not null, most?.Place ?? place).Add("intervalHours", most?.LongestGapHours, most?.Place);
        Retention(sheet, script, most);
        if (most is null)
        {
            return;
        }

        // What a job writes to standard error is mailed by cron, unless it is redirected.
        if (script.Alerts.Holds != true && entries.All(entry => entry is { MailTo.Length: > 0, ErrorsLogged: false }))
        {
            sheet.Add("alerts", true, most.Place);
        }

        // With one schedule locking, or the script itself, two can't overlap.
        if (entries.All(entry => entry.Locked))
        {
            sheet.Add("locked", true, most.Place);
        }

        string? log = script.LogsTo is { Holds: true, Text: string own } ? own : most.Output;
        bool? logged = script.LogsTo.Holds == true || most.MailTo is { Length: > 0 } ? true : most.Logged;
        sheet.Put("logged", logged is bool known ? Fact.Of(known, most.Place) : Fact.Unknown($"what becomes of its output can't be told from '{SecretWords.Masked(most.Command)}'.", most.Place));
        // Collectors such as logger, and mail, are nobody's file to rotate.
        sheet.Add("logRotated", log is null or "/dev/null" || !log.Contains('/') || schedules.IsRotated(log), most.Place);
    }

    // So many copies, one for each run.
    private static void Retention(FactSheet sheet, ScriptFacts script, CronEntry? most)
    {
        ScriptFact days = script.RetentionDays, copies = script.RetentionCopies;
        sheet.Put("retentionDays", days.Number is double number ? Fact.Of(number, days.Place)
            : copies.Number is double kept && most?.LongestGapHours is double hours ? Fact.Of(Math.Round(kept * hours / 24, 1), copies.Place)
            : days.UnknownBecause is string because ? Fact.Unknown(because, days.Place)
            : null);
    }

    private static Fact? Truth(ScriptFact fact, Place place) =>
        fact.UnknownBecause is string because ? Fact.Unknown(because, fact.Place ?? place) : fact.Holds is bool holds ? Fact.Of(holds, fact.Place ?? place) : null;
}
