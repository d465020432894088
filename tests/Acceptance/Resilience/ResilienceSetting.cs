namespace Verification.Acceptance.Resilience;

/// <summary>What resilience drills are made with.</summary>
internal sealed record ResilienceSetting : DrillSetting
{
    // The time after which a killed worker's events count as delayed; a rehearsal proves that the drill can tell.
    private static readonly TimeSpan FullPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RehearsedPatience = TimeSpan.FromSeconds(20);

    /// <summary>The same for this drill.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public ResilienceSetting(DrillSetting basis) : base(basis)
    {
    }

    /// <summary>Drills to make; null for all.</summary>
    public IReadOnlyList<DrillKind>? Only { get; init; }

    /// <summary>How long what was accepted may take to be stored once a fault is over.</summary>
    public TimeSpan Patience => Target.IsStandIn ? RehearsedPatience : FullPatience;
}
