namespace Verification.Load.Engine;

/// <summary>
/// Tells the engine's own lateness from the target's. The engine vouches for every moment at which it had looked and found nothing to do,
/// and for the time that it then slept until it was woken or its timer was due. What lies after that is a lapse: it worked off other
/// things, or the machine did not let it run; an event that waits in it, with a connection free, waits for the engine. An event that
/// waits for a busy connection while the engine sleeps waits for the target.
/// </summary>
internal sealed class Attention
{
    /// <summary>The engine sleeps no longer than this while events wait for connections: if it is woken much later, it knows.</summary>
    public const long Beat = 5_000;

    private long _vouched;
    private long _service;

    /// <summary>The engine looked, or slept, up to this moment.</summary>
    public void Vouch(long moment) => _vouched = Math.Max(_vouched, moment);

    /// <summary>What an event that is sent now, or could have been, has waited for the engine.</summary>
    public int OwnShare(long intended, long now) => (int)Math.Clamp(now - Math.Max(intended, _vouched), 0, int.MaxValue);

    /// <summary>An answer came: how long the target takes, as a moving average over about 16 answers.</summary>
    public void Served(long latency) => _service = _service == 0 ? Math.Max(1, latency) : Math.Max(1, _service + ((latency - _service) / 16));

    /// <summary>
    /// The engine has caught up with everything. After a lapse the events that still wait for connections have waited for it too, but only as
    /// many as the connections would have carried meanwhile at the target's pace: the others would be waiting anyhow.
    /// </summary>
    /// <param name="arrivals">What waits.</param>
    /// <param name="connections">How many connections there may be.</param>
    /// <param name="free">How many of them are free, and have been all the time.</param>
    /// <param name="now">The moment.</param>
    public void CaughtUp(Arrivals arrivals, int connections, int free, long now)
    {
        long lapse = now - _vouched;
        if (free > 0 || lapse > Beat)
        {
            arrivals.Charge(this, now, _service == 0 ? long.MaxValue : Math.Max(free, connections * lapse / _service));
        }

        Vouch(now);
    }
}
