using System.Collections.Concurrent;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Load;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>An answer that accepts nothing.</summary>
public sealed record Refusal(int Status, string Text, string? RetryAfter);

/// <summary>A request being served: its project, and its place among the requests in hand where that is counted.</summary>
public sealed record RequestInHand(long Project, int Rank, Action? End) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => End?.Invoke();
}

/// <summary>Defects of ingest under load; without one of them events are queued and nothing is counted.</summary>
public sealed class IngestLoad(Behaviour behaviour, TimeProvider time)
{
    private const int AtOnce = 60;
    private const int FailEvery = 8;
    private const int RefuseEvery = 40;
    private const int LoseEvery = 20;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(15);
    private static readonly string[] Own =
    [
        Defects.SlowUnderBurst, Defects.OneAtATime, Defects.StallUnderLoad, Defects.FailUnderLoad, Defects.RefuseWithoutRetryAfter,
        Defects.LoseSdkBurst, Defects.MemorySpike, Defects.MemoryHog,
    ];

    private readonly bool counts = Own.Any(behaviour.Has);
    private readonly LoadMeters meters = new();
    private readonly BurstSlots slots = new(time);
    private readonly StallWindows stall = new();
    private readonly IngestMemory memory = new(behaviour, time, bytes => new TouchedMemory(bytes));
    private readonly ConcurrentDictionary<long, SemaphoreSlim> turns = new();

    /// <summary>Begins a request; dispose of it once it is answered.</summary>
    public RequestInHand Begin(long project, string connection) => behaviour.Has(Defects.SlowUnderBurst)
        ? new RequestInHand(project, slots.Enter(project, connection), () => slots.Leave(project, connection))
        : new RequestInHand(project, 0, null);

    /// <summary>Queues the events of an admitted request, or says why not.</summary>
    public async Task<Refusal?> PassAsync(RequestInHand request, IReadOnlyList<QueuedEvent> events, Func<QueuedEvent, Task> queue)
    {
        if (!counts || events.Count == 0)
        {
            return await QueueAsync(events, queue);
        }

        var places = events.Select(_ => meters.Take(request.Project, time.GetUtcNow())).ToList();
        _ = memory.ReachedAsync(places[^1].Number);
        await StallAsync(places[^1]);
        if (behaviour.Has(Defects.OneAtATime) && places[^1].IsUnderLoad)
        {
            return await InTurnAsync(request.Project, events, queue);
        }

        var refusal = Refused(places) ?? await QueueAsync([.. events.Where((queued, at) => !Forgets(queued, places[at]))], queue);
        if (request.Rank > AtOnce)
        {
            await Pause.ForAsync(Late, time, CancellationToken.None);
        }

        return refusal;
    }

    private async Task<Refusal?> InTurnAsync(long project, IReadOnlyList<QueuedEvent> events, Func<QueuedEvent, Task> queue)
    {
        var turn = turns.GetOrAdd(project, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync();
        try
        {
            await Pause.ForAsync(Turn, time, CancellationToken.None);
            return await QueueAsync(events, queue);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<Refusal?> QueueAsync(IReadOnlyList<QueuedEvent> events, Func<QueuedEvent, Task> queue)
    {
        foreach (var queued in events)
        {
            await queue(queued);
        }

        return null;
    }

    private async Task StallAsync(LoadPlace place)
    {
        if (!behaviour.Has(Defects.StallUnderLoad))
        {
            return;
        }

        var now = time.GetUtcNow();
        if (place.IsSustained)
        {
            stall.Load(now);
        }

        if (place.IsUnderLoad && stall.Wait(now) is var wait && wait > TimeSpan.Zero)
        {
            await Pause.ForAsync(wait, time, CancellationToken.None);
        }
    }

    private Refusal? Refused(List<LoadPlace> places) =>
        !places[^1].IsSustained ? null
        : behaviour.Has(Defects.FailUnderLoad) && places.Any(place => place.Number % FailEvery == 0)
            ? new Refusal(503, "Service Unavailable", "1")
        : behaviour.Has(Defects.RefuseWithoutRetryAfter) && places.Any(place => place.Number % RefuseEvery == 0)
            ? new Refusal(429, "Too Many Requests", null)
            : null;

    private bool Forgets(QueuedEvent queued, LoadPlace place) =>
        behaviour.Has(Defects.LoseSdkBurst) && place.IsUnderLoad && place.Number % LoseEvery == 0
        && queued.Payload["sdk"]?["name"].AsString()?.StartsWith("sentry.", StringComparison.Ordinal) == true;
}
