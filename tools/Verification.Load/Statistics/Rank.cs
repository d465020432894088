namespace Verification.Load.Statistics;

/// <summary>Percentiles by nearest rank: always a value that was measured.</summary>
internal static class Rank
{
    /// <summary>Index of a share of sorted values.</summary>
    // The small number takes back what 0.95 x 100 has too much in binary.
    public static long IndexOf(long count, double share) => Math.Clamp((long)Math.Ceiling((share * count) - 1e-6) - 1, 0, Math.Max(0, count - 1));

    /// <summary>The value at a share of sorted values; 0 when there is none.</summary>
    public static int Of(int[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[IndexOf(sorted.Length, share)];
}
