using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>A question about the replayed scenarios; without a replay the answer is Unknown.</summary>
public abstract class ReplayCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ReplayResult replay = await context.Replay.ResultAsync(ct);
        return replay.DriverProblem is string problem
            ? Observation.Unknown($"No event was replayed: {problem}.")
            : await JudgeAsync(context, replay, ct);
    }

    /// <summary>Judges what the replay left behind.</summary>
    protected abstract Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct);

    /// <summary>What the stored events were read through.</summary>
    protected static string Oracles(CheckContext context) => context.Target.Sql is null ? "api" : "api+sql";
}
