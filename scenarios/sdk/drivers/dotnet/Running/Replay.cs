using System.Text.Json;
using Verification.SdkDriver.Raise;
using Verification.SdkDriver.Scenarios;
using Verification.SdkDriver.Sdk;

namespace Verification.SdkDriver.Running;

/// <summary>Replays one scenario: opens what its errors need, raises them one after the other, and closes it again.</summary>
internal static class Replay
{
    /// <summary>Sends every event of a scenario, each after the answer to the one before.</summary>
    public static async Task RunAsync(Scenario scenario, RunContext run)
    {
        Place place = await Places.OpenAsync(scenario.Raise, run);
        try
        {
            foreach (PlannedEvent planned in scenario.Plan())
            {
                await run.Pace.TurnAsync(run.Stop);
                run.Stop.ThrowIfCancellationRequested();
                await RaiseOneAsync(scenario, planned, place, run);
            }
        }
        finally
        {
            await run.Cleanup.CloseAsync(place);
        }
    }

    private static async Task RaiseOneAsync(Scenario scenario, PlannedEvent planned, Place place, RunContext run)
    {
        // A scope and a trace of its own, as a server gives to each request.
        using IDisposable request = SentrySdk.PushScope();
        SentrySdk.ContinueTrace((SentryTraceHeader?)null, null);
        SentrySdk.ConfigureScope(scope => Scene.Set(scope, scenario.Json, Facts(run, new Dictionary<string, object?>())));

        int reported = 0;
        Task ReportAsync(Exception? error, IReadOnlyDictionary<string, object?> raised)
        {
            reported++;
            return new Capture(scenario, planned, run).RunAsync(error, Facts(run, raised));
        }

        if (planned.Definition.Text("kind") == "message")
        {
            await ReportAsync(null, new Dictionary<string, object?>());
        }
        else
        {
            await place.RaiseAsync(planned.Definition, (error, raised) => ReportAsync(error, raised ?? new Dictionary<string, object?>()));
        }

        if (reported != 1)
        {
            throw new InvalidOperationException($"{planned.Role} was reported {reported} times instead of once");
        }
    }

    private static Placeholders Facts(RunContext run, IReadOnlyDictionary<string, object?> raised) => new(run.Request.RunId, run.Request.Seed, raised);
}
