using Verification.Load.Driving;

namespace Verification.Load.Engine;

/// <summary>
/// The closed model. With a think time that is each user's beat, as k6 and wrk2 pace: the intended moments of a user are a grid of that
/// width, and when an answer takes longer than a beat, the next event is sent at once and its latency counts from its beat; beats that
/// were missed are caught up one by one, so that a stall shows in as many events as it held up. A user leaves at the end of the plan, beats
/// that it still owes are then not sent. Without a think time there is no pace: an event is intended when the answer before it came, and
/// the correction is made in the statistics (<see cref="Statistics.ExpectedInterval"/>).
/// </summary>
internal sealed class ClosedArrivals : Arrivals
{
    private const long Refused = 10_000;
    private readonly StageTimes _times;
    private readonly UserTimes _users;
    private readonly OutcomeStore _outcomes;
    private readonly long _think;
    private readonly long[] _beats;
    private readonly PriorityQueue<int, long> _waiting;

    public ClosedArrivals(StageTimes times, int thinkMilliseconds, OutcomeStore outcomes)
    {
        (_times, _users, _outcomes, _think) = (times, new(times), outcomes, thinkMilliseconds * 1000L);
        _beats = new long[_users.Most];
        _waiting = new(_beats.Length);
        for (int user = 0; user < _beats.Length; user++)
        {
            // Spread over the first beat by the golden ratio: users do not act in step.
            long first = _users.Next(user, 0);
            Schedule(user, first == long.MaxValue ? first : first + (long)(user * 0.6180339887498949 % 1 * _think), 0);
        }
    }

    public override long NextDue => _waiting.TryPeek(out _, out long due) ? due : long.MaxValue;

    /// <summary>Events that a plan sends at most, when it has a pace; a guess otherwise.</summary>
    public static long Expected(StageTimes times, int thinkMilliseconds)
    {
        double users = times.Stages.Select(stage => (stage.From + stage.To) / 2 * stage.Milliseconds).Sum();
        int most = new UserTimes(times).Most;
        return thinkMilliseconds > 0 ? (long)(users / thinkMilliseconds) + (2 * most) : (times.End / 4) + most;
    }

    public override int Take(out int owner)
    {
        _waiting.TryDequeue(out owner, out long due);
        long intended = _think > 0 ? _beats[owner] : due;
        return _outcomes.Add(intended, _times.At(intended));
    }

    public override void Answered(int owner, long now, bool connected) =>
        Schedule(owner, _think > 0 ? _beats[owner] + _think : connected ? now : now + Refused, now);

    // Who waits here is taken, and charged for it, before the engine looks up again.
    public override void Charge(Attention attention, long now, long most)
    {
    }

    private void Schedule(int user, long moment, long now)
    {
        long beat = moment == long.MaxValue ? moment : _users.Next(user, moment);
        if (beat < _times.End && now < _times.End)
        {
            _beats[user] = beat;
            _waiting.Enqueue(user, Math.Max(beat, now));
        }
    }
}
