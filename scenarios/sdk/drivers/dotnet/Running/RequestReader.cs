using System.Text.Json;
using Verification.SdkDriver.Scenarios;

namespace Verification.SdkDriver.Running;

/// <summary>Reads and checks the one request.</summary>
internal static class RequestReader
{
    private const int LimitBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Addresses = ["dsn", "postgresUrl", "redisUrl"];

    /// <summary>The request on stdin.</summary>
    /// <exception cref="BadRequestException">It is missing, too large, no JSON or not usable.</exception>
    public static async Task<DriverRequest> ReadAsync(Stream stdin)
    {
        JsonElement request = Parse(await ReadAllAsync(stdin));
        if (JsonSchema.Embedded("request.schema.json").Problems(request, "it").FirstOrDefault() is string problem)
        {
            throw new BadRequestException($"The request is not usable: {problem}.");
        }

        foreach (string name in Addresses)
        {
            if (request.TryGetProperty(name, out JsonElement address) && address.ValueKind == JsonValueKind.String && !IsUrl(address.GetString()!))
            {
                throw new BadRequestException($"The request's {name} is not a URL.");
            }
        }

        return DriverRequest.Of(request);
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Host.Length > 0;

    private static JsonElement Parse(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            throw new BadRequestException("Expected one JSON request on stdin; what arrived is not JSON.");
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stdin)
    {
        try
        {
            // On a thread of its own: reading a pipe that nobody writes to can't be cancelled.
            return await Task.Run(() => ReadAllNow(stdin)).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new BadRequestException("No complete request arrived on stdin within 10 s.");
        }
    }

    private static byte[] ReadAllNow(Stream stdin)
    {
        using MemoryStream text = new();
        byte[] buffer = new byte[16 * 1024];
        for (int read = stdin.Read(buffer); read > 0; read = stdin.Read(buffer))
        {
            text.Write(buffer, 0, read);
            if (text.Length > LimitBytes)
            {
                throw new BadRequestException("The request on stdin is larger than 1 MiB.");
            }
        }

        return text.ToArray();
    }
}
