using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>A container that exceeds its memory limit is killed and restarted by the engine, nothing else is touched, and events flow again.</summary>
public sealed class MemoryLimitRestartsTheContainer(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.MemoryLimit;

    /// <inheritdoc/>
    private protected override string? Unproven(DrillResult result) => result.Extra is MemoryExtra { Seen.Exceeded: true } ? null : "the container was not seen to be killed for its memory";

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result)
    {
        MemoryExtra extra = (MemoryExtra)result.Extra!;
        List<string> wrong = [];
        if (!extra.Seen.Restarted)
        {
            wrong.Add($"the engine had not started it again {extra.Seen.Took.TotalSeconds:0} s later");
        }

        wrong.AddRange(extra.Seen.Others.Select(other => $"another part was touched: {other}"));
        if (!extra.FlowsAgain)
        {
            wrong.Add("no event sent afterwards was stored");
        }

        if (result.Account.Lost > 0)
        {
            wrong.Add($"{result.Account.Lost} acknowledged events were lost");
        }

        return Observation.Of(
            context.Check, wrong.Count, 1, "engine+sql",
            wrong.Count == 0 ? $"Web was killed at its limit of {extra.Seen.LimitMiB} MiB and ran again after {extra.Seen.Took.TotalSeconds:0.0} s; nothing else was touched, and events flow." : $"Web exceeded its limit of {extra.Seen.LimitMiB} MiB: {string.Join("; ", wrong)}.",
            [.. wrong, .. extra.Seen.Story, .. Details(result)]);
    }
}
