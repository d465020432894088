using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Verification.SdkDriver.Raise;

/// <summary>One connection to Redis in its own protocol (RESP2): one command at a time, answered by text, a number, null or a list of these.</summary>
internal sealed class RedisConnection : IDisposable
{
    private const int DefaultPort = 6379;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly SemaphoreSlim _turn = new(1, 1);
    private BufferedStream _stream = null!;

    private RedisConnection()
    {
    }

    /// <summary>Connects to redis://[user][:password]@host:port/database.</summary>
    public static async Task<RedisConnection> OpenAsync(string text, CancellationToken ct)
    {
        Uri url = new(text);
        if (url.Scheme != "redis")
        {
            throw new InvalidOperationException($"a Redis at {url.Scheme}:// is not connected to");
        }

        RedisConnection redis = new();
        try
        {
            await redis._client.ConnectAsync(url.Host, url.Port > 0 ? url.Port : DefaultPort, ct).AsTask().WaitAsync(Limit, ct);
            redis._stream = new(redis._client.GetStream());
            string[] login = [.. url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
            if (login.Length > 1)
            {
                await redis.CallAsync(login[0].Length > 0 ? ["AUTH", login[0], login[1]] : ["AUTH", login[1]]);
            }

            if (url.AbsolutePath.TrimStart('/') is { Length: > 0 } database)
            {
                await redis.CallAsync("SELECT", database);
            }

            return redis;
        }
        catch
        {
            redis.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">Redis refused it.</exception>
    public async Task<object?> CallAsync(params string[] command)
    {
        await _turn.WaitAsync();
        try
        {
            StringBuilder request = new($"*{command.Length}\r\n");
            foreach (string part in command)
            {
                request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
            }

            await _stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()));
            await _stream.FlushAsync();
            return await ReadAsync().WaitAsync(Limit);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task<object?> ReadAsync()
    {
        string line = await ReadLineAsync();
        string rest = line[1..];
        return line[0] switch
        {
            '+' => rest,
            ':' => long.Parse(rest, CultureInfo.InvariantCulture),
            '$' => await ReadTextAsync(int.Parse(rest, CultureInfo.InvariantCulture)),
            '*' => await ReadListAsync(int.Parse(rest, CultureInfo.InvariantCulture)),
            '-' => throw new InvalidOperationException($"Redis refused: {rest}"),
            _ => throw new InvalidOperationException("what answers there is no Redis"),
        };
    }

    private async Task<string?> ReadTextAsync(int length)
    {
        if (length < 0)
        {
            return null;
        }

        byte[] bytes = new byte[length + 2];
        await _stream.ReadExactlyAsync(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async Task<object?[]?> ReadListAsync(int length)
    {
        object?[]? items = length < 0 ? null : new object?[length];
        for (int index = 0; index < length; index++)
        {
            items![index] = await ReadAsync();
        }

        return items;
    }

    private async Task<string> ReadLineAsync()
    {
        List<byte> line = [];
        byte[] next = new byte[1];
        do
        {
            await _stream.ReadExactlyAsync(next);
            line.Add(next[0]);
        }
        while (next[0] != '\n');
        return line.Count > 2 ? Encoding.UTF8.GetString([.. line[..^2]]) : throw new InvalidOperationException("what answers there is no Redis");
    }
}
