using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Deployment;

/// <summary>What ran is what the deployment's files say, but for addresses, generated secrets and the network.</summary>
public sealed class DeploymentIsWhatWasTested(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target.Differences is not { } differences)
        {
            return Task.FromResult(Observation.Unknown("What was tested can't be compared with a deployment's files: name the folder with --deployment, and for a deployment that runs also its engine and the containers of all its parts (VERIFICATION_DOCKER_HOST, VERIFICATION_CONTAINERS)."));
        }

        Difference[] avoidable = [.. differences.Where(difference => !difference.Necessary)];
        string[] lines = [.. avoidable.Concat(differences.Except(avoidable)).Select(difference => $"{difference.What}: {difference.Why}{(difference.Necessary ? " (every test has to)" : "")}")];
        return Task.FromResult(Observation.Of(
            context.Check, avoidable.Length, context.Target.Record.Parts.Count, "compose project and engine",
            avoidable.Length == 0 ? $"Images, commands, variables, users, restrictions and mounts are the deployment's; {differences.Count} differences had to be made." : $"{avoidable.Length} of {differences.Count} differences had not to be made.", lines));
    }
}
