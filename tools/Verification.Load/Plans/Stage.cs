namespace Verification.Load.Plans;

/// <summary>How the load of a stage comes.</summary>
public enum StageKind
{
    /// <summary>All events at once.</summary>
    Burst,

    /// <summary>One rate, or one number of users.</summary>
    Constant,

    /// <summary>From the level of the stage before, in a straight line, to this one.</summary>
    Ramp,

    /// <summary>A short time far above the rest; never shortened.</summary>
    Spike,

    /// <summary>One rate for long, to see what grows.</summary>
    Soak,
}

/// <summary>A part of a plan.</summary>
/// <param name="Name">For the report; unique within the plan.</param>
/// <param name="Kind">How its load comes.</param>
/// <param name="Events">How many at once; 0 but for a burst.</param>
/// <param name="From">Level at its begin: events per second in the open model, users in the closed one; 0 for a burst.</param>
/// <param name="To">Level at its end; the same as <paramref name="From"/> unless it is a ramp.</param>
/// <param name="Milliseconds">How long; 0 for a burst.</param>
public sealed record Stage(string Name, StageKind Kind, int Events, double From, double To, int Milliseconds)
{
    /// <summary>Events that the open model plans in it.</summary>
    public int Planned => Kind == StageKind.Burst ? Events : (int)Math.Round((From + To) / 2 * Milliseconds / 1000);
}
