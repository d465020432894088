namespace Verification.Load.Engine;

/// <summary>Which event is due when: the load model.</summary>
internal abstract class Arrivals
{
    /// <summary>Moment of the next event that is known; <see cref="long.MaxValue"/> when none is.</summary>
    public abstract long NextDue { get; }

    /// <summary>Takes the event that is due; gives its serial number.</summary>
    /// <param name="owner">To be handed back when it has its answer.</param>
    public abstract int Take(out int owner);

    /// <summary>An event has its answer, or will have none.</summary>
    /// <param name="owner">As given by <see cref="Take"/>.</param>
    /// <param name="now">When.</param>
    /// <param name="connected">Whether there was a connection at all.</param>
    public abstract void Answered(int owner, long now, bool connected);

    /// <summary>Charges the engine's own lapse to the first events that wait, and to no more than <paramref name="most"/>.</summary>
    public abstract void Charge(Attention attention, long now, long most);
}
