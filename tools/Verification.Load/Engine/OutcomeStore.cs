using Verification.Load.Driving;

namespace Verification.Load.Engine;

/// <summary>Outcomes by serial number, in large pieces that are reserved ahead.</summary>
internal sealed class OutcomeStore
{
    private const int Shift = 16;
    private const int Piece = 1 << Shift;
    private EventOutcome[][] _pieces;

    /// <summary>Reserves room.</summary>
    /// <param name="expected">How many events there will be, about.</param>
    public OutcomeStore(long expected)
    {
        _pieces = new EventOutcome[Math.Max(1, (Math.Min(expected, 1 << 26) + Piece - 1) >> Shift)][];
        for (int piece = 0; piece < _pieces.Length; piece++)
        {
            _pieces[piece] = new EventOutcome[Piece];
        }
    }

    public int Count { get; private set; }

    public ref EventOutcome this[int serial] => ref _pieces[serial >> Shift][serial & (Piece - 1)];

    /// <summary>The next event, planned but not yet sent.</summary>
    public int Add(long intended, int stage)
    {
        if (Count >> Shift == _pieces.Length)
        {
            Array.Resize(ref _pieces, _pieces.Length + 1);
            _pieces[^1] = new EventOutcome[Piece];
        }

        this[Count] = new() { IntendedMicroseconds = intended, LateMicroseconds = -1, LatencyMicroseconds = -1, Stage = (short)stage };
        return Count++;
    }

    public EventOutcome[] ToArray()
    {
        EventOutcome[] all = new EventOutcome[Count];
        for (int serial = 0; serial < Count; serial += Piece)
        {
            Array.Copy(_pieces[serial >> Shift], 0, all, serial, Math.Min(Piece, Count - serial));
        }

        return all;
    }
}
