using System.Globalization;

namespace Verification.ReferenceTarget.Storage;

/// <summary>The daily partitions of the events: from today forward only, and no default one, as GlitchTip has them.</summary>
public static class EventPartitions
{
    /// <summary>How many days after today have their partition already.</summary>
    public const int DaysAhead = 7;

    // GlitchTip drops old partitions that carry its mark and leaves all others alone: a dump restored without comments never expires.
    private const string Mark = "made by migrate, dropped after the retention of events";

    /// <summary>Creates the partitions that are missing.</summary>
    public static async Task<int> CreateAsync(Transaction transaction, DateTimeOffset now)
    {
        var days = Enumerable.Range(0, DaysAhead + 1).Select(DateOnly.FromDateTime(now.UtcDateTime).AddDays).ToDictionary(Name);

        // Asked first: to create a partition locks out every reader and writer, even when it turns out to be there.
        object names = days.Keys.ToArray();
        var missing = await transaction.RowsAsync("select name from unnest($1::text[]) name where to_regclass(name) is null", names);
        foreach (var name in missing.Select(row => row.Get<string>("name")))
        {
            await transaction.RowsAsync(
                $"""
                create table {name} partition of issue_events_issueevent for values from ('{Midnight(days[name])}') to ('{Midnight(days[name].AddDays(1))}');
                comment on table {name} is '{Mark}'
                """);
        }

        return missing.Count;
    }

    /// <summary>The partition of a day, such as <c>issue_events_issueevent_2026_nov_20</c>.</summary>
    public static string Name(DateOnly day) =>
        "issue_events_issueevent_" + day.ToString("yyyy_MMM_dd", CultureInfo.InvariantCulture).ToLowerInvariant();

    private static string Midnight(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00+00";
}
