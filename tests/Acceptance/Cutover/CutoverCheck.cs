using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>A question about the rehearsed cutover.</summary>
public abstract class CutoverCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected internal override string? Drill => "Services are switched over and back at hundreds of events per second for this";

    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    protected override Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => context.Cutover.Absent is { Length: > 0 } absent
        ? Task.FromResult(Observation.Unknown($"No cutover was rehearsed: {absent}."))
        : JudgeAsync(context, context.Cutover, ct);

    /// <summary>Judges what was seen.</summary>
    private protected abstract Task<Observation> JudgeAsync(CheckContext context, CutoverSession session, CancellationToken ct);
}
