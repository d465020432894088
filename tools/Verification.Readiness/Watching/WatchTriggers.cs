namespace Verification.Readiness.Watching;

/// <summary>A condition on which the way back is taken (requirements, 6) began or ended.</summary>
/// <param name="Kind">Trigger or recovery.</param>
/// <param name="Name">Which condition.</param>
/// <param name="Text">What was seen.</param>
public sealed record TriggerEvent(WatchKind Kind, string Name, string Text);

/// <summary>The rollback triggers, each of which fires once and recovers once: what comes and goes does not flap, because two good looks in a row are needed.</summary>
public sealed class WatchTriggers
{
    /// <summary>The target does not answer.</summary>
    public const string Down = "down";

    /// <summary>A test event was lost, altered or late.</summary>
    public const string Canary = "canary";

    /// <summary>A part was restarted or is gone.</summary>
    public const string Restart = "restart";

    /// <summary>Memory of the host is short.</summary>
    public const string Memory = "memory";

    /// <summary>Share of the host's memory above which the way back is taken (requirements, 6).</summary>
    public const double MemoryFires = 0.85;

    /// <summary>Share below which it is well again; between the two nothing changes.</summary>
    public const double MemoryRecovers = 0.80;

    private const int GoodLooks = 2;

    private readonly SortedDictionary<string, int> _fired = new(StringComparer.Ordinal);

    /// <summary>The conditions that hold now.</summary>
    public IReadOnlyCollection<string> Active => _fired.Keys;

    /// <summary>Takes in one observation, with what the state made of it.</summary>
    /// <param name="seen">The observation.</param>
    /// <param name="isDown">Whether the target counts as down after it.</param>
    /// <param name="restarts">Which parts were restarted or are gone; empty when none, null when that could not be seen.</param>
    public IEnumerable<TriggerEvent> After(WatchObservation seen, bool isDown, IReadOnlyList<string>? restarts)
    {
        if (seen.CouldTell)
        {
            foreach (TriggerEvent told in Judge(Down, isDown, seen.LatencyMs is not null, seen.Reason))
            {
                yield return told;
            }
        }

        if (seen.Kind == WatchKind.Canary && seen.Outcome != Outcome.Unknown)
        {
            foreach (TriggerEvent told in Judge(Canary, seen.Outcome == Outcome.Fail, seen.Outcome == Outcome.Pass, seen.Reason))
            {
                yield return told;
            }
        }

        if (restarts is not null)
        {
            foreach (TriggerEvent told in Judge(Restart, restarts.Count > 0, restarts.Count == 0, restarts.Count > 0 ? string.Join("; ", restarts) : "no part was restarted since"))
            {
                yield return told;
            }
        }

        if (seen.Figures?.HostUsedShare is double used)
        {
            foreach (TriggerEvent told in Judge(Memory, used > MemoryFires, used < MemoryRecovers, $"{100 * used:0} % of the host's memory are in use"))
            {
                yield return told;
            }
        }
    }

    private IEnumerable<TriggerEvent> Judge(string name, bool bad, bool good, string text)
    {
        if (bad)
        {
            bool isNew = !_fired.ContainsKey(name);
            _fired[name] = 0;
            if (isNew)
            {
                yield return new(WatchKind.Trigger, name, text);
            }
        }
        else if (_fired.TryGetValue(name, out int streak))
        {
            _fired[name] = good ? streak + 1 : 0;
            if (_fired[name] >= GoodLooks)
            {
                _fired.Remove(name);
                yield return new(WatchKind.Recovery, name, text);
            }
        }
    }
}
