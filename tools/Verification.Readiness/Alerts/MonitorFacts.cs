namespace Verification.Readiness.Alerts;

/// <summary>What a monitor of a page of ours was seen to do while the page was whole, broken, and whole again.</summary>
public sealed record MonitorFacts
{
    /// <summary>Seconds between two of its checks, as it was told.</summary>
    public required int Interval { get; init; }

    /// <summary>Its checks before the page was broken.</summary>
    public required int ChecksBefore { get; init; }

    /// <summary>Whether one of them saw the page up.</summary>
    public required bool WasUp { get; init; }

    /// <summary>Its checks in all.</summary>
    public int Checks { get; init; }

    /// <summary>How often the page was asked for by anybody.</summary>
    public int Visits { get; init; }

    /// <summary>Seconds from breaking the page until its list of changes said down; null when it never did.</summary>
    public double? DownAfter { get; init; }

    /// <summary>Seconds for which that was waited for.</summary>
    public double WaitedForDown { get; init; }

    /// <summary>Seconds from mending the page until its list of changes said up; null when it never did.</summary>
    public double? UpAfter { get; init; }

    /// <summary>Seconds for which that was waited for.</summary>
    public double WaitedForUp { get; init; }

    /// <summary>Seconds between two looks at the list.</summary>
    public double Look { get; init; }

    /// <summary>Why nothing can be concluded; null when something can.</summary>
    public string? Doubt { get; init; }
}
