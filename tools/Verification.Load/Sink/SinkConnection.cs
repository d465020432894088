using System.Text;
using Verification.Load.Engine;

namespace Verification.Load.Sink;

/// <summary>Finds the ends of requests in what one client sends; keeps nothing of their bodies.</summary>
internal sealed class SinkConnection
{
    private byte[] _head = [];
    private int _kept;
    private long _body;

    /// <summary>Whether the client wants the connection closed after the answer.</summary>
    public bool Closes { get; private set; }

    /// <summary>Number of requests that end in these bytes; below zero when they are not HTTP.</summary>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        int ended = 0;
        while (!bytes.IsEmpty)
        {
            if (_body == 0)
            {
                int used = Head(bytes);
                if (used < 0)
                {
                    return -1;
                }

                bytes = bytes[used..];
                if (_kept > 0)
                {
                    break;
                }

                ended += _body == 0 ? 1 : 0;
            }

            int taken = (int)Math.Min(_body, bytes.Length);
            bytes = bytes[taken..];
            _body -= taken;
            ended += taken > 0 && _body == 0 ? 1 : 0;
        }

        return ended;
    }

    private int Head(ReadOnlySpan<byte> bytes)
    {
        int before = _kept;
        ReadOnlySpan<byte> head = bytes;
        if (_kept > 0)
        {
            Keep(bytes);
            head = _head.AsSpan(0, _kept);
        }

        int end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (before == 0)
            {
                Keep(bytes);
            }

            return _kept > 65_536 ? -1 : bytes.Length;
        }

        _kept = 0;
        return Fields(head[..(end + 2)]) ? end + 4 - before : -1;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_head.Length < _kept + bytes.Length)
        {
            Array.Resize(ref _head, Math.Max(1024, 2 * (_kept + bytes.Length)));
        }

        bytes.CopyTo(_head.AsSpan(_kept));
        _kept += bytes.Length;
    }

    private bool Fields(ReadOnlySpan<byte> head)
    {
        (_body, Closes) = (0, false);
        while (!head.IsEmpty)
        {
            int end = head.IndexOf((byte)'\r');
            ReadOnlySpan<byte> line = head[..end];
            if (line.Length > 15 && line[14] == ':' && Ascii.EqualsIgnoreCase(line[..14], "content-length"u8))
            {
                if (!HeaderFields.TryNumber(line[15..].Trim(" \t"u8), out _body))
                {
                    return false;
                }
            }
            else if (line.Length > 11 && line[10] == ':' && Ascii.EqualsIgnoreCase(line[..10], "connection"u8))
            {
                Closes = HeaderFields.Contains(line[11..].Trim(" \t"u8), "close"u8);
            }

            head = head[Math.Min(head.Length, end + 2)..];
        }

        return true;
    }
}
