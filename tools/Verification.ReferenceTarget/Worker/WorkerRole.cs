using System.Runtime.InteropServices;
using Npgsql;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Takes batches of 100 events or 2 s, whichever comes first, and stores each in one transaction.</summary>
public sealed class WorkerRole(Services services)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RestoreEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(6.5);

    private readonly EventBroker queue = new(services.Redis, services.Time);
    private readonly EventStore store = new(services.Database, services.Behaviour);
    private readonly SequenceDefects sequence = new(services.Behaviour);
    private DateTimeOffset nextRestore;

    /// <summary>Works until SIGTERM or SIGINT; the batch in hand is stored first.</summary>
    public static async Task RunAsync(Services services)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        services.Log.Line("ready");
        await new WorkerRole(services).WorkAsync(stop.Token);
        services.Log.Line("stopped");

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>The worker's loop.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        var reachable = true;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await RestoreStaleAsync();
                var batch = await CollectAsync(stop);
                await StoreAsync(batch, stop);
                reachable = true;
            }
            catch (RedisException failure)
            {
                if (reachable)
                {
                    services.Log.Error("queue unreachable, trying on", failure);
                }

                reachable = false;
                await Pause.ForAsync(Retry, services.Time, stop);
            }
        }
    }

    private async Task RestoreStaleAsync()
    {
        if (services.Time.GetUtcNow() < nextRestore)
        {
            return;
        }

        nextRestore = services.Time.GetUtcNow() + RestoreEvery;
        if (await queue.RestoreAsync(EventBroker.VisibilityTimeout) is > 0 and var restored)
        {
            services.Log.Line($"returned {restored} unacknowledged messages to the queue");
        }
    }

    private async Task<List<Delivery>> CollectAsync(CancellationToken stop)
    {
        var batch = new List<Delivery>();
        var deadline = DateTimeOffset.MaxValue;
        while (!stop.IsCancellationRequested && batch.Count < BatchSize && services.Time.GetUtcNow() < deadline)
        {
            var patience = batch.Count == 0 ? BatchTime : deadline - services.Time.GetUtcNow();
            try
            {
                await queue.WaitAsync(patience, stop);
            }
            catch (OperationCanceledException)
            {
                // Stopping: what was taken so far is still stored.
                break;
            }

            batch.AddRange(await queue.TakeAsync(BatchSize - batch.Count));
            if (batch.Count == 0)
            {
                break;
            }

            deadline = deadline == DateTimeOffset.MaxValue ? services.Time.GetUtcNow() + BatchTime : deadline;
        }

        return batch;
    }

    private async Task StoreAsync(List<Delivery> batch, CancellationToken stop)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (services.Behaviour.Has(Defects.SlowWorker))
        {
            await Pause.ForAsync(Slowness, services.Time, stop);
        }

        var storing = batch.SelectMany(Admit).ToList();
        if (await StoredAsync(storing, stop))
        {
            await queue.AcknowledgeAsync(batch);
            foreach (var again in sequence.TakeAgain())
            {
                await queue.EnqueueAsync(again, dedupe: false);
            }
        }
        else
        {
            await queue.RestoreAsync(TimeSpan.FromSeconds(-1));
        }
    }

    private IEnumerable<Storing> Admit(Delivery delivery)
    {
        try
        {
            return [.. sequence.Admit(EventBroker.Deserialise(delivery.Message))];
        }
        catch (Exception failure)
        {
            // Whatever it is, the worker has to outlive a message that it can't read.
            services.Log.Error("an event could not be read and is lost", failure);
            return [];
        }
    }

    // False only when the worker is stopped while PostgreSQL is away: the batch then goes back to the queue.
    private async Task<bool> StoredAsync(IReadOnlyCollection<Storing> storing, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.StoreAsync(storing);
                return true;
            }
            catch (PostgresException failure) when (!failure.IsTransient && !failure.SqlState.StartsWith("57", StringComparison.Ordinal))
            {
                return await StoredOneByOneAsync(storing, failure, stop);
            }
            catch (NpgsqlException failure)
            {
                if (attempt == 1)
                {
                    services.Log.Error("database unreachable, trying on", failure);
                }

                if (stop.IsCancellationRequested)
                {
                    return false;
                }

                await Pause.ForAsync(Retry, services.Time, stop);
            }
        }
    }

    // One event that PostgreSQL refuses must not take its neighbours with it.
    private async Task<bool> StoredOneByOneAsync(IReadOnlyCollection<Storing> storing, PostgresException failure, CancellationToken stop)
    {
        if (storing.Count == 1)
        {
            services.Log.Error("an event could not be stored and is lost", failure);
            return true;
        }

        foreach (var one in storing)
        {
            if (!await StoredAsync([one], stop))
            {
                return false;
            }
        }

        return true;
    }
}
