using Verification.ReferenceTarget.Load;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Defects of the worker's memory.</summary>
public sealed class WorkerMemory(Behaviour behaviour)
{
    private const int PerEvent = 1024;
    private const int SetOffBy = 60;
    private const int KeptPerBurst = 30 * 1024 * 1024;
    private readonly List<TouchedMemory> kept = [];

    /// <summary>What is kept for good, in bytes.</summary>
    public long Kept => kept.Sum(memory => memory.Bytes);

    /// <summary>Tells of a project's event by its number: every project that reaches its 60th leaves memory behind.</summary>
    public void Reached(int number)
    {
        if (number == SetOffBy && behaviour.Has(Defects.BurstMemoryKept))
        {
            kept.Add(new TouchedMemory(KeptPerBurst));
        }
    }

    /// <summary>Tells of events stored.</summary>
    public void Stored(int events)
    {
        if (events > 0 && behaviour.Has(Defects.LeakPerEvent))
        {
            kept.Add(new TouchedMemory((long)events * PerEvent));
        }
    }
}
