using System.Text.Json;
using FluentAssertions;
using Npgsql;
using Verification.Acceptance.Alerts;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Sdk;
using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Attached;

/// <summary>A deployment that runs, which an embedded target stands for, with services that work there already, and what asks it.</summary>
public sealed class AttachedBench : IAsyncLifetime
{
    public const string Working = "api-server";
    public const string Undeployed = "worker-without-a-deploy";
    public const string Leaky = "api-server-without-scrubbing";

    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly SecretVault _vault = new();
    private readonly List<Supervisor> _runs = [];
    private RunJournal? _journal;

    public Catalogue Catalogue { get; } = CatalogueFolder.Read(RepositoryLayout.Find());

    public string Logs { get; } = Directory.CreateTempSubdirectory("attached").FullName;

    public Supervisor Supervisor { get; private set; } = null!;

    public HostTools Tools { get; private set; } = null!;

    public StandInDeployment Production { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string id = RunRequest.NewRunId(TimeProvider.System);
        Supervisor = await Fixtures.Processes.Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(id), Logs) { Redact = _vault.Redact });
        _journal = new RunJournal(Path.Combine(Logs, "journal.jsonl"), _vault, TimeProvider.System);
        Tools = await HostTools.DiscoverAsync(ct: Ct);
        Production = await StandInDeployment.StartAsync(new EmbeddedOptions(id, Supervisor, Tools, _layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal), Ct);
        await WorkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Supervisor run in _runs)
        {
            await run.DisposeAsync();
        }

        await Production.DisposeAsync();
        await Supervisor.DisposeAsync();
        _journal!.Dispose();
        Directory.Delete(Logs, recursive: true);
    }

    // Services that work there already: one as it should be, one whose release no deploy made, one that reports requests as they came.
    private async Task WorkAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(Production.Settings, "", _ => { }, Ct);
        using Fixtures.Api.GlitchTipApi api = tenant.Api;
        await api.CallAsync(HttpMethod.Post, $"/api/0/teams/{tenant.Organization}/{tenant.Team}/projects/", new { name = "host-app", platform = "node" }, Ct);
        await api.CallAsync(HttpMethod.Post, $"/api/0/projects/{tenant.Organization}/host-app/releases/", new { version = "deployed@1" }, Ct);
        JsonElement keys = await api.CallAsync(HttpMethod.Get, $"/api/0/projects/{tenant.Organization}/host-app/keys/", null, Ct);
        Dsn dsn = Dsn.Parse(keys[0].GetProperty("dsn").GetProperty("public").GetString()!);
        await Task.WhenAll(
            SendAsync(tenant, dsn, Working, "deployed@1", new { host = "host-1", cookie = "[Filtered]" }),
            SendAsync(tenant, dsn, Undeployed, "seen-only@1", new { host = "host-1" }),
            SendAsync(tenant, dsn, Leaky, "deployed@1", new { host = "host-1", authorization = "Bearer of-a-customer", Cookie = "session=of-a-customer" }));
    }

    private static async Task SendAsync(Tenant tenant, Dsn dsn, string service, string release, object headers)
    {
        using IngestClient ingest = new();
        string id = Guid.NewGuid().ToString("N");
        object sent = new { event_id = id, message = $"a real error of {service}", platform = "node", server_name = service, release, request = new { url = "https://shop.example.test/", headers } };
        (await ingest.EventAsync(dsn, id, sent, Ct)).Accepted.Should().BeTrue();
        await Eventually.Async(
            token => tenant.Api.FindAsync($"/api/0/projects/{tenant.Organization}/host-app/events/{id}/", token), found => found is not null, "the service's event to be stored", TimeSpan.FromSeconds(20), ct: Ct);
    }

    // The deployment's folder: what its services are given, and the .env of before.
    private AttachedOptions WithFolder(AttachedOptions options, string? password)
    {
        string own = DatabaseOf(Production.Settings).Password!, folder = Directory.CreateDirectory(Path.Combine(Logs, "deployment")).FullName;
        File.WriteAllText(Path.Combine(folder, ".env.backup.1"), $"POSTGRES_PASSWORD={(password is null ? "of-last-year-1234" : own)}\n");
        Dictionary<string, string> environment = new() { ["ALERT_NOTIFICATION_INTERVAL"] = "2", ["DATABASE_URL"] = $"postgres://{DatabaseOf(Production.Settings).Username}:{password ?? own}@postgres:5432/glitchtip" };
        return options with { Folder = folder, Deployment = [new DeployedService("web", "web") { Environment = environment }] };
    }

    public static NpgsqlConnectionStringBuilder DatabaseOf(AttachedSettings settings) => new(DatabaseAddress.Postgres(settings.DatabaseUrl!));

    /// <summary>Attaches to it, as a run of its own does.</summary>
    public async Task<AttachedTarget> AttachAsync(AttachedSettings settings, string? password = null)
    {
        string run = RunRequest.NewRunId(TimeProvider.System);
        Supervisor own = await Fixtures.Processes.Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(run), Logs) { Redact = _vault.Redact });
        _runs.Add(own);
        return await AttachedTarget.StartAsync(WithFolder(new AttachedOptions(settings, run, "a test", own, Tools, _vault, _journal!), password), Ct);
    }

    public Task<IReadOnlyDictionary<string, Observation>> AskAsync(AttachedSettings settings, params string[] only) => AskAsync(settings, only, null);

    public async Task<IReadOnlyDictionary<string, Observation>> AskAsync(AttachedSettings settings, string[] only, string? password)
    {
        await using AttachedTarget target = await AttachAsync(settings, password);
        RunRequest request = new() { RunId = target.Tenant.RunMark, Target = TargetKind.Attached, Reason = "a test" };
        SdkReplay replay = new(target, [new NodeDriver(_runs[^1], Tools, _layout.NodeDriver)], _layout.SdkScenarios, request, _journal!);
        AnyDrill drill = new() { Target = target, Supervisor = _runs[^1], Tools = Tools, Layout = _layout, Request = request, Journal = _journal!, Vault = _vault };
        using DrillTurns turns = new(1, null);
        await using ReleaseSession releases = new(target, new ReleasePipeline(_runs[^1], Tools, _layout), request.RunId, _journal!, turns);
        await using AlertSession alerts = new(new AlertSetting(drill, Catalogue));
        IEnumerable<Type> asked = CheckTypes.All.Where(type => only.Length > 0 ? only.Contains(type.Name) : Catalogue.Find(type.Name)!.AppliesTo.Contains(TargetKind.Attached));
        return (await Task.WhenAll(asked.Select(async type =>
        {
            CheckTest test = CheckTypes.Create(type);
            (Observation observation, TimeSpan _) = await test.ObserveAsync(new(Catalogue.Find(test.Id)!, target, replay, null!, null!, null!, _journal!) { Alerts = alerts, Releases = releases }, Ct);
            return KeyValuePair.Create(test.Id, observation);
        }))).ToDictionary();
    }

    public async Task<IReadOnlyList<LeftThing>> LeftAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(Production.Settings, "", _ => { }, Ct);
        using Fixtures.Api.GlitchTipApi api = tenant.Api;
        return await AttachedTenant.LeftAsync(tenant, null, Ct);
    }
}
