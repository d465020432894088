namespace Verification.Readiness.Alerts;

/// <summary>What is known of the alerts about one monitor that saw its site go down and come back.</summary>
public sealed record UptimeAlertFacts
{
    /// <summary>The organization's slug, which links hold.</summary>
    public required string Organization { get; init; }

    /// <summary>The monitor's id.</summary>
    public required long Monitor { get; init; }

    /// <summary>The monitor's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the monitor saw the site up and then down.</summary>
    public required bool OutageSeen { get; init; }

    /// <summary>Whether it then saw it up again.</summary>
    public required bool RecoverySeen { get; init; }

    /// <summary>Whom the alert names.</summary>
    public required IReadOnlyList<AlertShape> Recipients { get; init; }

    /// <summary>Everything that arrived.</summary>
    public required IReadOnlyList<AlertDelivery> Deliveries { get; init; }

    /// <summary>What was watched and for how long, as a clause.</summary>
    public string Watched { get; init; } = "";

    /// <summary>Why a recipient that belongs to the question could not be named; null when all were.</summary>
    public string? NotAsked { get; init; }

    /// <summary>Why nothing can be concluded; null when something can.</summary>
    public string? Doubt { get; init; }
}
