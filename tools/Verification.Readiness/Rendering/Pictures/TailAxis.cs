namespace Verification.Readiness.Rendering.Pictures;

/// <summary>The axis of a latency distribution: each step from 90 % to 99 % to 99.9 % takes the same room, so that the tail can be seen.</summary>
public static class TailAxis
{
    // All of them would lie infinitely far away.
    private const double Everything = 3.6;

    // What is rarer than one in a thousand lies between that tick and the last.
    private const double Rarest = 3.5;

    /// <summary>Where a share of requests, 0 to 1, lies.</summary>
    public static double Position(double share) => share >= 1 ? Everything : Math.Min(-Math.Log10(1 - Math.Max(0, share)), Rarest);

    /// <summary>The axis, with the percentiles that people ask for.</summary>
    public static Axis Axis { get; } = new(
        "% of requests at most that slow",
        new(0, Everything, false, [.. new[] { 0, 0.5, 0.9, 0.95, 0.99, 0.999, 1 }.Select(share => new Tick(Position(share), Numbers.Figure(Numbers.Rounded(share * 100, 1))))]));
}
