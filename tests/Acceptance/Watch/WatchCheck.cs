using Verification.Fixtures.Watching;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Watch;

/// <summary>A question that two days of watching answer: read from the journal of the watch that VERIFICATION_WATCH names.</summary>
public abstract class WatchCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => Task.FromResult(WatchEvidence.Of(
        context.Check, Environment.GetEnvironmentVariable(WatchEvidence.Variable), context.Target.BaseUrl, context.Target.IsStandIn, TimeProvider.System.GetUtcNow()));
}
