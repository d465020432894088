using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Raise;

/// <summary>A database that is down: the kernel refuses Npgsql's connection to a port that nobody listens on any more.</summary>
internal sealed class RefusedSocket(string host) : Place
{
    private const int Tries = 5;
    private int _port = FreePort(host);

    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        for (int tried = 0; tried < Tries; tried++)
        {
            try
            {
                await ConnectAsync(host, _port);
            }
            catch (NpgsqlException error) when (Reasons.Chain(error).OfType<SocketException>().Any(socket => socket.SocketErrorCode == SocketError.ConnectionRefused))
            {
                await report(error, new Dictionary<string, object?> { ["host"] = host, ["port"] = (long)_port });
                return;
            }
            catch (NpgsqlException)
            {
                // Somebody took the port in the meantime; only a refusal is what the scenario is about.
                _port = FreePort(host);
            }
        }

        throw new InvalidOperationException($"no port on {host} stayed closed in {Tries} tries");
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task ConnectAsync(string host, int port)
    {
        NpgsqlConnectionStringBuilder settings = new() { Host = host, Port = port, Username = "host_app", Database = "host_app", Pooling = false, Timeout = 5, SslMode = SslMode.Disable };
        await using NpgsqlConnection connection = new(settings.ConnectionString);
        await connection.OpenAsync();
    }

    private static int FreePort(string host)
    {
        using TcpListener listener = new(Dns.GetHostAddresses(host)[0], 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
