using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>What came of it.</summary>
/// <param name="Case">Which.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Ended">When it had ended.</param>
/// <param name="Trigger">What found it; null when nothing did.</param>
/// <param name="RollbackMs">How long the rollback took; null when there was none.</param>
/// <param name="Shortfalls">What did not happen as it should.</param>
/// <param name="Story">In one sentence.</param>
internal sealed record FaultOutcome(FaultCase Case, DateTimeOffset Begun, DateTimeOffset Ended, string? Trigger, double? RollbackMs, IReadOnlyList<string> Shortfalls, string Story);

/// <summary>The faults that were given on one stage, and the account of its events.</summary>
internal sealed record FaultLane(
    IReadOnlyList<FaultOutcome> Outcomes, IReadOnlyList<AccountedEvent> Events, IReadOnlyList<string> Services, IReadOnlyList<(string Step, DateTimeOffset At)> Steps, IReadOnlyList<string> Commands,
    string? Doubt = null);

/// <summary>All faults of a run.</summary>
/// <param name="KeyBlock">How long one wrong key silenced a project of its own; null when that was not measured.</param>
internal sealed record FaultsRun(IReadOnlyList<FaultLane> Lanes, KeyBlock? KeyBlock)
{
    /// <summary>All outcomes, in the order in which the faults were given.</summary>
    public IReadOnlyList<FaultOutcome> Outcomes => [.. Lanes.SelectMany(lane => lane.Outcomes).OrderBy(outcome => outcome.Begun)];

    /// <summary>All events.</summary>
    public IEnumerable<AccountedEvent> Events => Lanes.SelectMany(lane => lane.Events);

    /// <summary>All steps.</summary>
    public IEnumerable<(string Step, DateTimeOffset At)> Steps => Lanes.SelectMany(lane => lane.Steps);

    /// <summary>Why what was counted may be incomplete; null when it is not.</summary>
    public string? Doubt => Lanes.Select(lane => lane.Doubt).FirstOrDefault(doubt => doubt is not null);
}
