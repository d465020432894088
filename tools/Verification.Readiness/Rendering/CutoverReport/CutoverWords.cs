using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering.BackupReport;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>How figures of cutover and rollback are printed.</summary>
public static class CutoverWords
{
    // Thirty years: whatever is longer is no time of a drill.
    private const double Longest = 1e12;

    /// <summary>A time; what takes hours is said in hours.</summary>
    public static string Time(double milliseconds) => IsMoment(milliseconds) ? BackupWords.Time(milliseconds) : Numbers.NotMeasured;

    /// <summary>A time that may be missing.</summary>
    public static string Time(double? milliseconds, string missing) => milliseconds is double time ? Time(time) : missing;

    /// <summary>A time from the change of the file, before or after it.</summary>
    public static string FromChange(double? milliseconds, string missing) => milliseconds is double time
        ? !IsMoment(Math.Abs(time)) ? Numbers.NotMeasured : time < 0 ? $"{Time(-time)} before" : Time(time)
        : missing;

    /// <summary>Whether a figure can be a moment of a drill.</summary>
    public static bool IsMoment(double milliseconds) => milliseconds is >= 0 and <= Longest;

    /// <summary>How many events are stored nowhere, wanted or not.</summary>
    public static long Nowhere(DrillAccount account) => Sum(account.Dropped) + Sum(account.Lost) + account.Unexplained;

    /// <summary>The loss as a figure.</summary>
    public static string Loss(DrillAccount account) =>
        $"{Numbers.Figure(Nowhere(account))} of {Numbers.Figure(account.Raised)} stored nowhere{(account.Unexplained > 0 ? $", {Numbers.Figure(account.Unexplained)} unexplained" : "")}";

    /// <summary>What was raised as the sum of where it ended.</summary>
    public static string Equation(DrillAccount account) =>
        $"{Numbers.Figure(account.Raised)} raised = {Numbers.Figure(account.Old)} at the old endpoint + {Numbers.Figure(account.New)} at the new one + {Numbers.Figure(account.Both)} at both"
        + $" + {Numbers.Figure(Sum(account.Dropped))} dropped by the SDK + {Numbers.Figure(Sum(account.Lost))} lost + {Numbers.Figure(account.Unexpected)} unexpected + {Numbers.Figure(account.Unexplained)} unexplained.";

    /// <summary>All parts of an account together.</summary>
    public static long Parts(DrillAccount account) => (long)account.Old + account.New + account.Both + account.Unexpected + Nowhere(account);

    private static long Sum(IReadOnlyDictionary<string, int> counts) => counts.Values.Sum(count => (long)count);
}
