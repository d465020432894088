using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Verification.Load.Driving;

namespace Verification.Load.Engine;

/// <summary>Opens connections and sends requests on them.</summary>
internal sealed unsafe class Sender
{
    private readonly ConnectionPool _pool;
    private readonly Exchanges _exchanges;
    private readonly RequestBuffers _requests;
    private readonly Clock _clock;
    private readonly int _family;
    private readonly byte[] _address;

    public Sender(ConnectionPool pool, Exchanges exchanges, RequestBuffers requests, IPEndPoint target, Clock clock)
    {
        (_pool, _exchanges, _requests, _clock, _family) = (pool, exchanges, requests, clock, NativeSocket.Number(target.AddressFamily));
        SocketAddress address = target.Serialize();
        _address = GC.AllocateArray<byte>(address.Size, pinned: true);
        address.Buffer.Span[..address.Size].CopyTo(_address);
    }

    /// <summary>Sends an event's request on a place that was engaged for it.</summary>
    public void Begin(Connection connection, long unixMilliseconds, long now)
    {
        byte* request = _requests.Of(connection.Serial, unixMilliseconds, out int length);
        if (connection.Fd >= 0)
        {
            if (Send(connection, request, length, now))
            {
                return;
            }

            // Closed while it was idle and noticed only now: nothing has left, so the event goes out on a new connection.
            _pool.Close(connection);
        }

        int fd = NativeSocket.Open(_family);
        connection.Fd = fd;
        if (fd < 0 || !NativeSocket.Connect(fd, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_address)), _address.Length))
        {
            _exchanges.NotConnected(connection, NativeSocket.IsShortage(), _clock.Now);
            return;
        }

        // On the loopback the connection stands already, and the request leaves at once.
        if (!Send(connection, request, length, _clock.Now))
        {
            _exchanges.NotConnected(connection, NativeSocket.IsShortage(), _clock.Now);
        }
    }

    /// <summary>The kernel takes bytes again, or the connection stands, or it has failed.</summary>
    public void Continue(Connection connection)
    {
        long now = _clock.Now;
        if (!connection.Connected && NativeSocket.HasFailed(connection.Fd))
        {
            _exchanges.Unanswered(connection, NoAnswer.NotConnected, now);
        }
        else if (!Send(connection, connection.Unsent, connection.UnsentLength, now))
        {
            if (connection.FirstByteAt < 0)
            {
                _exchanges.Unanswered(connection, NoAnswer.NotConnected, now);
            }
            else
            {
                // The answer may have come before the end of the request: reading tells.
                _pool.Watch(connection, Poller.In);
            }
        }
    }

    /// <summary>False when the connection is broken.</summary>
    private bool Send(Connection connection, byte* bytes, int length, long now)
    {
        nint sent = Libc.Send(connection.Fd, bytes, length, 0);
        if (sent < 0 && !NativeSocket.IsNotYet())
        {
            return false;
        }

        if (sent > 0)
        {
            connection.Connected = true;
            if (connection.FirstByteAt < 0)
            {
                _exchanges.FirstByte(connection, now);
            }
        }

        int taken = (int)Math.Max(0, sent);
        if (bytes == connection.Unsent && connection.UnsentLength > 0)
        {
            connection.Took(taken);
        }
        else if (taken < length)
        {
            connection.Keep(bytes + taken, length - taken);
        }

        _pool.Watch(connection, connection.UnsentLength > 0 ? Poller.In | Poller.Out : Poller.In);
        return true;
    }
}
