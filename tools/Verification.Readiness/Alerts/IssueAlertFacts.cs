namespace Verification.Readiness.Alerts;

/// <summary>What is known of an alert about one new issue.</summary>
public sealed record IssueAlertFacts
{
    /// <summary>The organization's slug, which links hold.</summary>
    public required string Organization { get; init; }

    /// <summary>The issue's id.</summary>
    public required long Issue { get; init; }

    /// <summary>The issue's title.</summary>
    public required string Title { get; init; }

    /// <summary>Whom the alert names.</summary>
    public required IReadOnlyList<AlertShape> Recipients { get; init; }

    /// <summary>Everything that arrived.</summary>
    public required IReadOnlyList<AlertDelivery> Deliveries { get; init; }

    /// <summary>When the issue's first event was sent.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>What was watched and for how long, as a clause.</summary>
    public string Watched { get; init; } = "";

    /// <summary>Why a recipient that belongs to the question could not be named; null when all were.</summary>
    public string? NotAsked { get; init; }

    /// <summary>Why nothing can be concluded; null when something can.</summary>
    public string? Doubt { get; init; }
}
