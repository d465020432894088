using Verification.Fixtures;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Deployment;

/// <summary>The deployment folder of a run, read once; where there is none, every answer is Unknown and says why.</summary>
internal sealed class FilesAudit
{
    private readonly DeploymentAudit? _audit;
    private readonly string _because;

    private FilesAudit(DeploymentAudit? audit, string because)
    {
        _audit = audit;
        _because = because;
    }

    /// <summary>What was read; null when nothing was.</summary>
    public DeploymentRecord? Record => _audit?.Record;

    /// <summary>Reads the folder that was asked for. Only a rehearsal falls back on ours: elsewhere it would say nothing about what runs.</summary>
    public static FilesAudit Open(RunRequest request, RepositoryLayout layout, SecretVault vault, RunJournal journal)
    {
        if ((request.Deployment ?? (request.Target == TargetKind.Embedded ? layout.HardenedDeployment : null)) is not string folder)
        {
            return new(null, "No deployment folder was given; name it with --deployment.");
        }

        try
        {
            DeploymentAudit audit = DeploymentAudit.Open(folder, layout, vault);
            journal.Write(JournalKind.Note, "audit", $"{audit.Record.Files.Count} files of {audit.Record.Path}");
            return new(audit, "");
        }
        catch (InputException error)
        {
            journal.Write(JournalKind.Fault, "audit", error.Message);
            return new(null, $"The deployment can't be audited: {error.Message}");
        }
    }

    /// <summary>Asks a static check.</summary>
    public Observation Ask(CheckDefinition check) => _audit?.Ask(check) ?? Observation.Unknown(_because);
}
