using Verification.Acceptance.Load;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Memory;

/// <summary>A question about memory over a load plan; where it can't be read the answer is Unknown.</summary>
public abstract class MemoryCheck(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    private protected sealed override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        List<(PlanRun Run, PlanMemory Memory)> plans = [];
        foreach (PlanRun run in runs)
        {
            if (run.Memory is not PlanMemory memory)
            {
                return Observation.Unknown("This target does not let its memory be read.");
            }

            if (memory.History.Total.Unread is [var unread, ..])
            {
                return Observation.Unknown($"A part could not be read for {unread.ToMs - unread.FromMs:0} ms: {unread.Reason}.", Source(memory));
            }

            plans.Add((run, memory));
        }

        return Judge(context, plans);
    }

    /// <summary>Judges the memory over the plans named.</summary>
    private protected virtual Observation Judge(CheckContext context, IReadOnlyList<(PlanRun Run, PlanMemory Memory)> plans) => Judge(context, plans[^1].Run, plans[^1].Memory);

    /// <summary>Judges the memory over the last plan named.</summary>
    private protected virtual Observation Judge(CheckContext context, PlanRun run, PlanMemory memory) => throw new NotSupportedException($"{Id} judges its plans together.");

    /// <summary>How the figures were read, for the evidence.</summary>
    private protected static string Source(PlanMemory memory) => memory.History.Total.Basis;

    /// <summary>Each part in words.</summary>
    private protected static IReadOnlyList<string> Details(PlanMemory memory) =>
    [
        .. memory.Parts.Select(part => $"{part.Name}: idle {part.IdleMiB:0} MiB, peak {part.PeakMiB:0} MiB, after {part.AfterMiB:0} MiB{(part.LimitMiB is double limit ? $", limit {limit:0} MiB" : "")}"),
        .. memory.History.Parts.Where(part => !part.InTotal && part.PeakOf(PlanMemory.Begin) is not null)
            .Select(part => $"{part.Part}, everything on it: at most {part.PeakOf(PlanMemory.Begin)!.Bytes >> 20} of {part.LimitBytes >> 20} MiB"),
        .. memory.AfterPssMiB is double pss ? [$"total after, shared pages counted once (PSS): {pss:0} MiB"] : Array.Empty<string>(),
        .. memory.History.CpuShare is double share ? [$"sampled every {memory.History.Total.IntervalMs:0} ms, longest gap {memory.History.LongestGapMs:0} ms, at {100 * share:0.00} % of a core"] : Array.Empty<string>(),
        .. memory.History.Total.Notes,
    ];
}
