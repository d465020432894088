using System.Buffers;
using System.Text;

namespace Verification.ReferenceTarget.Redis;

/// <summary>Redis answered with an error, or could not be reached.</summary>
public sealed class RedisException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The request form of the Redis protocol (RESP2): an array of bulk strings.</summary>
public static class RespWriter
{
    /// <summary>Encodes one command.</summary>
    public static void Write(IBufferWriter<byte> bytes, IReadOnlyList<string> arguments)
    {
        Write(bytes, $"*{arguments.Count}\r\n");
        foreach (var argument in arguments)
        {
            Write(bytes, $"${Encoding.UTF8.GetByteCount(argument)}\r\n");
            Write(bytes, argument);
            Write(bytes, "\r\n");
        }
    }

    private static void Write(IBufferWriter<byte> bytes, string text) => Encoding.UTF8.GetBytes(text, bytes);
}

/// <summary>Reads answers of the Redis protocol: string, long, null, array of these, or a <see cref="RedisException"/>.</summary>
public sealed class RespReader(Stream stream)
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>Reads one answer.</summary>
    public async ValueTask<object?> ReadAsync(CancellationToken cancellation = default)
    {
        var line = await ReadLineAsync(cancellation);
        var rest = line[1..];
        return line[0] switch
        {
            '+' => rest,
            '-' => throw new RedisException(rest),
            ':' => long.Parse(rest),
            '$' => await ReadBulkAsync(int.Parse(rest), cancellation),
            '*' => await ReadArrayAsync(int.Parse(rest), cancellation),
            _ => throw new RedisException($"Not a Redis answer: it starts with \"{line[0]}\"."),
        };
    }

    private async ValueTask<object?> ReadArrayAsync(int count, CancellationToken cancellation)
    {
        if (count < 0)
        {
            return null;
        }

        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = await ReadAsync(cancellation);
        }

        return items;
    }

    private async ValueTask<string?> ReadBulkAsync(int length, CancellationToken cancellation)
    {
        if (length < 0)
        {
            return null;
        }

        var bytes = new byte[length + 2];
        for (var filled = 0; filled < bytes.Length;)
        {
            if (start == end)
            {
                await FillAsync(cancellation);
            }

            var taken = Math.Min(end - start, bytes.Length - filled);
            buffer.AsSpan(start, taken).CopyTo(bytes.AsSpan(filled));
            start += taken;
            filled += taken;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end)
            {
                await FillAsync(cancellation);
            }

            var next = (char)buffer[start++];
            if (next == '\n' && line.Length > 1 && line[^1] == '\r')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append(next);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellation);
        if (end == 0)
        {
            throw new EndOfStreamException("Redis closed the connection.");
        }
    }
}
