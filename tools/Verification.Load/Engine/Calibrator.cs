using System.Net;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Load.Plans;
using Verification.Load.Statistics;

namespace Verification.Load.Engine;

/// <summary>What this machine's engine manages with the plan's connections and bodies when the target costs nothing: asked in every run.</summary>
internal static class Calibrator
{
    private const int CeilingMilliseconds = 300;
    private const int RateMilliseconds = 500;

    // A machine that is busy for a moment can still drive the plan: whether it did, the seconds of the drive tell.
    private const int Attempts = 3;

    public static Calibration Of(DriveRequest request, CancellationToken stop)
    {
        IPEndPoint sink = Addresses.Of(request.Sink!);
        EventSource source = new(request with { Url = request.Sink! });
        LoadPlan plan = request.Plan;
        (DriveResult ceiling, _) = Drive(plan with { Model = LoadModel.Closed, ThinkMilliseconds = 0, Stages = [Stage(plan.Connections.Most, CeilingMilliseconds)] });
        double planned = PlannedPerSecond(plan);
        Calibration calibration = new(planned, 0, ceiling.Accepted / (CeilingMilliseconds / 1000.0), 0, ceiling.CpuMicrosecondsPerRequest, ceiling.AllocatedBytesPerRequest);
        LoadPlan steady = plan with { Model = LoadModel.Open, Stages = [Stage(planned, RateMilliseconds)] };
        for (int attempt = 0; attempt < Attempts && steady.Planned > 0 && !stop.IsCancellationRequested && !(attempt > 0 && Shortfalls.Suffices(calibration)); attempt++)
        {
            (DriveResult result, EventOutcome[] outcomes) = Drive(steady);
            double last = outcomes.Where(outcome => outcome.LateMicroseconds >= 0).Select(outcome => outcome.IntendedMicroseconds + outcome.LateMicroseconds).DefaultIfEmpty().Max();
            // The plan holds whole events, so their number may differ from the rate by a half.
            double share = result.Sent / (double)steady.Planned * Math.Min(1, RateMilliseconds * 1000 / Math.Max(1, last));
            calibration = calibration with { SentPerSecond = share * planned, LateP99Milliseconds = result.Lateness?.P99 ?? 0 };
        }

        return calibration;

        (DriveResult Result, EventOutcome[] Outcomes) Drive(LoadPlan steps) =>
            Driver.Drive(new EngineSetup(steps, source, sink, request.TimeoutMilliseconds) { Stop = stop }, null);
    }

    /// <summary>Rate of the dearest second; of a closed plan, the rate of its users when answers take no time; 0 where there is none.</summary>
    internal static double PlannedPerSecond(LoadPlan plan)
    {
        double level = plan.Stages.Max(stage => Math.Max(stage.From, stage.To));
        return plan.Model == LoadModel.Open ? level : plan.ThinkMilliseconds == 0 ? 0 : level * 1000 / plan.ThinkMilliseconds;
    }

    private static Stage Stage(double level, int milliseconds) => new("calibration", StageKind.Constant, 0, level, level, milliseconds);
}
