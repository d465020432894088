using System.Text.Json;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Raise;

/// <summary>The channel that a job was to be sent through is closed.</summary>
internal sealed class SendFailedException(string message, string code, string channel) : Exception(message)
{
    public string Code => code;

    public string Channel => channel;
}

/// <summary>A job on the run's Redis that a worker takes, tries as often as it may, and gives up; .NET has no BullMQ, so the queue is a plain reliable list.</summary>
internal sealed class FailedJob(JobQueue queue) : Place
{
    /// <inheritdoc/>
    public override string Name => $"queue {queue.Name}";

    /// <summary>Connects to Redis.</summary>
    /// <exception cref="InvalidOperationException">No Redis was given.</exception>
    public static async Task<Place> OpenAsync(JsonElement raise, RunContext run)
    {
        string url = run.Request.RedisUrl ?? throw new InvalidOperationException("no Redis was given (redisUrl)");
        string tag = RunTag.Of(run.Request.RunId);
        return run.Cleanup.Add(new FailedJob(new(await RedisConnection.OpenAsync(url, run.Stop), $"{raise.Text("queue")}-{tag}-net", $"jobs-{tag}-net")));
    }

    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        int attempts = definition.GetProperty("attempts").GetInt32();
        int delayMs = definition.GetProperty("retryDelayMs").GetInt32();
        await queue.AddAsync(new Job(definition.Text("job")!, definition.GetProperty("data").GetRawText(), attempts, delayMs));
        while (await queue.TakeAsync() is TakenJob taken)
        {
            try
            {
                await DeliverAsync(JsonSerializer.Deserialize<JsonElement>(taken.Job.Data));
            }
            catch (SendFailedException error)
            {
                // Reported where a team does: once the last attempt is used up.
                if (await queue.FailAsync(taken) >= attempts)
                {
                    await report(error, Facts(taken, attempts, delayMs));
                    return;
                }
            }
        }

        throw new InvalidOperationException("the job did not fail");
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => queue.DisposeAsync();

    private static async Task DeliverAsync(JsonElement message)
    {
        (string name, bool open) = await ChannelOfAsync(message);
        if (!open)
        {
            throw new SendFailedException($"send failed for {message.Text("to")}", "CHANNEL_CLOSED", name);
        }
    }

    private static async Task<(string Name, bool Open)> ChannelOfAsync(JsonElement message)
    {
        await Task.Yield();
        return (message.Text("channel") ?? "none", false);
    }

    private Dictionary<string, object?> Facts(TakenJob taken, int attempts, int delayMs) => new()
    {
        ["queue"] = queue.Name,
        ["jobId"] = taken.Id,
        ["job"] = new Dictionary<string, object?>
        {
            ["id"] = taken.Id,
            ["name"] = taken.Job.Name,
            ["timestamp"] = taken.AddedAt,
            ["processedOn"] = taken.TakenAt,
            ["opts"] = new Dictionary<string, object?> { ["attempts"] = (long)attempts, ["delayMs"] = (long)delayMs },
        },
        ["retry"] = new Dictionary<string, object?> { ["attemptsMade"] = (long)attempts, ["max"] = (long)attempts, ["delayMs"] = (long)delayMs },
        ["message"] = Plain.Of(JsonSerializer.Deserialize<JsonElement>(taken.Job.Data)),
    };
}
