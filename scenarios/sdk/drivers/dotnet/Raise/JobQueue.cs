using System.Globalization;

namespace Verification.SdkDriver.Raise;

/// <summary>What a worker is to do.</summary>
internal sealed record Job(string Name, string Data, int Attempts, int RetryDelayMs);

/// <summary>A job in a worker's hands; times are milliseconds since 1970.</summary>
internal sealed record TakenJob(string Id, Job Job, long AddedAt, long TakenAt);

/// <summary>A queue of jobs with attempts on Redis: each is in one of the lists "wait", "active" and "failed", and a hash holds it.</summary>
internal sealed class JobQueue(RedisConnection redis, string name, string prefix) : IAsyncDisposable
{
    /// <summary>Its name, with the run's tag.</summary>
    public string Name => name;

    private string Wait => $"{prefix}:{name}:wait";

    private string Active => $"{prefix}:{name}:active";

    /// <summary>Adds a job at the end.</summary>
    public async Task AddAsync(Job job)
    {
        string id = $"{await redis.CallAsync("INCR", $"{prefix}:{name}:id")}";
        await redis.CallAsync("HSET", Hash(id), "name", job.Name, "data", job.Data, "attempts", Text(job.Attempts), "retryDelayMs", Text(job.RetryDelayMs), "timestamp", Text(Now()));
        await redis.CallAsync("LPUSH", Wait, id);
    }

    /// <summary>Takes the job at the head; null when none waits.</summary>
    public async Task<TakenJob?> TakeAsync()
    {
        if (await redis.CallAsync("RPOPLPUSH", Wait, Active) is not string id)
        {
            return null;
        }

        long now = Now();
        await redis.CallAsync("HSET", Hash(id), "processedOn", Text(now));
        string[] held = [.. ((object?[])(await redis.CallAsync("HMGET", Hash(id), "name", "data", "attempts", "retryDelayMs", "timestamp"))!).Select(field => $"{field}")];
        return new(id, new(held[0], held[1], (int)Number(held[2]), (int)Number(held[3])), Number(held[4]), now);
    }

    /// <summary>Puts a job back whose attempt has failed, or away when that was the last one; returns the attempts made.</summary>
    public async Task<long> FailAsync(TakenJob taken)
    {
        long made = (long)(await redis.CallAsync("HINCRBY", Hash(taken.Id), "attemptsMade", "1"))!;
        await redis.CallAsync("LREM", Active, "1", taken.Id);
        if (made >= taken.Job.Attempts)
        {
            await redis.CallAsync("LPUSH", $"{prefix}:{name}:failed", taken.Id);
            return made;
        }

        if (taken.Job.RetryDelayMs > 0)
        {
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(taken.Job.RetryDelayMs));
            await timer.WaitForNextTickAsync();
        }

        await redis.CallAsync("LPUSH", Wait, taken.Id);
        return made;
    }

    /// <summary>Removes every key of the queue and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            string cursor = "0";
            do
            {
                object?[] page = (object?[])(await redis.CallAsync("SCAN", cursor, "MATCH", $"{prefix}:*", "COUNT", "1000"))!;
                string[] keys = [.. ((object?[])page[1]!).Select(key => $"{key}")];
                if (keys.Length > 0)
                {
                    await redis.CallAsync(["DEL", .. keys]);
                }

                cursor = $"{page[0]}";
            }
            while (cursor != "0");
        }
        finally
        {
            redis.Dispose();
        }
    }

    private string Hash(string id) => $"{prefix}:{name}:{id}";

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
