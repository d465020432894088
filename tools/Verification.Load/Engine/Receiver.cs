using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Verification.Load.Driving;

namespace Verification.Load.Engine;

/// <summary>Reads answers.</summary>
internal sealed unsafe class Receiver(ConnectionPool pool, Exchanges exchanges, Clock clock)
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(65_536, pinned: true);

    /// <summary>There is something to read on it, or its end.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="ended">Whether the server has ended it already: it is then not used again, whatever the answer promises.</param>
    public void Read(Connection connection, bool ended)
    {
        byte* buffer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
        int count = (int)Libc.Receive(connection.Fd, buffer, _buffer.Length, 0);
        if (count < 0 && NativeSocket.IsNotYet())
        {
            return;
        }

        if (connection.Serial < 0)
        {
            // Nothing was asked: the server ends the connection, and that concerns no event.
            pool.Close(connection);
        }
        else if (connection.FirstByteAt < 0)
        {
            exchanges.Unanswered(connection, NoAnswer.NotConnected, clock.Now);
        }
        else if (count > 0)
        {
            Feed(connection, new(buffer, count), ended);
        }
        else if (count == 0 && connection.Answer.End())
        {
            exchanges.Answered(connection, clean: false, clock.Now);
        }
        else
        {
            exchanges.Unanswered(connection, NoAnswer.Closed, clock.Now);
        }
    }

    private void Feed(Connection connection, ReadOnlySpan<byte> bytes, bool ended)
    {
        int used = connection.Answer.Feed(bytes);
        if (connection.Answer.Phase == AnswerPhase.Garbled)
        {
            exchanges.Unanswered(connection, NoAnswer.Garbled, clock.Now);
        }
        else if (connection.Answer.Phase == AnswerPhase.Complete)
        {
            exchanges.Answered(connection, used == bytes.Length && connection.UnsentLength == 0 && !ended, clock.Now);
        }
    }
}
