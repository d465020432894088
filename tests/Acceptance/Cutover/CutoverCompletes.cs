using System.Text;
using Verification.Fixtures.Services;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>The procedure ends well: one line of the file changed, every service online as a new process with the same restart policy.</summary>
public sealed class CutoverCompletes(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        if (run.StatesBefore.Count == 0)
        {
            return Observation.Unknown("PM2 told of no service, so there was nothing to cut over.", "pm2");
        }

        string[] before = Encoding.UTF8.GetString(run.EnvBefore).Split('\n'), after = Encoding.UTF8.GetString(run.EnvAfter).Split('\n');
        string[] changed = before.Length == after.Length ? [.. before.Zip(after).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Split('=')[0])] : ["the number of lines"];
        List<string> found = [];
        if (run.Cutover?.ExitCode != 0)
        {
            found.Add($"cutover.sh ended with {run.Cutover?.ExitCode}: {Said(run.Cutover)}");
        }

        if (changed is not ["SENTRY_DSN"])
        {
            found.Add($"changed in .env: {string.Join(", ", changed)}{(changed.Length == 0 ? "nothing" : "")}, where SENTRY_DSN alone should be");
        }

        foreach (ServiceState old in run.StatesBefore)
        {
            ServiceState? now = run.StatesAfter.FirstOrDefault(state => state.Name == old.Name);
            found.AddRange(
                now is not { IsOnline: true } ? [$"{old.Name} is {now?.Status ?? "gone"}"]
                : now.Pid == old.Pid ? [$"{old.Name} still is the process that it was"]
                : now.RestartPolicy != old.RestartPolicy ? [$"{old.Name} has another restart policy"] : Array.Empty<string>());
        }

        found.AddRange(run.StatesAfter.Where(then => then.IsOnline && then.Name != run.Mute && !run.StatesSteady.Any(state => state.IsOnline && state.Name == then.Name && state.Pid == then.Pid))
            .Select(state => $"{state.Name} did not stay up after the cutover"));
        return Shortfalls(
            context, found, 2 + run.StatesBefore.Count, "script+pm2",
            $"One line of .env was changed and {run.StatesAfter.Count} services are online as new processes, {(run.CutoverEnded - run.CutoverBegun).TotalSeconds:0.0} s after the call.");
    }
}
