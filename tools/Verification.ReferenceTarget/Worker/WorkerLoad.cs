using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Worker;

/// <summary>An event that the worker took and keeps back: its message stays in <c>unacked</c>.</summary>
public sealed record HeldBack(Delivery Delivery, IReadOnlyList<Storing> Events, DateTimeOffset Until);

/// <summary>Defects of the worker under load; without one of them nothing is counted.</summary>
public sealed class WorkerLoad(Behaviour behaviour, TimeProvider time)
{
    private const int HeldNumber = 100;
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(65);
    private static readonly string[] Own =
    [
        Defects.LoseUnderLoad, Defects.DuplicateUnderLoad, Defects.AlterUnderLoad, Defects.SplitUnderLoad, Defects.SwapUnderLoad,
        Defects.HoldOneBack, Defects.QueueNeverDrains, Defects.BurstMemoryKept, Defects.BloatEvent, Defects.LateBurst,
    ];

    private readonly bool counts = Own.Any(behaviour.Has);
    private readonly LoadMeters meters = new();
    private readonly BatchDefects batches = new(behaviour);
    private readonly WorkerMemory memory = new(behaviour);
    private readonly List<HeldBack> held = [];

    /// <summary>Whether the project has had enough events for defects of load to act.</summary>
    public bool IsUnderLoad(long project) => meters.IsUnderLoad(project);

    /// <summary>Counts an event taken from the queue; true when it is held back instead of being stored with its batch.</summary>
    public bool Admit(QueuedEvent queued, Delivery delivery, IReadOnlyList<Storing> events)
    {
        if (!counts)
        {
            return false;
        }

        var place = meters.Take(queued.ProjectId, time.GetUtcNow());
        memory.Reached(place.Number);
        foreach (var storing in events)
        {
            storing.Bloated = behaviour.Has(Defects.BloatEvent) && place.Number > LoadMeter.UnderLoadFrom;
        }

        var holds = behaviour.Has(Defects.HoldOneBack) && place.Number == HeldNumber;
        if (holds)
        {
            held.Add(new HeldBack(delivery, events, time.GetUtcNow() + HeldFor));
        }

        return holds;
    }

    /// <summary>Waits before a batch under load is stored, where that is the defect.</summary>
    public async Task DelayAsync(IReadOnlyCollection<Storing> batch, CancellationToken stop)
    {
        if (behaviour.Has(Defects.LateBurst) && batch.Any(storing => IsUnderLoad(storing.Document.ProjectId)))
        {
            await Pause.ForAsync(Lateness, time, stop);
        }
    }

    /// <summary>Changes what is stored of a batch.</summary>
    public void ChangeBatch(List<Storing> batch, bool full)
    {
        if (counts && full)
        {
            batches.Change(batch, IsUnderLoad);
        }
    }

    /// <summary>Events held back whose time is over, or all of them; each is given once.</summary>
    public IReadOnlyList<HeldBack> Due(bool all)
    {
        List<HeldBack> due = held.Count == 0 ? [] : [.. held.Where(one => all || one.Until <= time.GetUtcNow())];
        due.ForEach(one => held.Remove(one));
        return due;
    }

    /// <summary>Gives up what is held back.</summary>
    public void Forget() => held.Clear();

    /// <summary>Tells of events stored.</summary>
    public void Stored(int events) => memory.Stored(events);
}
