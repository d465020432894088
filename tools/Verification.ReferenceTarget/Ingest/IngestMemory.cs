using Verification.ReferenceTarget.Load;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>Defects of the web process's memory, set off once by the first project that gets its 60th event.</summary>
public sealed class IngestMemory(Behaviour behaviour, TimeProvider time, Func<long, TouchedMemory> take)
{
    private const int SetOffBy = 60;
    private const long Mebibyte = 1024 * 1024;
    private const long Spike = 1536 * Mebibyte;
    private const long Hog = 450 * Mebibyte;
    private static readonly TimeSpan SpikeTime = TimeSpan.FromMilliseconds(300);
    private readonly List<TouchedMemory> kept = [];
    private int done;

    /// <summary>What is kept for good, in bytes.</summary>
    public long Kept => kept.Sum(memory => memory.Bytes);

    /// <summary>Tells of a project's event by its number; the task ends when the spike is over or the memory is taken.</summary>
    public Task ReachedAsync(int number)
    {
        var spike = behaviour.Has(Defects.MemorySpike);
        if (number < SetOffBy || !(spike || behaviour.Has(Defects.MemoryHog)) || Interlocked.Exchange(ref done, 1) == 1)
        {
            return Task.CompletedTask;
        }

        // On a thread of its own: touching this much takes tenths of a second, and requests must not wait for it.
        return Task.Factory.StartNew(
            () => spike ? SpikeAsync() : KeepAsync(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    private async Task SpikeAsync()
    {
        using var memory = take(Spike);
        await Pause.ForAsync(SpikeTime, time, CancellationToken.None);
    }

    private Task KeepAsync()
    {
        kept.Add(take(Hog));
        return Task.CompletedTask;
    }
}
