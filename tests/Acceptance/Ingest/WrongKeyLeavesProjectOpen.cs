using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>After a wrong key, the right key of the same project still works at once.</summary>
public sealed class WrongKeyLeavesProjectOpen(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ProjectHandle project = await context.Target.CreateProjectAsync("stale-key", ct);
        using IngestClient ingest = new(context.Target.Pace);
        string id = Guid.NewGuid().ToString("N");
        IngestAnswer wrong = await ingest.EventAsync(project.Dsn with { Key = Guid.NewGuid().ToString("N") }, id, new { event_id = id, message = "sent with a wrong key" }, ct);
        string next = Guid.NewGuid().ToString("N");
        IngestAnswer right = await ingest.EventAsync(project.Dsn, next, new { event_id = next, message = "sent with the right key" }, ct);
        return Evaluate(context.Check, wrong, right);
    }

    /// <summary>The answer to the right key decides; the one to the wrong key is told.</summary>
    internal static Observation Evaluate(CheckDefinition check, IngestAnswer wrong, IngestAnswer right) => Observation.Of(
            check, right.Accepted ? 0 : 1, 1, "http",
            right.Accepted
                ? $"The right key was accepted right after a wrong one (answers {wrong.Status}, {right.Status})."
                : $"The right key was refused with {right.Status} right after a wrong one: one stale service silences the whole project.");
}
