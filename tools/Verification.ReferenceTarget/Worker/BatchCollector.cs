using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Takes batches from the queue: 100 events or 2 s, whichever comes first.</summary>
public sealed class BatchCollector(EventBroker queue, QueueDefects defects, TimeProvider time)
{
    /// <summary>Events of a full batch.</summary>
    public const int BatchSize = 100;

    /// <summary>How long a batch waits to become full.</summary>
    public static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);

    /// <summary>From the first event of the last batch to its last.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>The next batch; empty when nothing came for 2 s, cut short by the stop.</summary>
    public async Task<List<Delivery>> CollectAsync(CancellationToken stop)
    {
        var batch = new List<Delivery>();
        var most = BatchSize;
        var deadline = DateTimeOffset.MaxValue;
        try
        {
            most = await defects.MostAsync(stop);
            while (batch.Count < most && time.GetUtcNow() < deadline)
            {
                await defects.WaitAsync(batch.Count == 0 ? BatchTime : deadline - time.GetUtcNow(), stop);
                batch.AddRange(await queue.TakeAsync(most - batch.Count, defects.Passed));
                if (batch.Count == 0)
                {
                    break;
                }

                deadline = deadline == DateTimeOffset.MaxValue ? time.GetUtcNow() + BatchTime : deadline;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was taken so far is still stored.
            return batch;
        }

        Took = batch.Count > 0 ? time.GetUtcNow() - (deadline - BatchTime) : TimeSpan.Zero;
        if (most < BatchSize && deadline - time.GetUtcNow() is var rest && rest > TimeSpan.Zero && batch.Count > 0)
        {
            await Pause.ForAsync(rest, time, stop);
        }

        return batch;
    }
}
