using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Sdk;

/// <summary>What became of one driver.</summary>
/// <param name="Driver">Which one.</param>
/// <param name="Project">The project that it alone sends to, so that no SDK's events group with another's; null when it could not run.</param>
/// <param name="Result">What it did; null when it could not run or failed.</param>
/// <param name="Absent">Why it can't run here; null when it can.</param>
/// <param name="Failure">How it failed; null when it did not.</param>
public sealed record DriverReplay(SdkDriver Driver, ProjectHandle? Project, DriverResult? Result, string? Absent = null, string? Failure = null)
{
    /// <summary>What keeps its part from being answered; an absent driver that nobody depends on is only not exercised.</summary>
    public string? Shortfall => Failure is string failure ? $"the driver failed: {failure}" : Driver.Required ? Absent : null;
}

/// <summary>What the whole replay left behind.</summary>
/// <param name="Events">Every event sent, by every driver.</param>
/// <param name="Strangers">Ids found in our projects that nobody sent there.</param>
/// <param name="Poll">How often visibility was looked at: the error of the latency figures.</param>
/// <param name="LookedUntil">When looking for events that were not visible yet ended.</param>
/// <param name="StillQueued">Whether events were still queued when looking ended; null when the queue can't be seen.</param>
/// <param name="Drivers">What became of each driver.</param>
public sealed record ReplayResult(
    IReadOnlyList<StoredEvent> Events, IReadOnlyList<string> Strangers, TimeSpan Poll, DateTimeOffset LookedUntil, bool? StillQueued, IReadOnlyList<DriverReplay> Drivers)
{
    /// <summary>The drivers that did their work, with what they did.</summary>
    public IEnumerable<(DriverReplay Replay, DriverResult Result)> Done => Drivers.Where(replay => replay.Result is not null).Select(replay => (replay, replay.Result!));

    /// <summary>Why nothing was replayed at all; null when something was.</summary>
    public string? Problem => Done.Any() ? null : string.Join("; ", Drivers.Select(replay => $"{replay.Driver.Sdk}: {replay.Shortfall ?? replay.Absent}"));

    /// <summary>A replay that did not come to anything.</summary>
    public static ReplayResult Nothing(IReadOnlyList<DriverReplay> drivers) => new([], [], TimeSpan.Zero, DateTimeOffset.MinValue, null, drivers);
}
