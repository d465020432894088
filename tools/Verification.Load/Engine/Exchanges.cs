using Verification.Load.Driving;

namespace Verification.Load.Engine;

/// <summary>Writes down how each exchange ended; every event gets here at most once.</summary>
internal sealed class Exchanges(OutcomeStore outcomes, Arrivals arrivals, ConnectionPool pool, Attention attention, bool reuse)
{
    /// <summary>Exchanges that are over.</summary>
    public int Ended { get; private set; }

    /// <summary>Answers 429 or 503 that did not say when to come again.</summary>
    public int WithoutRetryAfter { get; private set; }

    /// <summary>How often this machine had no port, descriptor or memory left.</summary>
    public int Shortages { get; private set; }

    /// <summary>The first byte of a request left.</summary>
    public void FirstByte(Connection connection, long now)
    {
        ref EventOutcome outcome = ref outcomes[connection.Serial];
        outcome.LateMicroseconds = Microseconds(now - outcome.IntendedMicroseconds);
        connection.FirstByteAt = now;
    }

    /// <summary>A whole answer came.</summary>
    /// <param name="clean">Whether nothing came behind it, and nothing is left to send.</param>
    public void Answered(Connection connection, bool clean, long now)
    {
        ResponseParser answer = connection.Answer;
        ref EventOutcome outcome = ref outcomes[connection.Serial];
        outcome.Status = (short)answer.Status;
        outcome.LatencyMicroseconds = Microseconds(now - connection.FirstByteAt);
        attention.Served(outcome.LatencyMicroseconds);
        if (answer.Status is 429 or 503 && !answer.HasRetryAfter)
        {
            WithoutRetryAfter++;
        }

        Ended++;
        int owner = connection.Owner;
        pool.Release(connection, keep: reuse && clean && answer.KeepAlive);
        arrivals.Answered(owner, now, connected: true);
    }

    /// <summary>No answer will come.</summary>
    public void Unanswered(Connection connection, NoAnswer why, long now)
    {
        outcomes[connection.Serial].Status = (short)why;
        Ended++;
        int owner = connection.Owner;
        pool.Release(connection, keep: false);
        arrivals.Answered(owner, now, connected: why != NoAnswer.NotConnected);
    }

    /// <summary>No connection could be made, and whose fault that is.</summary>
    public void NotConnected(Connection connection, bool shortage, long now)
    {
        Shortages += shortage ? 1 : 0;
        Unanswered(connection, NoAnswer.NotConnected, now);
    }

    private static int Microseconds(long value) => (int)Math.Clamp(value, 0, int.MaxValue);
}
