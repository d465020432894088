using Verification.Fixtures;
using Verification.Load.Plans;
using Verification.Readiness;

namespace Verification.Acceptance.Load;

/// <summary>The plans of scenarios/load, in the order in which they are run.</summary>
internal static class LoadPlans
{
    public const string WarmUp = "warm-up";
    public const string Burst100 = "burst-100";
    public const string Burst2000 = "burst-2000";
    public const string Staged = "staged";
    public const string Knee = "knee";
    public const string Soak = "soak";
    public const string Flood = "flood";
    public const string SdkBurst = "sdk-burst";

    // The soak before anything that leaves a heap larger than it needs; the small burst on a target that has run for a while, as the
    // review measured it; the flood last, because nothing may follow it closely.
    private static readonly string[] Order = [WarmUp, Soak, Burst100, Burst2000, Staged, Knee, SdkBurst, Flood];

    /// <summary>Reads those of the plans that are wanted, with the warm-up before them.</summary>
    /// <exception cref="InputException">A file is missing or can't be used.</exception>
    public static IReadOnlyList<LoadPlan> Read(RepositoryLayout layout, IEnumerable<string> wanted, double scale)
    {
        HashSet<string> asked = [.. wanted];
        if (asked.Count > 0)
        {
            asked.Add(WarmUp);
        }

        return [.. Order.Where(asked.Contains).Select(id => Path.Combine(layout.LoadPlans, id + ".yaml"))
            .Select(path => LoadPlanReader.Read(Path.GetRelativePath(layout.Root, path).Replace('\\', '/'), File.ReadAllText(path), scale))];
    }
}
