using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;

namespace Verification.Acceptance.Targets;

/// <summary>Starts the target that a run was asked for.</summary>
internal static class RunTarget
{
    /// <summary>Starts it; returns when its canary was read back, or not in time.</summary>
    public static async Task<Target> StartAsync(RunRequest request, Supervisor supervisor, HostTools tools, RepositoryLayout layout, SecretVault vault, RunJournal journal, CancellationToken ct) => request.Target switch
    {
        TargetKind.Containers => await Containers.StartAsync(request, supervisor, tools, layout, vault, journal, ct),
        TargetKind.Embedded => await EmbeddedTarget.StartAsync(
            new EmbeddedOptions(request.RunId, supervisor, tools, layout.Program("tools", "Verification.ReferenceTarget"), vault, journal) { Reason = request.Reason, Like = request.Like, Defects = request.Defects }, ct),
        TargetKind.Attached => await AttachedTarget.StartAsync(
            new AttachedOptions(AttachedSettings.Read(Environment.GetEnvironmentVariable), request.RunId, request.Reason, supervisor, tools, vault, journal)
            {
                Deployment = request.Deployment is string folder ? DeploymentAudit.Open(folder, layout, vault).Services : null,
                Folder = request.Deployment,
            }, ct),
        _ => throw new InputException($"The acceptance suite can't be run on {request.Target}."),
    };
}
