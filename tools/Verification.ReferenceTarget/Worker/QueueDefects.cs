using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Defects in how the worker takes from a long queue; a clean worker just waits for the next message.</summary>
public sealed class QueueDefects(Behaviour behaviour, EventBroker queue, TimeProvider time, Func<long, bool> isUnderLoad)
{
    private const int SmallBatch = 8;
    private const int SmallAbove = 50;
    private const int StuckAbove = 300;
    private const int Stuck = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // A clean worker waits longer than this for a batch to fill: time for a burst to arrive, and no event is later for it.
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(250);

    // A worker that keeps up sees no long queue: now and then this one stops to look how fast it grows.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private DateTimeOffset nextLook;

    /// <summary>How many of the oldest messages are never taken.</summary>
    public int Passed { get; private set; }

    /// <summary>How many events the next batch takes at most.</summary>
    public async Task<int> MostAsync(CancellationToken stop)
    {
        if (behaviour.Has(Defects.QueueNeverDrains) && Passed == 0 && time.GetUtcNow() >= nextLook)
        {
            Passed = await IsStuckAsync(stop) ? Stuck : 0;
        }

        return behaviour.Has(Defects.SmallBatches) && await IsLongAsync(stop) ? SmallBatch : BatchCollector.BatchSize;
    }

    /// <summary>Waits until there is something to take or the time is over.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken stop)
    {
        if (Passed == 0)
        {
            await queue.WaitAsync(patience, stop);
            return;
        }

        for (var end = time.GetUtcNow() + patience; time.GetUtcNow() < end && await queue.LengthAsync() <= Passed;)
        {
            await Pause.ForAsync(Poll, time, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> IsStuckAsync(CancellationToken stop)
    {
        if (await queue.LengthAsync() == 0)
        {
            return false;
        }

        await Pause.ForAsync(Look, time, stop);
        nextLook = time.GetUtcNow() + LookEvery;

        // Only events of a project under load: any other project's must get through.
        return await queue.LengthAsync() > StuckAbove
            && (await queue.OldestAsync(Stuck)).All(message => isUnderLoad(EventBroker.Deserialise(message).ProjectId));
    }

    private async Task<bool> IsLongAsync(CancellationToken stop)
    {
        if (await queue.LengthAsync() <= SmallAbove)
        {
            await queue.WaitAsync(BatchCollector.BatchTime, stop);
            await Pause.ForAsync(Arrival, time, stop);
        }

        return await queue.LengthAsync() > SmallAbove;
    }
}
