using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Own fields of genuine errors (code, errno, constraint, detail) and the chain of causes are stored as sent.</summary>
public sealed class GenuineErrorFieldsArrive(AcceptanceRun run) : FieldCheck(run, FieldGroup.Error)
{
    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        List<string> notSent = [.. context.Replay.Scenarios.SelectMany(scenario => NotSent(scenario, replay))];
        return notSent.Count > 0
            ? Task.FromResult(Observation.Unknown(
                "A genuine error could not be raised, or its own fields did not leave the SDK, so that nothing can be said of their arrival.", "driver", notSent))
            : base.JudgeAsync(context, replay, ct);
    }

    private static IEnumerable<string> NotSent(Scenario scenario, ReplayResult replay)
    {
        if (replay.Driver!.Failed.FirstOrDefault(failed => failed.Scenario == scenario.Id) is FailedScenario failure)
        {
            return [$"{scenario.Id}: {failure.Reason}"];
        }

        JsonElement? payload = replay.Events.Where(stored => stored.Sent.Scenario == scenario.Id && stored.Sent.Role == SentRole.Main)
            .Select(stored => (JsonElement?)stored.Sent.Payload).FirstOrDefault();
        JsonElement? own = scenario.OwnFieldsContext is string name ? EventReader.Child(EventReader.Child(payload, "contexts"), name) : null;
        NativeError? raised = replay.Driver.Native.FirstOrDefault(native => native.Scenario == scenario.Id);
        return raised is null
            ? [$"{scenario.Id}: the error that was raised is not known"]
            : scenario.OwnFields.Where(field => EventReader.Child(own, field) is null).Select(field => $"{scenario.Id}: {scenario.OwnFieldsContext}.{field} was not sent");
    }
}
