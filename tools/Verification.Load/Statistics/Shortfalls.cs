using System.Globalization;
using Verification.Load.Driving;

namespace Verification.Load.Statistics;

/// <summary>Why the figures of a drive say nothing about the target: reasons that lie with the generator and its machine alone.</summary>
internal static class Shortfalls
{
    private const double Needed = 0.99;

    public static string? Of(DriveFacts facts, IReadOnlyList<DriveSecond> seconds, Percentiles? lateness) =>
        string.Join(' ', new[] { Interrupted(facts), AtTheSink(facts.Calibration), Seconds(seconds), Lateness(seconds, lateness), Shortages(facts) }.OfType<string>()) is { Length: > 0 } words ? words : null;

    /// <summary>Whether the engine kept up with the planned rate at the null sink.</summary>
    internal static bool Suffices(Calibration calibration) => calibration.SentPerSecond >= Needed * calibration.PlannedPerSecond;

    private static string? Interrupted(DriveFacts facts) =>
        facts.Interrupted ? Words($"The drive was ended early, after {facts.EndedAtMicroseconds / 1e6:0.0} s.") : null;

    private static string? AtTheSink(Calibration? calibration) => calibration is null ? null
        : calibration.CeilingPerSecond == 0 ? "The null sink answered nothing, so that the engine is not calibrated: see that it runs."
        : Suffices(calibration) ? null : Words(
        $"Against the null sink the engine sent {calibration.SentPerSecond:0} of {calibration.PlannedPerSecond:0} planned events per second ({100 * calibration.SentPerSecond / calibration.PlannedPerSecond:0.0} %, needed are 99 %): this machine cannot drive the plan.");

    private static string? Seconds(IReadOnlyList<DriveSecond> seconds)
    {
        DriveSecond[] marked = [.. seconds.Where(second => second.Marked)];
        if (marked.Length == 0)
        {
            return null;
        }

        DriveSecond worst = marked.MaxBy(second => second.Missed / (double)second.Planned)!;
        string more = marked.Length == 1 ? "" : Words($", and {marked.Length - 1} more {(marked.Length == 2 ? "second" : "seconds")} likewise");
        return Words($"In second {worst.Second} the engine itself sent {worst.Missed} of {worst.Planned} events more than 100 ms late (in time: {100 - (100.0 * worst.Missed / worst.Planned):0.0} %, needed are 99 %){more}.");
    }

    // A percentile above what is tolerated, said so that a burst's own tolerance counts too.
    private static string? Lateness(IReadOnlyList<DriveSecond> seconds, Percentiles? lateness) =>
        lateness is { P99: > Tolerance.Microseconds / 1000.0 } && seconds.Sum(second => second.Missed) > (1 - Needed) * seconds.Sum(second => second.Planned)
            ? Words($"The engine's own lateness is {lateness.P99:0.0} ms at the 99th percentile; at most 100 ms are tolerated.") : null;

    private static string? Shortages(DriveFacts facts) => facts.Shortages == 0 ? null : Words(
        $"The engine's machine could not open {facts.Shortages} connections for lack of local ports, file descriptors or memory.");

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
