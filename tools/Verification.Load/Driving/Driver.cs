using System.Text.Json;
using Verification.Load.Engine;
using Verification.Load.Events;
using Verification.Load.Statistics;
using Verification.Readiness;

namespace Verification.Load.Driving;

/// <summary>Drives a plan with our own engine, in this process.</summary>
public static class Driver
{
    /// <summary>Name and version of the engine, as results carry it.</summary>
    public static string Name { get; } = $"own {typeof(Driver).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Calibrates where a sink is given, drives, and writes <see cref="DriveFiles"/>.</summary>
    /// <exception cref="InputException">The request cannot be driven.</exception>
    public static DriveResult Drive(DriveRequest request, CancellationToken stop = default)
    {
        DriveRequests.Checked(request);
        Calibration? calibration = request.Sink is null ? null : Calibrator.Of(request, stop);
        EngineSetup setup = new(request.Plan, new EventSource(request), Addresses.Of(request.Url), request.TimeoutMilliseconds) { Stop = stop };
        (DriveResult result, EventOutcome[] outcomes) = Drive(setup, calibration);
        OutcomeFile.Write(Path.Combine(request.Output, DriveFiles.Outcomes), outcomes);
        File.WriteAllText(Path.Combine(request.Output, DriveFiles.Result), JsonSerializer.Serialize(result, Json.Document));
        return result;
    }

    internal static (DriveResult Result, EventOutcome[] Outcomes) Drive(EngineSetup setup, Calibration? calibration)
    {
        EngineRecord record = EngineThread.Run(setup);
        DriveResult result = DriveSummary.Of(new()
        {
            Engine = Name,
            Plan = setup.Plan,
            StartedAt = record.StartedAt,
            EndedAtMicroseconds = record.EndedAtMicroseconds,
            Outcomes = record.Outcomes,
            WithoutRetryAfter = record.WithoutRetryAfter,
            Cpu = record.Cpu,
            AllocatedBytes = record.AllocatedBytes,
            Calibration = calibration,
            Shortages = record.Shortages,
            Interrupted = record.Interrupted,
        });
        return (result, record.Outcomes);
    }
}
