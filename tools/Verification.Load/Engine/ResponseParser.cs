using System.Text;

namespace Verification.Load.Engine;

/// <summary>Where the reading of an answer stands.</summary>
internal enum AnswerPhase
{
    StatusLine,
    Header,
    Body,
    ChunkSize,
    Chunk,
    ChunkEnd,
    Trailer,
    UntilClose,
    Complete,
    Garbled,
}

/// <summary>Reads HTTP/1.x answers as they come in pieces; keeps only what the accounting needs, and allocates nothing.</summary>
internal sealed class ResponseParser
{
    private const int LongestHead = 65_536;
    private readonly byte[] _line = new byte[1024];
    private int _kept;
    private int _head;
    private long _left;
    private bool _chunked;
    private bool _hasLength;

    public AnswerPhase Phase { get; private set; }

    /// <summary>Status code; valid from the header on.</summary>
    public int Status { get; private set; }

    /// <summary>Whether the server keeps the connection, as far as it says so.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether it said when to come again.</summary>
    public bool HasRetryAfter { get; private set; }

    /// <summary>Whether any byte of an answer has come.</summary>
    public bool HasBegun => _head > 0;

    public void Reset()
    {
        (Phase, _kept, _head) = (AnswerPhase.StatusLine, 0, 0);
        Restart();
    }

    /// <summary>Reads on; gives the number of bytes used, fewer than came only after the end of the answer.</summary>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Phase < AnswerPhase.Complete)
        {
            if (Phase is AnswerPhase.Body or AnswerPhase.Chunk)
            {
                int taken = (int)Math.Min(_left, bytes.Length - at);
                at += taken;
                _left -= taken;
                if (_left == 0)
                {
                    Phase = Phase == AnswerPhase.Body ? AnswerPhase.Complete : AnswerPhase.ChunkEnd;
                }
            }
            else
            {
                at += Phase == AnswerPhase.UntilClose ? bytes.Length - at : FeedLine(bytes[at..]);
            }
        }

        return at;
    }

    /// <summary>The server has closed: true when that is the end of a whole answer.</summary>
    public bool End()
    {
        if (Phase == AnswerPhase.UntilClose)
        {
            Phase = AnswerPhase.Complete;
        }

        return Phase == AnswerPhase.Complete;
    }

    private void Restart()
    {
        (Status, KeepAlive, HasRetryAfter, _left, _chunked, _hasLength) = (0, true, false, 0, false, false);
    }

    private int FeedLine(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        int used = end < 0 ? bytes.Length : end + 1;
        _head += used;
        if (end >= 0 && _kept == 0)
        {
            Line(bytes[..end]);
        }
        else
        {
            ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..end];
            part = part[..Math.Min(part.Length, _line.Length - _kept)];
            part.CopyTo(_line.AsSpan(_kept));
            _kept += part.Length;
            if (end >= 0)
            {
                Line(_line.AsSpan(0, _kept));
                _kept = 0;
            }
            else if (Phase == AnswerPhase.StatusLine && !"HTTP/1."u8.StartsWith(_line.AsSpan(0, Math.Min(7, _kept))))
            {
                // Garbage need not have an end of line to be known as such.
                Phase = AnswerPhase.Garbled;
            }
        }

        if (_head > LongestHead && Phase < AnswerPhase.Body)
        {
            Phase = AnswerPhase.Garbled;
        }

        return used;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        Phase = Phase switch
        {
            AnswerPhase.StatusLine => StatusLine(line),
            AnswerPhase.Header => line.IsEmpty ? AfterHead() : Header(line),
            AnswerPhase.ChunkSize => HeaderFields.TryHex(line, out _left) ? (_left == 0 ? AnswerPhase.Trailer : AnswerPhase.Chunk) : AnswerPhase.Garbled,
            AnswerPhase.ChunkEnd => line.IsEmpty ? AnswerPhase.ChunkSize : AnswerPhase.Garbled,
            AnswerPhase.Trailer => line.IsEmpty ? AnswerPhase.Complete : AnswerPhase.Trailer,
            _ => Phase,
        };
    }

    private AnswerPhase StatusLine(ReadOnlySpan<byte> line)
    {
        // "HTTP/1.1 200 OK"; the reason may be missing.
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[8] != ' ' || (line.Length > 12 && line[12] != ' ')
            || !HeaderFields.TryNumber(line.Slice(9, 3), out long status) || status is < 100 or 101)
        {
            return AnswerPhase.Garbled;
        }

        (Status, KeepAlive) = ((int)status, line[7] != '0');
        return AnswerPhase.Header;
    }

    private AnswerPhase Header(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return AnswerPhase.Garbled;
        }

        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        switch (colon)
        {
            case 14 when Ascii.EqualsIgnoreCase(line[..14], "content-length"u8):
                _hasLength = HeaderFields.TryNumber(value, out _left);
                return _hasLength ? AnswerPhase.Header : AnswerPhase.Garbled;
            case 10 when Ascii.EqualsIgnoreCase(line[..10], "connection"u8):
                KeepAlive = (KeepAlive || HeaderFields.Contains(value, "keep-alive"u8)) && !HeaderFields.Contains(value, "close"u8);
                break;
            case 17 when Ascii.EqualsIgnoreCase(line[..17], "transfer-encoding"u8):
                _chunked = HeaderFields.Contains(value, "chunked"u8);
                break;
            case 11 when Ascii.EqualsIgnoreCase(line[..11], "retry-after"u8):
                HasRetryAfter = true;
                break;
        }

        return AnswerPhase.Header;
    }

    private AnswerPhase AfterHead()
    {
        if (Status < 200)
        {
            // 100 Continue and its like announce the answer, they are not it.
            Restart();
            return AnswerPhase.StatusLine;
        }

        return Status is 204 or 304 ? AnswerPhase.Complete
            : _chunked ? AnswerPhase.ChunkSize
            : !_hasLength ? AnswerPhase.UntilClose
            : _left == 0 ? AnswerPhase.Complete : AnswerPhase.Body;
    }
}
