namespace Verification.Readiness.Watching;

/// <summary>What was seen over time, in so few stretches that a picture can draw them: nothing grows with the length of a watch.</summary>
public sealed class WatchBuckets(DateTimeOffset anchor, TimeSpan length)
{
    /// <summary>Stretches of a row.</summary>
    public const int Count = 120;

    private readonly int[,,] _seen = new int[Rows.Count, Count, 3];

    /// <summary>What the rows are about.</summary>
    public static IReadOnlyList<string> Rows { get; } = ["answers", "checks", "canaries"];

    /// <summary>How long a stretch is.</summary>
    public TimeSpan Each { get; } = length / Count;

    /// <summary>Takes an observation in.</summary>
    public void Add(WatchObservation seen)
    {
        int? row = seen.Kind switch { WatchKind.Probe => 0, WatchKind.Check => 1, WatchKind.Canary => 2, _ => null };
        if (row is int own)
        {
            int at = (int)Math.Clamp((seen.At - anchor) / Each, 0, Count - 1);
            _seen[own, at, (int)seen.Outcome]++;
        }
    }

    /// <summary>How often each outcome was seen in a stretch, in the order of <see cref="Outcome"/>.</summary>
    public IReadOnlyList<int> Of(int row, int stretch) => [_seen[row, stretch, 0], _seen[row, stretch, 1], _seen[row, stretch, 2]];
}
