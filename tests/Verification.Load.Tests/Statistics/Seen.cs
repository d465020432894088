using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Statistics;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Statistics;

/// <summary>Outcomes written by hand.</summary>
internal static class Seen
{
    public static EventOutcome Event(long intended, int late, int latency, int status = 200, int stage = 0, int own = 0) =>
        new() { IntendedMicroseconds = intended, LateMicroseconds = late, LatencyMicroseconds = latency, Status = (short)status, Stage = (short)stage, OwnLateMicroseconds = own };

    public static EventOutcome Unsent(long intended, int stage = 0, int own = 0) => Event(intended, -1, -1, 0, stage, own);

    public static EventOutcome Without(NoAnswer why, long intended, int late = 0) => Event(intended, why == NoAnswer.NotConnected ? -1 : late, -1, (int)why);

    public static DriveFacts Facts(EventOutcome[] outcomes, LoadPlan? plan = null) => new()
    {
        Engine = "own 0.0.0",
        Plan = plan ?? Given.Plan(Given.Constant(1000, 1000)),
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAtMicroseconds = 1_000_000,
        Outcomes = outcomes,
        WithoutRetryAfter = 0,
        Cpu = TimeSpan.FromMilliseconds(1),
        AllocatedBytes = 0,
    };
}
