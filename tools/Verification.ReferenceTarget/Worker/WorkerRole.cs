using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Maps;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Takes events from the queue batch by batch and stores each batch in one transaction.</summary>
public sealed class WorkerRole
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RestoreEvery = TimeSpan.FromSeconds(10);
    private const int Never = -1;
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(2.8);
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(6.5);

    private readonly Services services;
    private readonly EventBroker queue;
    private readonly BatchCollector collector;
    private readonly BatchWriter writer;
    private readonly FrameMapper maps;
    private readonly SequenceDefects sequence;
    private readonly WorkerLoad load;
    private readonly SteadyMemory memory = new();
    private DateTimeOffset nextRestore;
    private int connections = Never;

    /// <summary>A worker that has not begun yet.</summary>
    public WorkerRole(Services services)
    {
        this.services = services;
        queue = new EventBroker(services.Redis, services.Time);
        load = new WorkerLoad(services.Behaviour, services.Time);
        collector = new BatchCollector(
            queue, new QueueDefects(services.Behaviour, queue, services.Time, load.IsUnderLoad), services.Time);
        writer = new BatchWriter(services);
        maps = new FrameMapper(services.Database, new Uploads(services.Settings.MediaRoot), services.Behaviour);
        sequence = new SequenceDefects(services.Behaviour);
    }

    /// <summary>The worker's loop; when it is stopped, the batch in hand is stored first.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        var (reachable, announced) = (true, false);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await TakeOverAsync();
                await RestoreStaleAsync();
                announced = announced || Announced();
                await StoreAsync(await collector.CollectAsync(stop), stop);
                await StoreHeldAsync(all: false, stop);
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

        await StoreHeldAsync(all: true, stop);
    }

    // In Celery's words, which deployments wait for, and only once the queue has answered.
    private bool Announced()
    {
        services.Log.Line($"celery@{Environment.MachineName} ready.");
        return true;
    }

    // One worker at a time: what is taken and not acknowledged when it starts or connects anew, nobody has in hand.
    private async Task TakeOverAsync()
    {
        if (connections == services.Redis.Connections || services.Behaviour.Has(Defects.UnackedWaitsAnHour))
        {
            return;
        }

        if (connections == Never && services.Behaviour.Has(Defects.ForgetUnackedOnStart))
        {
            await queue.ForgetAsync();
        }
        else if (await queue.RestoreAsync(TimeSpan.FromSeconds(-1)) is > 0 and var restored)
        {
            services.Log.Line($"returned {restored} messages that nobody has in hand to the queue");
        }

        connections = services.Redis.Connections;
    }

    private async Task RestoreStaleAsync()
    {
        if (services.Time.GetUtcNow() < nextRestore)
        {
            return;
        }

        if (await queue.RestoreAsync(EventBroker.VisibilityTimeout) is > 0 and var restored)
        {
            services.Log.Line($"returned {restored} unacknowledged messages to the queue");
        }

        nextRestore = services.Time.GetUtcNow() + RestoreEvery;
    }

    private async Task StoreAsync(List<Delivery> batch, CancellationToken stop)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (IsForgotten(stop))
        {
            await queue.AcknowledgeAsync(batch);
            return;
        }

        if (services.Behaviour.Has(Defects.SlowWorker))
        {
            await Pause.ForAsync(Slowness, services.Time, stop);
        }

        var storing = new List<Storing>(batch.Count);
        var stored = new List<Delivery>(batch.Count);
        var read = batch.Select(delivery => (Delivery: delivery, Event: Read(delivery))).ToList();
        await MapAsync([.. read.Select(item => item.Event).OfType<QueuedEvent>()]);
        foreach (var (delivery, queued) in read)
        {
            var (events, held) = queued is null ? ([], false) : Admit(delivery, queued);
            if (!held)
            {
                storing.AddRange(events);
                stored.Add(delivery);
            }
        }

        await load.DelayAsync(storing, stop);
        load.ChangeBatch(storing, full: batch.Count == BatchCollector.BatchSize);
        if (!await WrittenAsync(storing, stored, stop))
        {
            return;
        }

        foreach (var again in sequence.TakeAgain())
        {
            await queue.EnqueueAsync(again, dedupe: false);
        }
    }

    private bool IsForgotten(CancellationToken stop) =>
        (services.Behaviour.Has(Defects.DropBatchOnStop) && stop.IsCancellationRequested)
        || (services.Behaviour.Has(Defects.LoseWhileFrozen) && collector.Took > Frozen);

    private async Task StoreHeldAsync(bool all, CancellationToken stop)
    {
        foreach (var held in load.Due(all))
        {
            await WrittenAsync(held.Events, [held.Delivery], stop);
        }
    }

    private async Task<bool> WrittenAsync(IReadOnlyCollection<Storing> storing, IReadOnlyCollection<Delivery> stored, CancellationToken stop)
    {
        if (await writer.StoredAsync(storing, stop))
        {
            await queue.AcknowledgeAsync(stored);
            load.Stored(storing.Count);
            memory.After(storing.Count);
            return true;
        }

        // All that was taken returns, what is held back too.
        load.Forget();
        await queue.RestoreAsync(TimeSpan.FromSeconds(-1));
        return false;
    }

    // Uploads are hostile, and the worker has to outlive them; what can't be mapped is stored as it came.
    private async Task MapAsync(IReadOnlyList<QueuedEvent> batch)
    {
        try
        {
            await maps.ApplyAsync(batch);
        }
        catch (Exception failure)
        {
            services.Log.Error("source maps could not be applied", failure);
        }
    }

    private QueuedEvent? Read(Delivery delivery) => Outlive(() => EventBroker.Deserialise(delivery.Message), null);

    private (IReadOnlyList<Storing> Events, bool Held) Admit(Delivery delivery, QueuedEvent queued) => Outlive<(IReadOnlyList<Storing>, bool)>(
        () =>
        {
            IReadOnlyList<Storing> events = [.. sequence.Admit(queued)];
            return (events, load.Admit(queued, delivery, events));
        },
        ([], false));

    // Whatever it is, the worker has to outlive a message that it can't read.
    private T Outlive<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception failure)
        {
            services.Log.Error("an event could not be read and is lost", failure);
            return otherwise;
        }
    }
}
