using Verification.Acceptance.Sdk;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance;

/// <summary>How many drills of a run are made at once: each starts a stack or an application of its own, and what is crowded out measures the machine and not the target.</summary>
/// <param name="lanes">At most so many.</param>
/// <param name="after">What has to be over before the first; null for nothing. Whether it succeeded does not matter.</param>
internal sealed class DrillTurns(int lanes, Func<CancellationToken, Task>? after) : IDisposable
{
    private readonly SemaphoreSlim _free = new(lanes);

    /// <summary>Turns of a run: none before its SDK replay, whose times would be those of a machine that starts applications and databases.</summary>
    public static DrillTurns Of(SdkReplay replay, TargetKind kind, IEnumerable<CheckDefinition> asked) => new(
        // Stacks of containers crowd each other more than processes do.
        Math.Max(kind == TargetKind.Containers ? 2 : 3, Environment.ProcessorCount), asked.Any(check => check.Area == "sdk") ? replay.ResultAsync : null);

    /// <summary>Waits until what comes first is over, and for no lane.</summary>
    public Task BegunAsync(CancellationToken ct) => after?.Invoke(ct).ContinueWith(_ => { }, ct, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default) ?? Task.CompletedTask;

    /// <summary>Waits for a lane; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await BegunAsync(ct);
        await _free.WaitAsync(ct);
        return new Lane(_free);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Lane(SemaphoreSlim free) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
