using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Engine;

/// <summary>
/// The open model: every event has its moment before the drive begins. When all connections are busy it waits, and its corrected latency
/// holds the waiting, since that is the target's doing.
/// </summary>
internal sealed class OpenArrivals : Arrivals
{
    private readonly OutcomeStore _outcomes;
    private int _next;

    public OpenArrivals(StageTimes times, OutcomeStore outcomes)
    {
        _outcomes = outcomes;
        for (int stage = 0; stage < times.Stages.Count; stage++)
        {
            int planned = times.Stages[stage].Planned;
            for (int index = 0; index < planned; index++)
            {
                outcomes.Add(times.Begin(stage) + Offset(times.Stages[stage], index, planned), stage);
            }
        }
    }

    public override long NextDue => _next < _outcomes.Count ? _outcomes[_next].IntendedMicroseconds : long.MaxValue;

    public override int Take(out int owner)
    {
        owner = 0;
        return _next++;
    }

    public override void Answered(int owner, long now, bool connected)
    {
    }

    public override void Charge(Attention attention, long now, long most)
    {
        for (int serial = _next; serial < _outcomes.Count && serial - _next < most && _outcomes[serial].IntendedMicroseconds <= now; serial++)
        {
            ref EventOutcome outcome = ref _outcomes[serial];
            outcome.OwnLateMicroseconds = Math.Max(outcome.OwnLateMicroseconds, attention.OwnShare(outcome.IntendedMicroseconds, now));
        }
    }

    /// <summary>Microseconds from the begin of a stage to one of its events.</summary>
    internal static long Offset(Stage stage, int index, int planned)
    {
        if (stage.Kind == StageKind.Burst || index == 0)
        {
            return 0;
        }

        double duration = stage.Milliseconds * 1000.0;
        if (stage.From == stage.To)
        {
            return (long)(index * duration / planned);
        }

        // Rates in events per microsecond; the moment at which the integral of the rate reaches the event.
        double from = stage.From / 1e6;
        double slope = ((stage.To / 1e6) - from) / duration;
        double due = index * (stage.From + stage.To) / 2e6 * duration / planned;
        return (long)Math.Min(duration, 2 * due / (from + Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * due)))));
    }
}
