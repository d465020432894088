using System.Net.Sockets;

namespace Verification.SdkDriver.Running;

/// <summary>An error in one sentence.</summary>
internal static class Reasons
{
    /// <summary>The socket's own word for it, where one is behind the error, and the message.</summary>
    public static string Of(Exception error)
    {
        string message = error.Message.Split('\n')[0].TrimEnd('.', '\r');
        return Chain(error).OfType<SocketException>().FirstOrDefault() is SocketException socket ? $"{socket.SocketErrorCode}: {message}" : message;
    }

    /// <summary>The same; secrets are cut out wherever a library repeats them.</summary>
    public static string Of(Exception error, DriverRequest request) => new[] { request.PostgresUrl, request.RedisUrl }.OfType<string>()
        .SelectMany(url => new[] { url, Password(url), Uri.UnescapeDataString(Password(url)) })
        .Where(secret => secret.Length > 0)
        .Aggregate(Of(error), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));

    /// <summary>The error and its causes.</summary>
    public static IEnumerable<Exception> Chain(Exception error)
    {
        for (Exception? link = error; link is not null; link = link.InnerException)
        {
            yield return link;
        }
    }

    private static string Password(string url) => new Uri(url).UserInfo.Split(':', 2).ElementAtOrDefault(1) ?? "";
}
