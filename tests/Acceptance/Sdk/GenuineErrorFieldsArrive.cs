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
        List<string> notSent = [.. replay.Done.SelectMany(done => context.Replay.Scenarios.SelectMany(scenario => NotSent(scenario, done.Replay.Driver.Name, done.Result)))];
        return notSent.Count > 0
            ? Task.FromResult(Observation.Unknown(
                "A genuine error could not be raised, or its own fields did not leave the SDK, so that nothing can be said of their arrival.", "driver", notSent))
            : base.JudgeAsync(context, replay, ct);
    }

    private static IEnumerable<string> NotSent(Scenario scenario, string driver, DriverResult result)
    {
        string origin = $"{driver} {scenario.Id}";
        if (result.Failed.FirstOrDefault(failed => failed.Scenario == scenario.Id) is FailedScenario failure)
        {
            return [$"{origin}: {failure.Reason}"];
        }

        if (result.Native.All(native => native.Scenario != scenario.Id))
        {
            return [$"{origin}: the error that was raised is not known"];
        }

        if (scenario.OwnFields.Count == 0)
        {
            return [];
        }

        if (!scenario.OwnFields.TryGetValue(driver, out OwnFields? expected))
        {
            return [$"{origin}: the scenario does not say which fields must arrive with this SDK"];
        }

        JsonElement? payload = result.Sent.Where(sent => sent.Scenario == scenario.Id && sent.Role == SentRole.Main).Select(sent => (JsonElement?)sent.Payload).FirstOrDefault();
        JsonElement? own = EventReader.Child(EventReader.Child(payload, "contexts"), expected.Context);
        return expected.Fields.Where(field => EventReader.Child(own, field) is null).Select(field => $"{origin}: {expected.Context}.{field} was not sent");
    }
}
