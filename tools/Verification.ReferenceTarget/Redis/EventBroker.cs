using System.Globalization;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Redis;

/// <summary>A message taken from the queue, to be acknowledged by its tag once stored.</summary>
public sealed record Delivery(string Tag, string Message);

/// <summary>
/// The queue between web and worker. Keys are Celery's own (list <c>celery</c>, hash <c>unacked</c>, sorted set
/// <c>unacked_index</c>), so that one queue-depth oracle reads both; the messages inside are plain JSON.
/// </summary>
public sealed class EventBroker(RedisClient redis, TimeProvider time)
{
    /// <summary>After this long an unacknowledged message is delivered again: Celery's visibility timeout.</summary>
    public static readonly TimeSpan VisibilityTimeout = TimeSpan.FromHours(1);

    private const int DedupeSeconds = 300;

    private const int MostAtOnce = 50;

    private static readonly string[] Keys = ["celery", "unacked", "unacked_index", "unacked_tag"];

    private readonly Gathering<(QueuedEvent Event, bool Dedupe), bool> enqueuing = new(MostAtOnce, events => EnqueueAsync(redis, events));

    /// <summary>Queues an event; false when its id was seen within the last 300 s and <paramref name="dedupe"/> is asked for.</summary>
    public Task<bool> EnqueueAsync(QueuedEvent queued, bool dedupe) => enqueuing.CallAsync((queued, dedupe));

    /// <summary>How many messages wait in the queue.</summary>
    public async Task<long> LengthAsync() => await redis.CallAsync("LLEN", Keys[0]) is long length ? length : 0;

    /// <summary>The oldest messages in the queue, left where they are.</summary>
    public async Task<IReadOnlyList<string>> OldestAsync(int count) =>
        [.. (await redis.CallAsync("LRANGE", Keys[0], $"-{count}", "-1") as object?[] ?? []).OfType<string>()];

    /// <summary>Waits until the queue holds something or the time is over.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellation)
    {
        // Moving the oldest message onto its own place blocks until there is one and changes nothing.
        var seconds = Math.Max(patience.TotalSeconds, 0.01).ToString("0.###", CultureInfo.InvariantCulture);
        await redis.CallAsync(
            ["BLMOVE", Keys[0], Keys[0], "RIGHT", "RIGHT", seconds], patience + TimeSpan.FromSeconds(5), cancellation);
    }

    /// <summary>
    /// Takes up to <paramref name="most"/> messages, oldest first but for the <paramref name="passed"/> oldest, which stay in the
    /// queue; those taken stay in <c>unacked</c> until acknowledged.
    /// </summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(int most, int passed = 0)
    {
        var answer = await redis.CallAsync(
            ["EVAL", BrokerScripts.Take, "4", .. Keys, $"{most}", UnixSeconds(time.GetUtcNow()), $"{passed}"]) as object?[] ?? [];
        return [.. answer.Chunk(2).Select(pair => new Delivery((string)pair[0]!, (string)pair[1]!))];
    }

    /// <summary>Forgets messages that are stored.</summary>
    public Task AcknowledgeAsync(IEnumerable<Delivery> stored) =>
        redis.CallAsync(["EVAL", BrokerScripts.Acknowledge, "3", .. Keys[..3], .. stored.Select(delivery => delivery.Tag)]);

    /// <summary>Returns messages taken longer ago than <paramref name="age"/> to the head of the queue.</summary>
    public async Task<long> RestoreAsync(TimeSpan age) =>
        await redis.CallAsync(["EVAL", BrokerScripts.Restore, "3", .. Keys[..3], UnixSeconds(time.GetUtcNow() - age)]) is long restored ? restored : 0;

    /// <summary>Forgets everything that was taken and not acknowledged.</summary>
    public Task ForgetAsync() => redis.CallAsync("DEL", Keys[1], Keys[2]);

    /// <summary>The message of an event.</summary>
    public static string Serialise(QueuedEvent queued)
    {
        var received = queued.Received.ToString("O", CultureInfo.InvariantCulture);
        return $$"""
            {"event_id":"{{queued.Id:N}}","project_id":{{queued.ProjectId}},"organization_id":{{queued.OrganizationId}},"received":"{{received}}","payload":{{queued.Payload.ToJsonString()}}}
            """;
    }

    /// <summary>The event of a message.</summary>
    public static QueuedEvent Deserialise(string message)
    {
        var node = JsonNode.Parse(message, documentOptions: new() { MaxDepth = 600 })!;
        return new QueuedEvent(
            Guid.Parse(node["event_id"]!.GetValue<string>()),
            node["project_id"]!.GetValue<long>(),
            node["organization_id"]!.GetValue<int>(),
            DateTimeOffset.Parse(node["received"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            (JsonObject)node["payload"]!);
    }

    private static async Task<IReadOnlyList<bool>> EnqueueAsync(RedisClient redis, IReadOnlyList<(QueuedEvent Event, bool Dedupe)> events)
    {
        var answer = await redis.CallAsync(
        [
            "EVAL", BrokerScripts.Enqueue, $"{events.Count + 1}", Keys[0], .. events.Select(one => $"uuid{one.Event.Id:N}"),
            .. events.SelectMany(one => new[] { one.Dedupe ? $"{DedupeSeconds}" : "0", Serialise(one.Event) }),
        ]) as object?[];
        return [.. answer!.Select(queued => queued is 1L)];
    }

    private static string UnixSeconds(DateTimeOffset moment) =>
        (moment.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
