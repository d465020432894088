using Verification.Fixtures;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Faults;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;

namespace Verification.Cli.Running;

/// <summary>The defects that can be seeded.</summary>
internal static class SeededDefects
{
    /// <summary>Those of the launcher, and those that the reference target lists itself.</summary>
    public static async Task<IReadOnlyList<string>> KnownAsync(RepositoryLayout layout, CancellationToken ct)
    {
        string listed = await ShortProcess.OutputAsync(RepositoryLayout.DotnetHost, [layout.Program("tools", "Verification.ReferenceTarget"), "list-defects"], ct);
        return
        [
            .. LauncherDefects.All.Select(defect => defect.Id),
            .. BackupDefects.All.Select(defect => defect.Id),
            .. CutoverDefects.All.Select(defect => defect.Id),
            .. ResilienceDefects.All.Select(defect => defect.Id),
            .. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0].Trim()),
        ];
    }
}
