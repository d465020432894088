using System.Text.Json;

namespace Verification.SdkDriver.Running;

/// <summary>What the driver is asked to do; explained in ../../README.md.</summary>
internal sealed record DriverRequest(
    string Dsn, string RunId, object? Seed, IReadOnlyList<string> Scenarios, string? PostgresUrl, string? RedisUrl, string Release, string Environment, string ServerName)
{
    private const int DefaultConcurrency = 4;
    private const int DefaultTimeoutMs = 30_000;

    /// <summary>Scenarios at the same time.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Most events per second; null for no limit.</summary>
    public double? EventsPerSecond { get; init; }

    /// <summary>Deadline of the whole run.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Reads a request that follows the schema.</summary>
    public static DriverRequest Of(JsonElement json) => new(
        Text(json, "dsn")!, Text(json, "runId")!, Find(json, "seed") is JsonElement seed ? Plain.Of(seed) : 0L,
        [.. json.GetProperty("scenarios").EnumerateArray().Select(path => path.GetString()!)],
        Text(json, "postgresUrl"), Text(json, "redisUrl"), Text(json, "release")!, Text(json, "environment")!, Text(json, "serverName")!)
    {
        Concurrency = Find(json, "concurrency")?.GetInt32() ?? DefaultConcurrency,
        EventsPerSecond = Find(json, "eventsPerSecond")?.GetDouble(),
        Timeout = TimeSpan.FromMilliseconds(Find(json, "timeoutMs")?.GetInt32() ?? DefaultTimeoutMs),
    };

    private static string? Text(JsonElement json, string name) => Find(json, name)?.GetString();

    private static JsonElement? Find(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
