namespace Verification.ReferenceTarget.Redis;

/// <summary>What happens inside Redis in one step, so that a crash in between loses nothing.</summary>
internal static class BrokerScripts
{
    // Remembering the id and queueing the event happen together. ARGV: seconds and message for each key after the first.
    public const string Enqueue =
        """
        local queued = {}
        for i = 2, #KEYS do
          local seconds = ARGV[2 * i - 3]
          if seconds == '0' or redis.call('SET', KEYS[i], '1', 'NX', 'EX', seconds) then
            redis.call('LPUSH', KEYS[1], ARGV[2 * i - 2])
            queued[i - 1] = 1
          else
            queued[i - 1] = 0
          end
        end
        return queued
        """;

    // ARGV: how many to take, the time, and how many of the oldest to pass over.
    public const string Take =
        """
        local taken, passed = {}, {}
        for i = 1, tonumber(ARGV[3]) do passed[i] = redis.call('RPOP', KEYS[1]) or nil end
        for i = 1, tonumber(ARGV[1]) do
          local message = redis.call('RPOP', KEYS[1])
          if not message then break end
          local tag = tostring(redis.call('INCR', KEYS[4]))
          redis.call('HSET', KEYS[2], tag, message)
          redis.call('ZADD', KEYS[3], ARGV[2], tag)
          taken[#taken + 1] = tag
          taken[#taken + 1] = message
        end
        for i = #passed, 1, -1 do redis.call('RPUSH', KEYS[1], passed[i]) end
        return taken
        """;

    public const string Restore =
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

    public const string Acknowledge =
        "for _, tag in ipairs(ARGV) do redis.call('HDEL', KEYS[2], tag); redis.call('ZREM', KEYS[3], tag) end return #ARGV";
}
