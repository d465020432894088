using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Targets;

/// <summary>The container target, where its packages are (not with Packages=core, see ContainersAbsent.cs).</summary>
internal static class Containers
{
    /// <summary>Starts it: the pinned profile, or the deployment under test as far as a test of it can be the same.</summary>
    public static async Task<Target> StartAsync(RunRequest request, Supervisor supervisor, HostTools tools, RepositoryLayout layout, SecretVault vault, RunJournal journal, CancellationToken ct)
    {
        ImageSet images = ImageSet.Choose(PinnedImages.Read(layout), request.Images);
        IReadOnlyList<DeployedService>? deployment = request.Deployment is string folder ? DeploymentAudit.Open(folder, layout, vault).Services : null;
        ContainerOptions options = new(request.RunId, supervisor, tools, deployment is null ? images : DeployedPlan.Images(deployment, images, request.Images), vault, journal)
        {
            Reason = request.Reason, Like = request.Like, Defects = request.Defects, Deployment = deployment,
        };
        StackTarget target = await ContainerTarget.StartAsync(options, ct);
        foreach (Difference difference in target.Differences ?? [])
        {
            journal.Write(JournalKind.Note, "tested is not deployed", $"{difference.What}: {difference.Why}{(difference.Necessary ? "" : "; this prevents a decision")}");
        }

        return target;
    }
}
