namespace Verification.Readiness.Watching;

/// <summary>The checks that a watch answers, by their names in the catalogue.</summary>
public static class WatchCriteria
{
    /// <summary>Area of the catalogue that holds them.</summary>
    public const string Area = "watch";

    /// <summary>Watched for as long as asked, without a gap.</summary>
    public const string Unbroken = "WatchIsUnbroken";

    /// <summary>The target answered all the time.</summary>
    public const string Uptime = "UptimeIsUnbroken";

    /// <summary>No part was started anew.</summary>
    public const string NoRestart = "NoRestartDuringWatch";

    /// <summary>Every test event came back as it was sent, in time.</summary>
    public const string Canaries = "EveryCanaryIsCaptured";

    /// <summary>The applications' own errors arrived.</summary>
    public const string RealErrors = "RealErrorsWereSeen";

    /// <summary>The host's memory was never short.</summary>
    public const string MemoryBudget = "MemoryStaysInBudgetDuringWatch";

    /// <summary>Memory did not creep upwards.</summary>
    public const string MemoryFlat = "MemoryStaysFlatDuringWatch";

    /// <summary>No expected service was silent.</summary>
    public const string Services = "EveryServiceReports";

    /// <summary>The objective of 99.5 %.</summary>
    public const string Availability = "AvailabilityMeetsItsObjective";

    /// <summary>The objective of p95 below 500 ms.</summary>
    public const string Latency = "LatencyMeetsItsObjective";

    /// <summary>Shortest watch whose memory tells a trend from warming up: a worker that was just started grows for hours (measured: 127 to 211 MiB, then flat).</summary>
    public static TimeSpan ShortestTrend { get; } = TimeSpan.FromHours(12);

    /// <summary>Fewest looks that can show 99.5 %: with none of 766 failed, 99.5 % is the lower end of the interval.</summary>
    public const int FewestLooks = 766;

    /// <summary>Why a watch that is no full one is not asked this; null when it is asked. A full watch is asked everything.</summary>
    public static string? NotRehearsed(string check, WatchState state)
    {
        bool standIn = state.Header.StandIn;
        return check switch
        {
            MemoryFlat when state.Header.Plan.For < ShortestTrend => $"a trend needs {ShortestTrend.TotalHours:0} h, because memory grows for hours after a start",
            Availability when state.Schedule.Count(WatchKind.Probe) < FewestLooks => $"99.5 % can't be shown with fewer than {FewestLooks} looks",
            RealErrors when standIn => "no application reports to a stand-in",
            Services when state.Header.Services.Count == 0 => "VERIFICATION_SERVICES names no service",
            NoRestart when standIn && state.Parts.Readings == 0 => "the processes of this stand-in can't be seen from here",
            MemoryBudget when standIn && state.HostUsedMost is null => "the memory of the stand-in's host can't be read from here",
            _ => null,
        };
    }
}
