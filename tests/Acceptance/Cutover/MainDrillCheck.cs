using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>A question about the whole way from the old endpoint to the new one and back.</summary>
public abstract class MainDrillCheck(AcceptanceRun run) : CutoverCheck(run)
{
    /// <inheritdoc/>
    private protected sealed override async Task<Observation> JudgeAsync(CheckContext context, CutoverSession session, CancellationToken ct) => Judge(context, await session.MainAsync(ct));

    /// <summary>Judges it.</summary>
    private protected abstract Observation Judge(CheckContext context, MainRun run);

    /// <summary>Shortfalls, counted; the first one is told.</summary>
    private protected static Observation Shortfalls(CheckContext context, IReadOnlyList<string> found, int looked, string source, string otherwise) =>
        Observation.Of(context.Check, found.Count, looked, source, found.Count == 0 ? otherwise : $"{found[0]}{(found.Count > 1 ? $" (and {found.Count - 1} more)" : "")}", found);

    /// <summary>Last line that a script printed on standard error, or else at all.</summary>
    private protected static string Said(Fixtures.Processes.ToolResult? result) => result is null ? "it was not called"
        : (result.StandardOutput + "\n" + result.StandardError).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.Contains("FAILED", StringComparison.Ordinal) || line.Contains("REFUSED", StringComparison.Ordinal)) ?? $"it ended with {result.ExitCode}";
}
