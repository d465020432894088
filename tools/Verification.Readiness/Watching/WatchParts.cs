namespace Verification.Readiness.Watching;

/// <summary>The target's processes or containers from check to check: who was started anew between two of them was restarted, however well it answers.</summary>
public sealed class WatchParts
{
    // A target has a handful; a list that grows is somebody's mistake and not ours to keep.
    private const int MostParts = 50;

    private readonly SortedDictionary<string, PartReading> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    /// <summary>Restarts and disappearances so far.</summary>
    public int Restarts { get; private set; }

    /// <summary>The first ones, in words.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>How many checks could see the parts.</summary>
    public int Readings { get; private set; }

    /// <summary>Checks that could not see all parts, and why the last of them could not.</summary>
    public (int Checks, string? Reason) Unseen { get; private set; }

    /// <summary>Parts as they were last seen.</summary>
    public IReadOnlyCollection<PartReading> Known => _known.Values;

    private readonly List<string> _kept = [];

    /// <summary>Takes a check in.</summary>
    /// <returns>What was restarted or is gone since the check before; null when nothing can be seen.</returns>
    public IReadOnlyList<string>? Add(WatchObservation seen)
    {
        CheckFigures figures = seen.Figures ?? new();
        if (figures.PartsUnseen is string reason || figures.Parts is null)
        {
            Unseen = (Unseen.Checks + 1, figures.PartsUnseen ?? "nothing told them");
        }

        if (figures.Parts is not IReadOnlyList<PartReading> parts)
        {
            return null;
        }

        Readings++;
        List<string> found = [.. parts.Take(MostParts).Select(Restarted).OfType<string>(), .. Gone(parts)];
        foreach (PartReading part in parts.Take(MostParts))
        {
            _known[part.Name] = part;
            _gone.Remove(part.Name);
        }

        Restarts += found.Count;
        _kept.AddRange(found.Take(MostParts - _kept.Count).Select(text => $"{text} (seen {Rendering.Numbers.Moment(seen.At)})"));
        return found;
    }

    private string? Restarted(PartReading now) => !_known.TryGetValue(now.Name, out PartReading? before) ? null
        : now.Restarts > before.Restarts ? $"{now.Name} was restarted {now.Restarts - before.Restarts} times by its engine"
        // One that was gone and came back has been counted when it went.
        : now.Identity != before.Identity && !_gone.Contains(now.Name) ? $"{now.Name} was started anew"
        : null;

    private IEnumerable<string> Gone(IReadOnlyList<PartReading> parts) =>
        _known.Keys.Where(name => parts.All(part => part.Name != name) && _gone.Add(name)).ToList().Select(name => $"{name} is gone");
}
