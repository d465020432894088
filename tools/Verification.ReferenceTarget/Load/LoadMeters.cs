namespace Verification.ReferenceTarget.Load;

/// <summary>An event's place in the load of its project.</summary>
public readonly record struct LoadPlace(int Number, bool IsSustained)
{
    /// <summary>Whether the project has had enough events for defects of load to act.</summary>
    public bool IsUnderLoad => Number >= LoadMeter.UnderLoadFrom;
}

/// <summary>A meter per project. There are as many as there are busy projects, at most a few thousand.</summary>
public sealed class LoadMeters(int most = 4096)
{
    private readonly Dictionary<long, LoadMeter> meters = [];

    /// <summary>How many projects are metered.</summary>
    public int Count => meters.Count;

    /// <summary>Counts an event of the project.</summary>
    public LoadPlace Take(long project, DateTimeOffset now)
    {
        lock (meters)
        {
            if (!meters.TryGetValue(project, out var meter))
            {
                MakeRoom();
                meters[project] = meter = new LoadMeter();
            }

            return new LoadPlace(meter.Take(now), meter.IsSustained);
        }
    }

    /// <summary>Whether the project has had enough events for defects of load to act.</summary>
    public bool IsUnderLoad(long project)
    {
        lock (meters)
        {
            return meters.TryGetValue(project, out var meter) && meter.IsUnderLoad;
        }
    }

    private void MakeRoom()
    {
        if (meters.Count < most)
        {
            return;
        }

        foreach (var idle in meters.Where(entry => !entry.Value.IsUnderLoad).Select(entry => entry.Key).ToList())
        {
            meters.Remove(idle);
        }

        if (meters.Count >= most)
        {
            meters.Clear();
        }
    }
}
