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

    // Remembering the id and queueing the event happen together: a crash between them would lose the event silently.
    private const string Enqueue =
        """
        if ARGV[2] ~= '0' and not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[2]) then return 0 end
        redis.call('LPUSH', KEYS[1], ARGV[1])
        return 1
        """;

    private const string Take =
        """
        local taken = {}
        for i = 1, tonumber(ARGV[1]) do
          local message = redis.call('RPOP', KEYS[1])
          if not message then break end
          local tag = tostring(redis.call('INCR', KEYS[4]))
          redis.call('HSET', KEYS[2], tag, message)
          redis.call('ZADD', KEYS[3], ARGV[2], tag)
          taken[#taken + 1] = tag
          taken[#taken + 1] = message
        end
        return taken
        """;

    private const string Restore =
        """
        local tags = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1])
        for _, tag in ipairs(tags) do
          local message = redis.call('HGET', KEYS[2], tag)
          if message then redis.call('RPUSH', KEYS[1], message) end
          redis.call('HDEL', KEYS[2], tag)
          redis.call('ZREM', KEYS[3], tag)
        end
        return #tags
        """;

    private const string Acknowledge =
        "for _, tag in ipairs(ARGV) do redis.call('HDEL', KEYS[2], tag); redis.call('ZREM', KEYS[3], tag) end return #ARGV";

    private static readonly string[] Keys = ["celery", "unacked", "unacked_index", "unacked_tag"];

    /// <summary>Queues an event; false when its id was seen within the last 300 s and <paramref name="dedupe"/> is asked for.</summary>
    public async Task<bool> EnqueueAsync(QueuedEvent queued, bool dedupe) => await redis.CallAsync(
        "EVAL", Enqueue, "2", Keys[0], $"uuid{queued.Id:N}", Serialise(queued), dedupe ? $"{DedupeSeconds}" : "0") is 1L;

    /// <summary>Waits until the queue holds something or the time is over.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellation)
    {
        // Moving the oldest message onto its own place blocks until there is one and changes nothing.
        var seconds = Math.Max(patience.TotalSeconds, 0.01).ToString("0.###", CultureInfo.InvariantCulture);
        await redis.CallAsync(
            ["BLMOVE", Keys[0], Keys[0], "RIGHT", "RIGHT", seconds], patience + TimeSpan.FromSeconds(5), cancellation);
    }

    /// <summary>Takes up to <paramref name="most"/> messages, oldest first; they stay in <c>unacked</c> until acknowledged.</summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(int most)
    {
        var answer = await redis.CallAsync(["EVAL", Take, "4", .. Keys, $"{most}", UnixSeconds(time.GetUtcNow())]) as object?[] ?? [];
        return [.. answer.Chunk(2).Select(pair => new Delivery((string)pair[0]!, (string)pair[1]!))];
    }

    /// <summary>Forgets messages that are stored.</summary>
    public Task AcknowledgeAsync(IEnumerable<Delivery> stored) =>
        redis.CallAsync(["EVAL", Acknowledge, "3", .. Keys[..3], .. stored.Select(delivery => delivery.Tag)]);

    /// <summary>Returns messages taken longer ago than <paramref name="age"/> to the head of the queue.</summary>
    public async Task<long> RestoreAsync(TimeSpan age) =>
        await redis.CallAsync(["EVAL", Restore, "3", .. Keys[..3], UnixSeconds(time.GetUtcNow() - age)]) is long restored ? restored : 0;

    /// <summary>The message of an event.</summary>
    public static string Serialise(QueuedEvent queued) => new JsonObject
    {
        ["event_id"] = queued.Id.ToString("N"),
        ["project_id"] = queued.ProjectId,
        ["organization_id"] = queued.OrganizationId,
        ["received"] = queued.Received.ToString("O", CultureInfo.InvariantCulture),
        ["payload"] = queued.Payload.DeepClone(),
    }.ToJsonString();

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

    private static string UnixSeconds(DateTimeOffset moment) =>
        (moment.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
