namespace Verification.Readiness.Watching;

/// <summary>What became of the test events.</summary>
public sealed class WatchCanaries
{
    private const int MostKept = 20;

    private readonly List<string> _kept = [];

    /// <summary>Captured as sent and in time.</summary>
    public int Captured { get; private set; }

    /// <summary>Refused, lost, altered or late.</summary>
    public int Missed { get; private set; }

    /// <summary>Nobody could tell what became of them.</summary>
    public int Unknown { get; private set; }

    /// <summary>Due and never sent, because the watch was not running.</summary>
    public int NotSent { get; private set; }

    /// <summary>What became of the first of those that were not captured.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>The longest time until one was captured, in milliseconds.</summary>
    public double SlowestMs { get; private set; }

    /// <summary>The last one's time, in milliseconds.</summary>
    public double? LastMs { get; private set; }

    /// <summary>Takes one in.</summary>
    /// <param name="seen">The observation.</param>
    /// <param name="missed">How many were due before it and never sent.</param>
    public void Add(WatchObservation seen, int missed)
    {
        NotSent += missed;
        switch (seen.Outcome)
        {
            case Outcome.Pass:
                Captured++;
                break;
            case Outcome.Fail:
                Missed++;
                break;
            case Outcome.Unknown:
                Unknown++;
                break;
        }

        LastMs = seen.CapturedMs ?? LastMs;
        SlowestMs = Math.Max(SlowestMs, seen.CapturedMs ?? 0);
        if (seen.Outcome != Outcome.Pass && _kept.Count < MostKept)
        {
            _kept.Add($"{Rendering.Numbers.Moment(seen.At)}: {seen.Reason}");
        }
    }
}
