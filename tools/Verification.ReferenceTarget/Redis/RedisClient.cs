using System.Buffers;
using System.Net.Sockets;

namespace Verification.ReferenceTarget.Redis;

/// <summary>One connection to Redis, used by one caller at a time, reconnected when it breaks.</summary>
public sealed class RedisClient(RedisAddress address) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int LargestKept = 1024 * 1024;
    private readonly SemaphoreSlim gate = new(1, 1);
    private ArrayBufferWriter<byte> request = new();
    private TcpClient? connection;
    private RespReader? reader;

    /// <summary>How often it was connected: more than before means that what was under way may have been lost.</summary>
    public int Connections { get; private set; }

    /// <summary>Sends one command and returns its answer; unreachable Redis is a <see cref="RedisException"/>.</summary>
    public Task<object?> CallAsync(params string[] arguments) => CallAsync(arguments, Patience, CancellationToken.None);

    /// <summary>Sends one command and waits at most <paramref name="patience"/> for the answer.</summary>
    public async Task<object?> CallAsync(string[] arguments, TimeSpan patience, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var wasOpen = connection is not null;
            try
            {
                return await SendAsync(arguments, patience, cancellation);
            }
            catch (RedisException failure) when (wasOpen && failure.InnerException is IOException)
            {
                // Redis restarted since the last call. The scripts sent here may be run twice without harm.
                return await SendAsync(arguments, patience, cancellation);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<object?> SendAsync(string[] arguments, TimeSpan patience, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        try
        {
            await OpenAsync(deadline.Token);
            return await ExchangeAsync(arguments, deadline.Token);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            // An answer may still be on its way: this connection can't be used again.
            Close();
            cancellation.ThrowIfCancellationRequested();
            var why = failure is OperationCanceledException ? $"no answer within {patience.TotalSeconds} s" : failure.Message;
            throw new RedisException($"Redis at {address.Host}:{address.Port} is unreachable: {why}", failure);
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (connection is not null)
        {
            return;
        }

        connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(address.Host, address.Port, cancellation);
        reader = new RespReader(connection.GetStream());
        Connections++;
        if (address.Password is { Length: > 0 } password)
        {
            await ExchangeAsync(["AUTH", password], cancellation);
        }

        if (address.Database != 0)
        {
            await ExchangeAsync(["SELECT", address.Database.ToString()], cancellation);
        }
    }

    private async Task<object?> ExchangeAsync(string[] arguments, CancellationToken cancellation)
    {
        // One buffer for all commands, but a large event must not keep its size in memory.
        request = request.Capacity > LargestKept ? new ArrayBufferWriter<byte>() : request;
        request.ResetWrittenCount();
        RespWriter.Write(request, arguments);
        await connection!.GetStream().WriteAsync(request.WrittenMemory, cancellation);
        return await reader!.ReadAsync(cancellation);
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
        reader = null;
    }
}
