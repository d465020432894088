using Verification.Fixtures.Services;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Within five minutes .env is what it was, byte for byte and in mode, every service is online as a new process with its policy, and the old endpoint receives from every one.</summary>
public sealed class RollbackIsCompleteInTime(AcceptanceRun run) : MainDrillCheck(run)
{
    internal static readonly TimeSpan Budget = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        if (run.StatesBefore.Count == 0 || run.StatesSilenced.Count == 0)
        {
            return Observation.Unknown("PM2 told of no service, so nobody knows what came back.", "pm2");
        }

        List<string> found = [];
        found.AddRange(run.Rollback?.ExitCode == 0 ? Array.Empty<string>() : [$"rollback.sh ended with {run.Rollback?.ExitCode}: {Said(run.Rollback)}"]);
        found.AddRange(run.EnvRestored.AsSpan().SequenceEqual(run.EnvBefore) ? Array.Empty<string>() : [".env is not byte for byte what it was before the cutover"]);
        found.AddRange(run.OwnerRestored == run.OwnerBefore ? Array.Empty<string>() : [".env has another owner than before the cutover"]);
        found.AddRange(run.ModeRestored == run.ModeBefore ? Array.Empty<string>() : [".env has another mode than before the cutover"]);
        foreach (ServiceState before in run.StatesBefore)
        {
            ServiceState? now = run.StatesRestored.FirstOrDefault(state => state.Name == before.Name);
            found.AddRange(now is not { IsOnline: true } ? [$"{before.Name} is {now?.Status ?? "gone"}"] : now.RestartPolicy != before.RestartPolicy ? [$"{before.Name} has another restart policy"]
                : !run.StatesSilenced.Any(state => state.Name == now.Name && state.Pid != now.Pid) ? [$"{before.Name} was not restarted"] : Array.Empty<string>());
        }

        found.AddRange(run.RollbackDone is null ? [$"not every service reports to the old endpoint again: {run.RollbackProblem}"] : Array.Empty<string>());
        found.AddRange(run.RollbackDone is DateTimeOffset done && done - run.RollbackBegun > Budget ? [$"it took {(done - run.RollbackBegun).TotalMinutes:0.0} min"] : Array.Empty<string>());
        return Shortfalls(
            context, found, 6 + run.StatesBefore.Count, "script+pm2+record",
            $"{(run.RollbackDone - run.RollbackBegun)?.TotalSeconds:0.0} s after the call .env was byte for byte what it was, {run.StatesRestored.Count} services were online and the old endpoint received from every one.");
    }
}
