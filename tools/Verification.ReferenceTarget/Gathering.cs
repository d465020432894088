namespace Verification.ReferenceTarget;

/// <summary>
/// Puts calls that come at the same time together: while one is under way, what arrives waits and goes with the next. A call
/// always begins after its items arrived, so nothing is answered from what was known before it was asked.
/// </summary>
public sealed class Gathering<TItem, TResult>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> call)
{
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Answer)> waiting = new();
    private bool underWay;

    /// <summary>The result for one item; a call that fails, fails for all its items.</summary>
    public Task<TResult> CallAsync(TItem item)
    {
        var answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            waiting.Enqueue((item, answer));
            if (underWay)
            {
                return answer.Task;
            }

            underWay = true;
        }

        _ = WorkAsync();
        return answer.Task;
    }

    private async Task WorkAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var results = await call([.. batch.Select(one => one.Item)]);
                for (var at = 0; at < batch.Count; at++)
                {
                    batch[at].Answer.SetResult(results[at]);
                }
            }
            catch (Exception failure)
            {
                // Each caller gets it; this loop has to go on for those that come later.
                batch.ForEach(one => one.Answer.TrySetException(failure));
            }
        }
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Answer)> Next()
    {
        lock (waiting)
        {
            var batch = new List<(TItem, TaskCompletionSource<TResult>)>();
            while (batch.Count < most && waiting.TryDequeue(out var one))
            {
                batch.Add(one);
            }

            underWay = batch.Count > 0;
            return batch;
        }
    }
}
