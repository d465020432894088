using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Engine;

/// <summary>One drive on one thread: look, read what came, send what is due, sleep until something happens.</summary>
internal sealed class EngineLoop : IDisposable
{
    // How long an order to stop may go unnoticed.
    private const long LongestSleep = 20_000;
    private readonly EngineSetup _setup;
    private readonly StageTimes _times;
    private readonly OutcomeStore _outcomes;
    private readonly Arrivals _arrivals;
    private readonly Attention _attention = new();
    private readonly Poller _poller;
    private readonly ConnectionPool _pool;
    private readonly Exchanges _exchanges;
    private readonly RequestBuffers _requests;
    private readonly long _timeout;

    public EngineLoop(EngineSetup setup)
    {
        _setup = setup;
        _times = new(setup.Plan.Stages);
        bool open = setup.Plan.Model == LoadModel.Open;
        _outcomes = new(open ? setup.Plan.Planned : ClosedArrivals.Expected(_times, setup.Plan.ThinkMilliseconds));
        _arrivals = open ? new OpenArrivals(_times, _outcomes) : new ClosedArrivals(_times, setup.Plan.ThinkMilliseconds, _outcomes);
        _poller = setup.Poller();
        _pool = new(_poller, setup.Plan.Connections.Most);
        _exchanges = new(_outcomes, _arrivals, _pool, _attention, setup.Plan.Connections.Reuse);
        _requests = new(setup.Source);
        _timeout = setup.TimeoutMilliseconds * 1000L;
    }

    private bool IsDone => _pool.Free == _pool.Most && _arrivals.NextDue == long.MaxValue;

    public EngineRecord Run()
    {
        NativeSocket.Bind();
        _poller.Wait(1);
        Clock clock = new();
        Sender sender = new(_pool, _exchanges, _requests, _setup.Target, clock);
        Receiver receiver = new(_pool, _exchanges, clock);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        (long allocated, bool steady) = (0, false);
        long deadline = _times.End + _timeout;
        long now = clock.Now;
        while (now < deadline && !_setup.Stop.IsCancellationRequested && !IsDone)
        {
            int ready = _poller.Wait(0);
            if (ready == 0)
            {
                now = clock.Now;
                _attention.CaughtUp(_arrivals, _pool.Most, _pool.Free, now);
                ready = Sleep(clock, now, deadline);
            }

            for (int index = 0; index < ready; index++)
            {
                Handle(_pool[_poller.Token(index)], _poller.Flags(index), sender, receiver);
            }

            _setup.Hiccup?.Invoke(clock.Now);
            now = Dispatch(sender, clock);
            Expire(now);
            if (!steady)
            {
                // The runtime makes a few small things on first use; the steady state begins when every connection has been used.
                (allocated, steady) = (GC.GetAllocatedBytesForCurrentThread(), _exchanges.Ended > _pool.Most);
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bool interrupted = _setup.Stop.IsCancellationRequested && !IsDone;
        GiveUp(now);
        return new(clock.StartedAt, _outcomes.ToArray(), _exchanges.WithoutRetryAfter, _exchanges.Shortages, cpu, allocated, now, interrupted);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _poller.Dispose();
    }

    private int Sleep(Clock clock, long now, long deadline)
    {
        long due = _arrivals.NextDue;
        // Events that wait for a connection are no reason to wake, but the engine has to know that it could have.
        long wake = Math.Min(deadline, _pool.Free > 0 || due > now ? Math.Min(due, now + LongestSleep) : now + Attention.Beat);
        if (_pool.Longest is { } longest)
        {
            wake = Math.Min(wake, longest.BegunAt + _timeout);
        }

        if (wake <= now)
        {
            return 0;
        }

        int ready = _poller.Wait(wake - now);
        _attention.Vouch(Math.Min(wake, clock.Now));
        return ready;
    }

    private static void Handle(Connection connection, int flags, Sender sender, Receiver receiver)
    {
        bool pending = connection.Serial >= 0 && connection.UnsentLength > 0;
        if (pending && (connection.Interest & Poller.Out) != 0 && (!connection.Connected || (flags & Poller.Out) != 0))
        {
            sender.Continue(connection);
        }

        if (connection.Fd >= 0 && connection.Connected && (flags & (Poller.In | Poller.Fault | Poller.End)) != 0)
        {
            receiver.Read(connection, ended: (flags & Poller.End) != 0);
        }
    }

    private long Dispatch(Sender sender, Clock clock)
    {
        long now = clock.Now;
        while (_pool.Free > 0 && _arrivals.NextDue <= now)
        {
            int serial = _arrivals.Take(out int owner);
            ref EventOutcome outcome = ref _outcomes[serial];
            outcome.OwnLateMicroseconds = Math.Max(outcome.OwnLateMicroseconds, _attention.OwnShare(outcome.IntendedMicroseconds, now));
            sender.Begin(_pool.Engage(serial, owner, now), DriveClock.UnixMilliseconds(clock.StartedAt, outcome.IntendedMicroseconds), now);
            now = clock.Now;
        }

        return now;
    }

    private void Expire(long now)
    {
        while (_pool.Longest is { } longest && now - longest.BegunAt >= _timeout)
        {
            _exchanges.Unanswered(longest, longest.Connected ? NoAnswer.TimedOut : NoAnswer.NotConnected, now);
        }
    }

    private void GiveUp(long now)
    {
        _attention.CaughtUp(_arrivals, _pool.Most, _pool.Free, now);
        while (_pool.Longest is { } longest)
        {
            _exchanges.Unanswered(longest, longest.Connected ? NoAnswer.TimedOut : NoAnswer.NotConnected, now);
        }
    }
}
