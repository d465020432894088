using Verification.Acceptance.Load;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Memory;

/// <summary>The whole stack's working set after a burst of a hundred is within the budget of the migration.</summary>
public sealed class StackMemoryStaysInBudget(AcceptanceRun run) : MemoryCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, PlanRun run, PlanMemory memory) => memory.AfterMiB is double after
        ? Observation.Of(
            context.Check, after, memory.History.Total.Samples.Count, Source(memory),
            $"The stack holds {after:0} MiB after {run.Sent} events, {memory.IdleMiB:0} MiB before them.", Details(memory))
        : Observation.Unknown($"The memory of the whole stack is not known: {memory.Missing}.", Source(memory));
}
