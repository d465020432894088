namespace Verification.Readiness.Watching;

/// <summary>Whether the target answers, look by look. One failed look may be the network's; two in a row are an outage.</summary>
public sealed class WatchOutages
{
    private DateTimeOffset? _firstFailure;
    private int _failuresInARow;

    /// <summary>Looks that were due, and how many of them found no target.</summary>
    public long Looks { get; private set; }

    /// <summary>How many of <see cref="Looks"/> failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Outages so far, one that goes on included.</summary>
    public int Count { get; private set; }

    /// <summary>How long they lasted together, as far as looks can tell.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The last one, in words.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Whether the target is down.</summary>
    public bool IsDown => _failuresInARow >= 2;

    /// <summary>Share of the looks that found the target; null when nobody looked.</summary>
    public double? Availability => Looks == 0 ? null : 1 - ((double)Failed / Looks);

    /// <summary>Takes a look in; one that could not tell changes nothing.</summary>
    public void Add(WatchObservation seen)
    {
        if (!seen.CouldTell)
        {
            return;
        }

        bool answered = seen.Answered;
        // A second look at a failure would count it twice.
        if (seen.Index is not null)
        {
            (Looks, Failed) = (Looks + 1, Failed + (answered ? 0 : 1));
        }

        if (answered)
        {
            Duration += IsDown && seen.At > _firstFailure ? seen.At - _firstFailure!.Value : TimeSpan.Zero;
            (_failuresInARow, _firstFailure) = (0, null);
            return;
        }

        _firstFailure ??= seen.At;
        if (++_failuresInARow == 2)
        {
            Count++;
            Last = $"since {Rendering.Numbers.Moment(_firstFailure.Value)}: {seen.Reason}";
        }
    }

    /// <summary>How long the outages lasted until a moment, with one that goes on.</summary>
    public TimeSpan Until(DateTimeOffset moment) => Duration + (IsDown && moment > _firstFailure ? moment - _firstFailure!.Value : TimeSpan.Zero);
}
