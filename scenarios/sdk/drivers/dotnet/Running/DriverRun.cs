using System.Collections.Concurrent;
using System.Diagnostics;
using Verification.SdkDriver.Scenarios;
using Verification.SdkDriver.Sdk;
using Verification.SdkDriver.Wires;

namespace Verification.SdkDriver.Running;

/// <summary>Replays all scenarios, cleans up and says the last word.</summary>
internal static class DriverRun
{
    /// <summary>Runs to the end or the deadline, whatever fails; returns the exit code.</summary>
    /// <exception cref="BadRequestException">The SDK does not accept the request's DSN.</exception>
    public static async Task<int> RunAsync(DriverRequest request, IReadOnlyList<Scenario> scenarios, Output output)
    {
        using StopSignals signals = new();
        using CancellationTokenSource stop = new();
        Wire wire = new();
        IDisposable sdk = CarefulSdk.Start(request, wire);
        using DefaultSdk defaults = new(request);
        RunContext run = new(request, wire, defaults, output, new Tally(), stop.Token);
        output.Line("ready", ("driver", "dotnet"), ("dotnet", Environment.Version.ToString()), ("sdk", SdkIdentity.Version));

        ConcurrentDictionary<Scenario, bool> unfinished = new(scenarios.Select(scenario => KeyValuePair.Create(scenario, true)));
        Task all = ReplayAllAsync(scenarios, unfinished, run);
        (string reason, int exitCode) = await EndAsync(all, signals, output, request.Timeout);
        await stop.CancelAsync();
        foreach (Scenario scenario in scenarios.Where(unfinished.ContainsKey))
        {
            run.Fail(scenario.Id, $"given up: {reason}", ("inFlight", wire.Unsettled(scenario.Id)));
        }

        await run.Cleanup.CloseAllAsync();
        sdk.Dispose();
        output.End([.. run.Tally.Fields(), ("elapsedMs", (long)(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds)]);
        return exitCode;
    }

    private static async Task<(string Reason, int ExitCode)> EndAsync(Task all, StopSignals signals, Output output, TimeSpan timeout)
    {
        try
        {
            Task first = await Task.WhenAny(all, signals.Stopped, output.Closed).WaitAsync(timeout);
            await first;
            return first == signals.Stopped ? await signals.Stopped : (first == output.Closed ? await output.Closed : "", 0);
        }
        catch (TimeoutException)
        {
            return ($"the deadline of {timeout.TotalMilliseconds:0} ms passed", 0);
        }
    }

    private static async Task ReplayAllAsync(IReadOnlyList<Scenario> scenarios, ConcurrentDictionary<Scenario, bool> unfinished, RunContext run)
    {
        ConcurrentQueue<Scenario> waiting = new(scenarios);
        async Task LaneAsync()
        {
            while (!run.Stop.IsCancellationRequested && waiting.TryDequeue(out Scenario? scenario))
            {
                try
                {
                    await Replay.RunAsync(scenario, run);
                }
                catch (Exception error)
                {
                    if (!run.Stop.IsCancellationRequested)
                    {
                        run.Fail(scenario.Id, Reasons.Of(error, run.Request));
                    }
                }

                if (!run.Stop.IsCancellationRequested)
                {
                    unfinished.TryRemove(scenario, out _);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, run.Request.Concurrency).Select(_ => Task.Run(LaneAsync)));
    }
}
