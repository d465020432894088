using Verification.Fixtures.Memory;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>The memory of the target over a plan: from just before its first event until everything was stored.</summary>
internal sealed record PlanMemory(MemoryHistory History)
{
    /// <summary>The mark that is set just before the first event.</summary>
    public const string Begin = "load";

    private const double Mib = 1024 * 1024;
    private const int MostPoints = 1_000;

    /// <summary>The highest of all parts together, in MiB, as the kernel kept it; null when it could not be read.</summary>
    public double? PeakMiB => History.Total.PeakOf(Begin)?.Bytes / Mib;

    /// <summary>All parts together before the plan, in MiB.</summary>
    public double? IdleMiB => At(History.Total, Begin) / Mib;

    /// <summary>All parts together after everything was stored, in MiB.</summary>
    public double? AfterMiB => At(History.Total, MemorySampler.EndPhase) / Mib;

    /// <summary>Why there are no figures, for an answer that is Unknown.</summary>
    public string Missing => History.Total.Unread.Select(stretch => stretch.Reason).FirstOrDefault() ?? "no part of the target could be read";

    /// <summary>Each part and all together by working set, so that idle, peak and after compare, for the report.</summary>
    public IReadOnlyList<MemoryPart> Parts => [.. Targets.Select(Part).OfType<MemoryPart>()];

    /// <summary>The course of each part and of all together in MiB, in milliseconds since a moment.</summary>
    public IReadOnlyList<Series> Series(DateTimeOffset since)
    {
        double offset = (History.StartedAt - since).TotalMilliseconds;
        return [.. Targets.Where(part => part.Samples.Count > 0).Select(part => new Series(part.Part, Thinning.Of([.. part.Samples.Select(sample => new Point(sample.Ms + offset, sample.WorkingSetBytes / Mib))], MostPoints)))];
    }

    /// <summary>All parts together after everything was stored, with shared pages counted once, in MiB; null where the kernel doesn't tell. It
    /// is lower while programs of the harness share pages with the target, so no growth is taken from it.</summary>
    public double? AfterPssMiB => History.Total.MarkOf(MemorySampler.EndPhase)?.Reading.PssBytes / Mib;

    // At the mark itself: a burst is over sooner than a second, so a median over one would show what was before it.
    private static long? At(PartHistory part, string mark) => part.MarkOf(mark)?.Reading.Reading.WorkingSetBytes;

    private IEnumerable<PartHistory> Targets => [.. History.Parts.Where(part => part.InTotal), History.Total];

    private static MemoryPart? Part(PartHistory part) =>
        At(part, Begin) is long idle && part.PeakOf(Begin) is MemoryPeak peak && At(part, MemorySampler.EndPhase) is long after
            ? new(part.Part, idle / Mib, peak.Bytes / Mib, after / Mib, part.LimitBytes / Mib)
            : null;
}
