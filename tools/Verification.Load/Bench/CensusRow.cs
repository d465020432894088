using System.Diagnostics;
using System.Globalization;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Readiness.Ledger;

namespace Verification.Load.Bench;

/// <summary>A census by id of fetched rows and list entries, from ten thousand to a million events, with one lost, one doubled and one altered to find.</summary>
internal sealed class CensusRow : BenchRow
{
    private const int Fewest = 10_000;
    private const int Most = 1_000_000;

    public override string Id => "census";

    public override IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop)
    {
        Count(Fewest);
        List<double> small = [];
        List<double> large = [];
        List<double> resident = [];
        for (int repetition = 0; repetition < options.Repetitions; repetition++)
        {
            stop.ThrowIfCancellationRequested();
            small.Add(Count(Fewest).Seconds);
            (double seconds, double bytes) = Count(Most);
            large.Add(seconds);
            resident.Add(bytes);
        }

        double longest = Median.Of(large);
        double exponent = Math.Log(Median.Of(large.Zip(small, (many, few) => many / few))) / Math.Log(Most / Fewest);
        double each = Median.Of(resident);
        yield return new($"census of {Most} ids, rows and entries", Median.Words([.. large], " s", "0.00"), $"{Fewest} ids: {Median.Words([.. small], " s", "0.0000")}", null, large.Count, "<= 10 s", longest <= 10);
        yield return new("growth exponent of the census", exponent.ToString("0.00", CultureInfo.InvariantCulture), "", null, large.Count, "<= 1.4", exponent <= 1.4);
        yield return new("resident bytes per event, outcome included", each.ToString("0.0", CultureInfo.InvariantCulture), "", null, resident.Count, "<= 32", each <= 32);
    }

    private static (double Seconds, double Bytes) Count(int events)
    {
        EventIds ids = new("00c0ffee0badcafe");
        // As they come from a database and from an API: in the order of nobody.
        int[] order = [.. Enumerable.Range(0, events)];
        new Random(events).Shuffle(order);
        (int lost, int doubled, int altered) = (order[1], order[events / 2], order[^2]);
        Guid[] rows = [.. order.Where(serial => serial != lost).Append(doubled).Select(serial => EventIds.ToGuid(ids.Of(serial)))];
        string[] entries = [.. order.Where(serial => serial != lost).Append(doubled).Select(serial => ids.TextOf(serial))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        EventOutcome[] outcomes = new EventOutcome[events];
        Array.Fill(outcomes, new EventOutcome { Status = 200 });
        long begin = Stopwatch.GetTimestamp();
        LoadCensus census = new(ids, outcomes, sql: true, api: true) { MissingAreQueued = false };
        foreach (Guid row in rows)
        {
            UInt128 id = EventIds.From(row);
            census.SeeRow(id, here: true, intact: ids.SerialOf(id) != altered);
        }

        foreach (string entry in entries)
        {
            EventIds.TryRead(entry, out UInt128 id);
            census.SeeEntry(id, intact: ids.SerialOf(id) != altered);
        }

        SortedDictionary<DeliveryClass, int> classes = census.Classes();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(rows);
        GC.KeepAlive(entries);
        bool found = classes[DeliveryClass.Stored] == events - 3
            && census.In(DeliveryClass.Lost).Single() == lost && census.In(DeliveryClass.Duplicated).Single() == doubled && census.In(DeliveryClass.Corrupted).Single() == altered;
        return found ? (seconds, (double)(after - before) / events) : throw new InvalidOperationException($"The census of {events} events did not find the one lost, the one doubled and the one altered.");
    }
}
