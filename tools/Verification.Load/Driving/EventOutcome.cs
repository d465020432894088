using System.Runtime.InteropServices;

namespace Verification.Load.Driving;

/// <summary>What happened to one event at the sender: 24 bytes, as they lie in outcomes.bin.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct EventOutcome
{
    /// <summary>Intended moment, in microseconds since the drive began.</summary>
    public long IntendedMicroseconds;

    /// <summary>From the intended moment to the first byte sent; -1 when it was never sent.</summary>
    public int LateMicroseconds;

    /// <summary>From the first byte sent to the last byte of the answer; -1 without an answer.</summary>
    public int LatencyMicroseconds;

    /// <summary>Status of the answer, or a <see cref="NoAnswer"/> value below zero; 0 when it was never sent.</summary>
    public short Status;

    /// <summary>Index of its stage.</summary>
    public short Stage;

    /// <summary>Own share of the lateness, in microseconds: the part for which a connection was free.</summary>
    public int OwnLateMicroseconds;

    /// <summary>Whether the target took responsibility for it.</summary>
    public readonly bool Accepted => Status is >= 200 and < 300;

    /// <summary>Whether a whole answer came, whatever it said.</summary>
    public readonly bool Answered => Status > 0;
}

/// <summary>Why an event has no answer. Whether it arrived is not known from this side.</summary>
public enum NoAnswer : short
{
    /// <summary>No connection could be made.</summary>
    NotConnected = -1,

    /// <summary>The connection was closed or reset before a whole answer came.</summary>
    Closed = -2,

    /// <summary>The time for an answer was over.</summary>
    TimedOut = -3,

    /// <summary>What came was not HTTP.</summary>
    Garbled = -4,
}
