using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Statistics;

/// <summary>
/// How late of its own the engine may send: a tenth of a second, because it may share its cores with the target, and rates are judged by the
/// second; what it was late by is in every corrected latency, and reported. "All at once" is more than one thread can do: a burst has its second.
/// </summary>
internal sealed class Tolerance(LoadPlan plan)
{
    public const int Microseconds = 100_000;
    private const int BurstMicroseconds = 1_000_000;
    private readonly int[] _stages = [.. plan.Stages.Select(stage => stage.Kind == StageKind.Burst ? BurstMicroseconds : Microseconds)];

    public bool IsMissed(EventOutcome outcome) => outcome.OwnLateMicroseconds > _stages[outcome.Stage];
}
