using Verification.Acceptance.Load;
using Verification.Fixtures.Memory;
using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Memory;

/// <summary>At its highest peak under any of the larger plans the stack leaves a fifth of the reviewed host free; the kernel's own marks count, so a peak between two looks does too.</summary>
public sealed class HostMemoryStaysInBudget(AcceptanceRun run) : MemoryCheck(run)
{
    // The reviewed server's 1.9 GB (migration requirements, section 4).
    private const double ReviewedHostMiB = 1945;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Soak, LoadPlans.Burst2000, LoadPlans.Staged, LoadPlans.Knee, LoadPlans.Flood];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<(PlanRun Run, PlanMemory Memory)> plans)
    {
        (PlanRun run, PlanMemory memory) = plans.MaxBy(plan => plan.Memory.PeakMiB ?? double.PositiveInfinity);
        if (memory.PeakMiB is not double peak)
        {
            return Observation.Unknown($"The memory of the whole stack is not known: {memory.Missing}.", Source(memory));
        }

        Observation seen = Observation.Of(
            context.Check, 100 * peak / ReviewedHostMiB, plans.Sum(plan => plan.Memory.History.Total.Samples.Count), Source(memory),
            $"The stack's highest peak, in {run.Plan.Id}, was {peak:0} MiB of the {ReviewedHostMiB:0} MiB that the reviewed host has.", Details(memory));
        // Without the kernel's mark a peak between two looks is not seen, and that must not pass.
        return seen.Outcome == Outcome.Pass && plans.SelectMany(plan => plan.Memory.History.Parts).FirstOrDefault(part => part.InTotal && part.Marks.All(mark => mark.Reading.HighWaterBytes is null)) is PartHistory unmarked
            ? Observation.Unknown($"The kernel keeps no high-water mark of {unmarked.Part} that can be read, so a peak between two looks may be missing. {seen.Reason}", Source(memory), seen.Details)
            : seen;
    }
}
