using Verification.Readiness.History;
using Verification.Readiness.Tests.History;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Two nights of which everything that can change did.</summary>
internal static class ComparisonSamples
{
    private static readonly Threshold NoneLost = new(Comparison.AtMost, 0, "lost events");

    /// <summary>Every call once, an outcome that turned, a check that came, one that went, and another version.</summary>
    public static RunComparison Everything()
    {
        HistoryLog history = new([.. Enumerable.Range(1, 12).Select(night => Night(night, 2 + (night % 3 * 0.1)).Entry)], []);
        ComparedRun later = Nights.Of(
            13, run => run with { Target = run.Target with { Version = "6.2", Subject = "sha256:another" } },
            new("AckedEventsAreStored", 3, NoneLost, "3 of 140 events were <lost> | see *them*"), new("StagedLoadKeepsLatency", 4.25, Nights.AtMost5Seconds), new("BacklogDrains", 0, NoneLost),
            new("BurstIsStoredAtRate", 81, Nights.AtLeast50PerSecond), new("EventsAreVisibleInTime", 1.1, Nights.AtMost5Seconds), new("BurstIsVisibleInTime", null, Nights.AtMost5Seconds),
            new("NewerCheck", 0, NoneLost), new("CountsAgree", 0, NoneLost));
        return RunComparison.Of(Night(12, 2), later, history);
    }

    private static ComparedRun Night(int night, double seconds) => Nights.Of(
        night, new Seen("AckedEventsAreStored", 0, NoneLost), new("StagedLoadKeepsLatency", seconds, Nights.AtMost5Seconds), new("BacklogDrains", 2, NoneLost),
        new("BurstIsStoredAtRate", 80, Nights.AtLeast50PerSecond), new("EventsAreVisibleInTime", night == 12 ? 1 : null, Nights.AtMost5Seconds), new("BurstIsVisibleInTime", 1, Nights.AtMost5Seconds),
        new("OlderCheck", 0, NoneLost), new("CountsAgree", 0, NoneLost));
}
