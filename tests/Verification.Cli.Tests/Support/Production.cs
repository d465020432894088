using Verification.Fixtures;
using Verification.Fixtures.Api;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;

namespace Verification.Cli.Tests.Support;

/// <summary>A deployment that runs, for the command line to attach to: an embedded target, started apart.</summary>
internal sealed class Production : IAsyncDisposable
{
    private readonly Supervisor _supervisor;
    private readonly RunJournal _journal;
    private readonly StandInDeployment _deployment;

    private Production(string folder, Supervisor supervisor, RunJournal journal, StandInDeployment deployment)
    {
        (Folder, _supervisor, _journal, _deployment) = (folder, supervisor, journal, deployment);
        string credentials = Path.Combine(folder, "production.env");
        deployment.Write(credentials);
        Environment = new() { [AttachedSettings.FileVariable] = credentials };
    }

    /// <summary>A folder of the test, removed with it.</summary>
    public string Folder { get; }

    /// <summary>What the command line needs to find it.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>The token that must never be printed.</summary>
    public string Token => _deployment.Settings.Token;

    /// <summary>Starts it.</summary>
    public static async Task<Production> StartAsync()
    {
        await Machine.NeedsServersAsync();
        CancellationToken ct = TestContext.Current.CancellationToken;
        SecretVault vault = new();
        string id = RunRequest.NewRunId(TimeProvider.System), folder = Directory.CreateTempSubdirectory("production").FullName;
        Supervisor supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"{id}-production"), folder) { Redact = vault.Redact }, ct);
        RunJournal journal = new(Path.Combine(folder, "journal.jsonl"), vault, TimeProvider.System);
        EmbeddedOptions options = new(id, supervisor, await HostTools.DiscoverAsync(ct: ct), RepositoryLayout.Find().Program("tools", "Verification.ReferenceTarget"), vault, journal);
        return new(folder, supervisor, journal, await StandInDeployment.StartAsync(options, ct));
    }

    /// <summary>What of ours is there now.</summary>
    public async Task<IReadOnlyList<LeftThing>> LeftAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(_deployment.Settings, "", _ => { }, TestContext.Current.CancellationToken);
        using GlitchTipApi api = tenant.Api;
        return await AttachedTenant.LeftAsync(tenant, null, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _deployment.DisposeAsync();
        await _supervisor.DisposeAsync();
        _journal.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
