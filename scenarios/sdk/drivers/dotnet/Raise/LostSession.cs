using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Verification.SdkDriver.Raise;

/// <summary>The messaging client lost the session it was using.</summary>
internal sealed class SessionError(string message, string code, string sessionId, Exception cause) : Exception(message, cause)
{
    public string Code => code;

    public string SessionId => sessionId;
}

/// <summary>A messaging session over a real socket, which the peer resets while the client waits for its answer.</summary>
internal sealed class LostSession : Place
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly Task _resetting;
    private readonly JsonElement _raise;

    public LostSession(JsonElement raise)
    {
        _raise = raise;
        _server.Start();
        _resetting = ResetEverybodyAsync();
    }

    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        string sessionId = _raise.Text("sessionId")!;
        try
        {
            await RestoreAsync(sessionId);
        }
        catch (SessionError error)
        {
            await report(error, new Dictionary<string, object?> { ["sessionId"] = sessionId });
            return;
        }

        throw new InvalidOperationException("the session was not lost");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _server.Stop();
        await _resetting;
    }

    private async Task RestoreAsync(string sessionId)
    {
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)_server.LocalEndpoint);
        try
        {
            NetworkStream session = client.GetStream();
            await session.WriteAsync(Encoding.UTF8.GetBytes($"RESTORE {sessionId}\n"));
            await session.ReadExactlyAsync(new byte[1]);
        }
        catch (IOException cause)
        {
            throw new SessionError(_raise.Text("message")!, _raise.Text("code")!, sessionId, cause);
        }
    }

    private async Task ResetEverybodyAsync()
    {
        try
        {
            while (true)
            {
                using Socket peer = await _server.AcceptSocketAsync();
                await peer.ReceiveAsync(new byte[64]);
                // Closing without lingering is a reset.
                peer.LingerState = new LingerOption(true, 0);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return; // the place is closed
        }
    }
}
