using System.Text.Json;
using Verification.SdkDriver.Scenarios;
using Verification.SdkDriver.Sdk;
using Verification.SdkDriver.Wires;

namespace Verification.SdkDriver.Running;

/// <summary>Hands one error to the SDK, as the application does, and tells what became of it.</summary>
internal sealed class Capture(Scenario scenario, PlannedEvent planned, RunContext run)
{
    /// <summary>Captures an error, or the planned message when there is none.</summary>
    public async Task RunAsync(Exception? error, Placeholders facts)
    {
        bool main = planned.Role == "main";
        if (error is not null && main)
        {
            run.Output.Line("native", ("scenario", scenario.Id), ("name", error.GetType().Name), ("message", error.Message), ("own", OwnFields.Of(error)));
        }

        SentryEvent captured = Event(error);
        Delivery delivery = run.Wire.Expect(scenario.Id, planned.Role, captured.EventId);
        Scope? scene = null;
        SentryId taken = SentrySdk.CaptureEvent(captured, scope =>
        {
            Scene.Complete(scope, scenario.Json, planned.Level ?? scenario.Json.Text("level"), facts);
            scene = scope;
        });
        if (taken == SentryId.Empty)
        {
            await run.Wire.GivenUpAsync(delivery);
        }

        Tell(delivery, await delivery.Fate);
        if (main && scene is not null && await run.Defaults.EventAsync(Event(error), scene) is JsonElement byDefault)
        {
            run.Output.Line("sdk-default", ("scenario", scenario.Id), ("event", byDefault));
        }
    }

    // What SentrySdk.CaptureException and CaptureMessage do themselves; made here, because the id has to be known before it can leave.
    private SentryEvent Event(Exception? error) => error is not null
        ? new SentryEvent(error)
        : new SentryEvent { Message = planned.Definition.Text("message"), Level = Scene.Level(planned.Level) ?? SentryLevel.Info };

    private void Tell(Delivery delivery, Fate fate)
    {
        (string, object?)[] label = [("scenario", delivery.Scenario), ("role", delivery.Role), ("eventId", delivery.EventId)];
        switch (fate)
        {
            case Answered answered:
                run.Tally.Sent();
                run.Output.Line("sent", [.. label, ("capturedAt", delivery.CapturedAt), ("sentAt", answered.SentAt), ("answeredAt", answered.AnsweredAt),
                    ("httpStatus", answered.Status), ("responseBody", answered.Body), ("event", answered.Left.Event), ("envelopeHeader", answered.Left.Header)]);
                break;
            case Unanswered unanswered:
                string where = unanswered.Left is null ? "before the event had left" : "after the event had left";
                run.Tally.Failed();
                run.Output.Line("failed", [.. label, ("reason", $"the connection failed {where}: {unanswered.Reason}"), ("capturedAt", delivery.CapturedAt), ("sentAt", unanswered.SentAt),
                    ("event", unanswered.Left?.Event), ("envelopeHeader", unanswered.Left?.Header)]);
                break;
            case Dropped dropped:
                run.Tally.Dropped(1);
                run.Output.Line("dropped", [.. label, ("reason", dropped.Reason), ("category", "error"), ("quantity", 1)]);
                break;
            default:
                throw new InvalidOperationException($"The fate {fate} is unknown.");
        }
    }
}
