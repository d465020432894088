using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Chooses what can be drawn of a load plan.</summary>
public static class LoadPictures
{
    /// <summary>The pictures for which there are figures.</summary>
    public static IEnumerable<Chart> Of(LoadPlanRecord plan, string id)
    {
        TimeSpread spread = TimeSpread.Of(plan);
        return new[] { ArrivalsPicture.Of(plan, id, spread), LatencyPicture.Of(plan, id), MemoryPicture.Of(plan, id, spread), KneePicture.Of(plan, id) }.OfType<Chart>();
    }

    /// <summary>What is not drawn, and why.</summary>
    public static IEnumerable<string> Missing(LoadPlanRecord plan)
    {
        if (!TimeSpread.Any(plan.Arrivals))
        {
            yield return "arrivals against plan (none were recorded)";
        }

        if (LatencyPicture.Of(plan, "") is null)
        {
            yield return "the latency distribution (nothing was answered)";
        }

        if (!TimeSpread.Any(plan.Backlog))
        {
            yield return "the backlog (it was not recorded)";
        }

        if (!TimeSpread.Any(plan.Memory))
        {
            yield return "memory over time (it was not sampled)";
        }

        if (plan.Knee is not null && KneePicture.Of(plan, "") is null)
        {
            yield return "the knee (no rate was answered)";
        }
    }
}
