using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>The newest backup of the deployment was restored into an empty server beside it.</summary>
public sealed class DeployedBackupRestores(AcceptanceRun run) : DeployedBackupCheck(run)
{
    /// <inheritdoc/>
    internal override Observation Evaluate(CheckDefinition check, DeployedBackupLook look, DateTimeOffset now) => Observation.Of(
        check, look.Problem is null ? 0 : 1, 1, "files+sql",
        look.Problem is string problem ? $"The newest backup{(look.Name is null ? "" : $" ({look.Name})")} can't be used: {problem}." : $"The newest backup ({look.Name}) was restored into an empty database in {look.Elapsed.TotalSeconds:0.0} s.");
}
