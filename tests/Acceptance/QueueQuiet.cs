using Verification.Fixtures;
using Verification.Fixtures.Targets;
using Verification.Readiness;

namespace Verification.Acceptance;

/// <summary>When a queue has nothing more to give: what comes late, a copy above all, comes a batch after its first.</summary>
internal static class QueueQuiet
{
    /// <summary>A worker's batch window is two seconds.</summary>
    public static readonly TimeSpan OneBatch = TimeSpan.FromSeconds(3);

    /// <summary>How long whoever shares the target with a cutover drill waits: its services fail all the time, and their errors keep the queue busy until it ends.</summary>
    public static readonly TimeSpan BesideADrill = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long the queue has to be empty before what is missing will not come. What the reference worker took counts as queued until it is
    /// stored; Celery may acknowledge a batch before, and gives up on a database after 30 s.
    /// </summary>
    public static TimeSpan NothingComes(Target target) => target.Record.Kind == TargetKind.Embedded ? OneBatch : TimeSpan.FromSeconds(35);

    /// <summary>Waits until the queue was empty for a batch.</summary>
    /// <param name="target">Whose queue.</param>
    /// <param name="since">From when on it may have been empty.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <param name="longest">How long to wait at most; 30 s unless told.</param>
    /// <exception cref="TimeoutException">It was not empty for a batch within that time.</exception>
    public static Task WaitAsync(Target target, DateTimeOffset since, CancellationToken ct, TimeSpan? longest = null)
    {
        DateTimeOffset busy = since;
        return Eventually.Async(
            async token =>
            {
                busy = await target.QueuedAsync(token) > 0 ? DateTimeOffset.UtcNow : busy;
                return DateTimeOffset.UtcNow - busy;
            },
            quiet => quiet > OneBatch, "the queue to be empty for a batch", longest ?? Longest, Poll, ct: ct);
    }
}
