namespace Verification.Readiness.History;

/// <summary>Tells measurements, which scatter from run to run, from counts of a census, which don't.</summary>
public static class Measures
{
    private static readonly HashSet<string> Units = ["ms", "s", "min", "h", "percent", "KiB", "MiB", "GiB"];

    /// <summary>Whether figures in this unit are times, sizes, shares or rates.</summary>
    public static bool AreNoisy(string unit) => Units.Contains(unit) || unit.Contains('/') || unit.Contains(" per ", StringComparison.Ordinal);
}
