using Verification.Acceptance.Load;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Memory;

/// <summary>A burst of a hundred events leaves memory about where it was.</summary>
public sealed class BurstMemoryGrowthIsSmall(AcceptanceRun run) : MemoryCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, PlanRun run, PlanMemory memory) => memory is { IdleMiB: double idle, AfterMiB: double after }
        ? Observation.Of(
            context.Check, after - idle, memory.History.Total.Samples.Count, Source(memory),
            $"The stack went from {idle:0.0} to {after:0.0} MiB ({after - idle:+0.0;-0.0} MiB) over {run.Sent} events; its peak was {memory.PeakMiB:0.0} MiB.", Details(memory))
        : Observation.Unknown($"The memory of the whole stack is not known: {memory.Missing}.", Source(memory));
}
