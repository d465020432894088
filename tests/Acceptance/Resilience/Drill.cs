using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>A fault, and what is done around it.</summary>
internal abstract class Drill
{
    /// <summary>Events a second: what a small installation of the real product stores with ease.</summary>
    protected const double Rate = 100;

    /// <summary>Longer than any part needs to end well.</summary>
    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Which.</summary>
    public abstract DrillKind Kind { get; }

    /// <summary>What is done, for people.</summary>
    public abstract string Fault { get; }

    /// <summary>Why it can't be done to such a target; null when it can.</summary>
    public virtual string? Absent(PartFaults faults) => null;

    /// <summary>Does it; returns when everything that was accepted is stored, or will not be.</summary>
    public abstract Task RunAsync(Stage stage, CancellationToken ct);
}
