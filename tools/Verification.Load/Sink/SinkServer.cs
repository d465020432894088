using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Verification.Load.Engine;

namespace Verification.Load.Sink;

/// <summary>A server that takes every request and does nothing with it: what the engine manages against it is what the engine manages.</summary>
internal sealed unsafe class SinkServer : IDisposable
{
    private const int Listener = -1;
    private const long LongestSleep = 20_000;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Poller _poller = Poller.Create();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(262_144, pinned: true);
    private readonly byte[] _kept = Answer("");
    private readonly byte[] _closed = Answer("Connection: close\r\n");
    private readonly TimeSpan _stallAt;
    private readonly TimeSpan _stallFor;
    private SinkConnection?[] _connections = new SinkConnection?[256];
    private long _firstRequest;

    /// <summary>Listens on the loopback.</summary>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="stallAt">When it stops reading, counted from the first request.</param>
    /// <param name="stallFor">For how long; zero for never.</param>
    public SinkServer(int port = 0, TimeSpan stallAt = default, TimeSpan stallFor = default)
    {
        (_stallAt, _stallFor) = (stallAt, stallFor);
        _listener.Blocking = false;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(4096);
        _poller.Add((int)_listener.Handle, Listener, Poller.In);
    }

    /// <summary>Port that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Requests answered.</summary>
    public long Requests { get; private set; }

    /// <summary>Serves on the calling thread until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Stalls())
            {
                _ = Libc.Poll(null, 0, 2);
                continue;
            }

            int ready = _poller.Wait(LongestSleep);
            for (int index = 0; index < ready; index++)
            {
                int token = _poller.Token(index);
                if (token == Listener)
                {
                    Accept();
                }
                else
                {
                    Serve(token);
                }
            }
        }
    }

    public void Dispose()
    {
        for (int fd = 0; fd < _connections.Length; fd++)
        {
            Close(fd);
        }

        _listener.Dispose();
        _poller.Dispose();
    }

    private static byte[] Answer(string field)
    {
        const string Body = "{\"id\":\"00000000000000000000000000000000\"}";
        return System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{field}Content-Length: {Body.Length}\r\n\r\n{Body}");
    }

    private bool Stalls() => _stallFor > TimeSpan.Zero && _firstRequest != 0 && Stopwatch.GetElapsedTime(_firstRequest) is var since && since >= _stallAt && since < _stallAt + _stallFor;

    private void Accept()
    {
        for (int fd = NativeSocket.Accept((int)_listener.Handle); fd >= 0; fd = NativeSocket.Accept((int)_listener.Handle))
        {
            if (fd >= _connections.Length)
            {
                Array.Resize(ref _connections, 2 * fd);
            }

            _connections[fd] = new();
            _poller.Add(fd, fd, Poller.In);
        }
    }

    private void Serve(int fd)
    {
        byte* buffer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
        nint count = Libc.Receive(fd, buffer, _buffer.Length, 0);
        if (count < 0 && NativeSocket.IsNotYet())
        {
            return;
        }

        int ended = count <= 0 ? -1 : _connections[fd]!.Feed(new(buffer, (int)count));
        bool open = ended >= 0;
        for (int answer = 0; answer < ended && open; answer++)
        {
            open = Reply(fd, _connections[fd]!.Closes ? _closed : _kept) && !_connections[fd]!.Closes;
        }

        if (!open)
        {
            Close(fd);
        }
    }

    private bool Reply(int fd, byte[] answer)
    {
        if (Requests++ == 0)
        {
            _firstRequest = Stopwatch.GetTimestamp();
        }

        fixed (byte* bytes = answer)
        {
            // So short an answer always finds room, unless the client never reads.
            return Libc.Send(fd, bytes, answer.Length, 0) == answer.Length;
        }
    }

    private void Close(int fd)
    {
        if (_connections[fd] is not null)
        {
            _connections[fd] = null;
            _poller.Remove(fd);
            _ = Libc.Close(fd);
        }
    }
}
