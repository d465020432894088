using Verification.Readiness.Backup;

namespace Verification.Readiness.Tests.Rendering.BackupReport;

/// <summary>Rehearsals at the edges of what a run may record.</summary>
internal static class OddBackups
{
    private static readonly BackupRecord Whole = BackupSamples.Backup();

    private static readonly BackupRecord Nothing = BackupSamples.Nothing();

    public static IReadOnlyDictionary<string, BackupRecord> All { get; } = new Dictionary<string, BackupRecord>
    {
        ["whole"] = Whole,
        ["nothing"] = Nothing,
        ["archive alone"] = Nothing with { Archive = Whole.Archive },
        ["point alone"] = Nothing with { Point = Whole.Point },
        ["recovery alone"] = Nothing with { Recovery = Whole.Recovery },
        ["stakes alone"] = Nothing with { NotInTheDump = Whole.NotInTheDump },
        ["cases alone"] = Nothing with { Cases = Whole.Cases },
        ["faults alone"] = Nothing with { Faults = Whole.Faults },
        ["rotation alone"] = Nothing with { Rotation = Whole.Rotation },
        ["growth alone"] = Nothing with { BytesPerEvent = 12 },
        ["retention without a day"] = Nothing with { Retention = new(30, [], []) },
        ["retention of one day"] = Nothing with { Retention = new(1, [new(1, "", 1, 1)], []) },
        ["retention upside down"] = Nothing with { Retention = new(0, [new(9, "b", 0, 1), new(1, "a", 3, 3), new(9, "", 0, 0)], []) },
        ["retention of huge figures"] = Nothing with { Retention = new(int.MaxValue, [new(1, "x", int.MaxValue, 0), new(int.MaxValue, "y", 0, int.MaxValue)], ["z"]) },
        ["without archive"] = Whole with { Archive = null },
        ["without point"] = Whole with { Point = null },
        ["without recovery"] = Whole with { Recovery = [] },
        ["without problem"] = Whole with { Problem = null },
        ["nothing restored"] = Whole with { Point = Whole.Point! with { NewestRestored = null, IntervalHours = null } },
        ["empty texts"] = Whole with { Procedure = "", Server = "", Tools = "", Source = [], Archive = new("", "", 0, 0, 0, ""), Recovery = [new("", "", "", 0)], Cases = [new("", "", null)], Faults = [new("", "", true)], Rotation = [""], Problem = "" },
        ["times of nothing"] = Whole with { Recovery = [new("fetch", "", "", 0), new("restore", "", "", 0)] },
        ["times that are none"] = Whole with { Recovery = [new("fetch", "", "", double.NaN), new("restore", "", "", -3), new("start", "", "", double.PositiveInfinity)] },
        ["as large as can be"] = Whole with
        {
            Archive = new("a", "b", long.MaxValue, long.MaxValue, double.MaxValue, "c"),
            Point = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, DateTimeOffset.MaxValue, DateTimeOffset.MinValue, double.MaxValue, double.MaxValue),
            Recovery = [new("fetch", "", "", 1e299), new("restore", "", "", double.MaxValue / 4)],
            BytesPerEvent = double.MaxValue,
        },
        ["years"] = Whole with { Recovery = [new("fetch", "", "", 3e10), new("restore", "", "", 1e12), new("restore", "again", "c", 1)] },
        ["many of everything"] = Whole with
        {
            Recovery = [.. Enumerable.Range(0, 40).Select(index => new RecoveryPhase($"phase {index} of a long name that is far too long for its bar", "x", "y", index))],
            Retention = new(30, [.. Enumerable.Range(1, 1000).Select(day => new RetentionDay(day, $"event {day}", day % 31, 30))], [.. Enumerable.Range(0, 500).Select(index => $"wrong {index}")]),
        },
    };
}
