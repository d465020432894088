using System.Collections.Concurrent;
using Verification.Acceptance.Sdk;
using Verification.Fixtures;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>What a rehearsed recovery is made with.</summary>
internal sealed record BackupSetting : DrillSetting
{
    // A full run's round trip is of ten thousand events; a rehearsal proves that it works.
    private const int FullEvents = 10_000;
    private const int FewestEvents = 200;

    /// <summary>The same for this drill.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public BackupSetting(DrillSetting basis) : base(basis)
    {
    }

    /// <summary>Whether an older dump is kept for a defect that needs one.</summary>
    public bool KeepsYesterday { get; init; }

    /// <summary>Every sandbox that was opened; what is in them is needed until the end.</summary>
    public ConcurrentBag<DeploymentSandbox> Opened { get; } = [];

    /// <summary>Events sent besides the known ones.</summary>
    public int Events => Math.Max(FewestEvents, (int)(FullEvents * Math.Min(1, Request.Scale)));

    /// <summary>The folder whose procedure is rehearsed, as it is shown.</summary>
    public string Deployment => Request.Deployment ?? Layout.HardenedDeployment;

    /// <summary>Whether the deployment has a procedure of its own; without one the round trip is made with ours, and nothing else is credited to it.</summary>
    public bool HasOwnProcedure { get; private set; } = true;

    /// <summary>Opens a sandbox with the procedure under test: the deployment's own, or ours where it has none.</summary>
    public async Task<DeploymentSandbox> SandboxAsync(string name, ScriptDatabase database, CancellationToken ct)
    {
        DeploymentSandbox own = await OpenAsync(name, Deployment, database, ct);
        if (own.BackupScript is not null || Deployment == Layout.HardenedDeployment)
        {
            return own;
        }

        HasOwnProcedure = false;

        return await OpenAsync($"{name}-ours", Layout.HardenedDeployment, database, ct);
    }

    /// <summary>The SDK scenarios for a source; null where they can't be replayed.</summary>
    public SdkReplay? Replay(Target source)
    {
        // One SDK is enough here: what is asked is whether a restore keeps what is there.
        Fixtures.Sdk.NodeDriver driver = new(Supervisor, Tools, Layout.NodeDriver);
        NodeDriverAbsence = driver.Absent();
        return NodeDriverAbsence is null ? new SdkReplay(source, [driver], Layout.SdkScenarios, Request, Journal) : null;
    }

    /// <summary>Why no SDK scenario was replayed; null when they were.</summary>
    public string? NodeDriverAbsence { get; private set; }

    /// <summary>The client programs that fit a drill's server.</summary>
    public static Task<PostgresPrograms> ProgramsAsync(RecoveryDrill drill, CancellationToken ct) => PostgresPrograms.FindAsync(drill.Database.Tools, ServerVersion(drill), ct);

    /// <summary>Version of a drill's server, such as 15.18.</summary>
    public static string ServerVersion(RecoveryDrill drill) => drill.Source.Record.Parts.First(part => part.Name == "postgres").Version;

    /// <summary>A database to restore into.</summary>
    public static RestorePlace Place(ScriptDatabase database) => new("127.0.0.1", database.Port, database.User, database.Password, database.Name);

    /// <summary>Where a sandbox's procedure is from, as it is shown.</summary>
    public string Shown(DeploymentSandbox sandbox) => Path.GetRelativePath(Layout.Root, sandbox.Deployment) is var inside && inside.StartsWith("..", StringComparison.Ordinal) ? sandbox.Deployment : inside;

    /// <summary>A dump made by us; gives its path.</summary>
    public async Task<string> DumpAsync(ScriptDatabase database, string name, CancellationToken ct, ArchiveFormat format = ArchiveFormat.Custom)
    {
        string path = Supervisor.WorkDirectory.Child($"{name}{Mark}.dump");
        ProcessSpec dump = new($"{name}{Mark}", Path.Combine(database.Tools, "pg_dump"), ["--host=127.0.0.1", $"--port={database.Port}", $"--username={database.User}", $"--format={format.ToString().ToLowerInvariant()}", $"--file={path}", database.Name])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = database.Password },
        };
        (await Supervisor.RunAsync(dump, TimeSpan.FromSeconds(60), ct)).EnsureSuccess($"Dumping {database.Name}");
        return path;
    }

    private async Task<DeploymentSandbox> OpenAsync(string name, string deployment, ScriptDatabase database, CancellationToken ct)
    {
        DeploymentSandbox sandbox = await DeploymentSandbox.OpenAsync(
            new SandboxOptions
            {
                Supervisor = Supervisor, Name = $"{name}{Mark}", Deployment = deployment, Database = database,
                Overlays = [.. BackupDefects.All.Where(defect => defect.Kind is BackupDefectKind.Script or BackupDefectKind.Retention && Has(defect.Id)).Select(defect => Path.Combine(Layout.BackupDefects, defect.Id))],
            }, ct);
        Opened.Add(sandbox);
        return sandbox;
    }
}
