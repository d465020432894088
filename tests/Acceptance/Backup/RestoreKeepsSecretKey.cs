using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>What was signed before the disaster is accepted afterwards: the SECRET_KEY was brought back too.</summary>
public sealed class RestoreKeepsSecretKey(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct) => (await session.FunctionAsync(ct)) switch
    {
        { Problem: string problem } => Observation.Unknown($"The target was not started on what was restored: {problem}."),
        { KeepsSecretKey: bool kept } => Observation.Of(
            context.Check, kept ? 0 : 1, 1, "http",
            kept ? "A browser that was logged in before the disaster still is." : "A browser that was logged in before the disaster no longer is, although its session survived in Redis: the SECRET_KEY is another one."),
        _ => Observation.Unknown("The old session was answered with neither yes nor no.", "http"),
    };
}
