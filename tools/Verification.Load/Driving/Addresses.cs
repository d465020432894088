using System.Net;
using System.Net.Sockets;
using Verification.Readiness;

namespace Verification.Load.Driving;

/// <summary>From a URL to the one address that is driven: a name is looked up once, before the drive.</summary>
internal static class Addresses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="InputException">The host has no address.</exception>
    public static IPEndPoint Of(string url)
    {
        Uri uri = new(url);
        IPAddress[] addresses;
        try
        {
            addresses = Dns.GetHostAddresses(uri.IdnHost);
        }
        catch (SocketException e)
        {
            throw new InputException($"{url}: the host has no address ({e.Message}): check its name.", e);
        }

        IPEndPoint[] candidates = [.. addresses.Select(address => new IPEndPoint(address, uri.Port))];
        // "localhost" has two, and many servers listen on one of them only.
        return candidates.Length == 1 ? candidates[0] : candidates.FirstOrDefault(Listens) ?? candidates[0];
    }

    private static bool Listens(IPEndPoint candidate)
    {
        using Socket socket = new(candidate.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource patience = new(Patience);
        try
        {
            socket.ConnectAsync(candidate, patience.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
