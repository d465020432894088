using Verification.Fixtures;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Targets;

/// <summary>The container target, where its packages are (not with Packages=core, see ContainersAbsent.cs).</summary>
internal static class Containers
{
    /// <summary>Starts it.</summary>
    public static async Task<Target> StartAsync(RunRequest request, Supervisor supervisor, HostTools tools, RepositoryLayout layout, SecretVault vault, RunJournal journal, CancellationToken ct) => await ContainerTarget.StartAsync(
        new ContainerOptions(request.RunId, supervisor, tools, ImageSet.Choose(PinnedImages.Read(layout), request.Images), vault, journal) { Reason = request.Reason, Like = request.Like, Defects = request.Defects }, ct);
}
