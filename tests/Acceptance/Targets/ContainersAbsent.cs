using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;

namespace Verification.Acceptance.Targets;

/// <summary>What stands for the container target in a build from a feed without its packages (Packages=core).</summary>
internal static class Containers
{
    /// <summary>Can't be started.</summary>
    /// <exception cref="InputException">Always; it says what is missing.</exception>
    public static Task<Target> StartAsync(RunRequest request, Supervisor supervisor, HostTools tools, RepositoryLayout layout, SecretVault vault, RunJournal journal, CancellationToken ct) =>
        throw new InputException($"Run {request.RunId} asks for the container target, which this build (Packages=core) does not have; its packages are missing from the feed.");
}
