namespace Verification.Readiness.Watching;

/// <summary>Which messages are still to go out: at least once each, also when the watch is killed between seeing and telling.</summary>
public sealed class WatchNotices
{
    /// <summary>How often one is tried.</summary>
    public const int MostAttempts = 5;

    // Beyond that, the oldest are no news.
    private const int MostPending = 20;

    private readonly List<(WatchObservation About, int Attempts)> _pending = [];

    /// <summary>The next one and how often it was tried; null when there is none.</summary>
    public (WatchObservation About, int Attempts)? Next => _pending.Count > 0 ? _pending[0] : null;

    /// <summary>How many went out.</summary>
    public int Sent { get; private set; }

    /// <summary>How many were given up.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Takes a line in.</summary>
    /// <param name="seen">The line.</param>
    /// <param name="notifies">Whether messages go out at all.</param>
    public void Add(WatchObservation seen, bool notifies)
    {
        if (!notifies)
        {
            _pending.Clear();
        }
        else if (seen.Kind == WatchKind.Notice)
        {
            Told(seen);
        }
        else if (seen.Kind is WatchKind.Trigger or WatchKind.Recovery or WatchKind.Milestone)
        {
            _pending.Add((seen, 0));
            GivenUp += Trim();
        }
    }

    private int Trim()
    {
        int over = Math.Max(0, _pending.Count - MostPending);
        _pending.RemoveRange(0, over);
        return over;
    }

    private void Told(WatchObservation seen)
    {
        int at = _pending.FindIndex(pending => pending.About.Sequence == seen.About);
        if (at < 0)
        {
            return;
        }

        if (seen.Outcome == Outcome.Pass)
        {
            _pending.RemoveAt(at);
            Sent++;
        }
        else if (_pending[at].Attempts + 1 >= MostAttempts)
        {
            _pending.RemoveAt(at);
            GivenUp++;
        }
        else
        {
            _pending[at] = (_pending[at].About, _pending[at].Attempts + 1);
        }
    }
}
