using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Sampling set to 0 by the emergency switch: services go on, and nothing is sent anywhere.</summary>
public sealed class EmergencyDisableSilences(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        if (run.DisabledAt == default)
        {
            return Observation.Unknown("Nobody knows how this deployment's own scripts silence all services; ours take --disable.", "script");
        }

        AccountedEvent[] raised = [.. run.Events.Where(item => item.At > run.DisabledAt && item.At < run.DisabledUntil && run.Services.Contains(item.Service))];
        // Held back for another reason is not silenced: it comes again when that reason ends.
        int sent = raised.Count(item => item is not { Place: EventPlace.Dropped, Why: "sample_rate" or CutoverLedger.Off });
        if (run.Disable is { ExitCode: not 0 })
        {
            return Observation.Of(context.Check, Math.Max(1, sent), 1, "script", $"The emergency switch itself failed: {Said(run.Disable)}");
        }

        return Observation.Of(
            context.Check, sent, raised.Length, "journal+record+sql",
            raised.Length == 0 ? "no service raised an error while it was thrown"
            : sent == 0 ? $"None of {raised.Length} errors raised while sampling was 0 left its service." : $"{sent} of {raised.Length} errors raised after the switch were sent all the same.");
    }
}
