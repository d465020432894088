using FluentAssertions;
using Verification.Acceptance.Alerts;
using Verification.Acceptance.Sdk;
using Verification.Acceptance.Watch;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Backup;
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

/// <summary>A deployment that runs (an embedded target stands for it) is asked what can be asked of one, and keeps nothing of it.</summary>
public sealed class AttachedTargetTests : IAsyncLifetime
{
    private const string Working = "api-server";
    private static readonly DateTimeOffset Cutover = DateTimeOffset.UtcNow.AddMinutes(-1);

    // Without an address under which the deployment reaches us.
    private static readonly string[] NotReceived = ["IssueAlertArrivesOnce", "UptimeAlertArrives", "UptimeMonitorDetectsOutage", "UptimeMonitorDetectsRecovery"];

    // What can't be told of a deployment behind a tunnel, and of one whose address is not encrypted.
    private static readonly string[] NotOfALoopbackAddress = ["StoresAreClosedOutside", "CertificateLastsForWeeks", "AnsweredCookiesAreSecure", "AdminIsNotServed", "SecurityHeadersAreSent"];

    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly Catalogue _catalogue = CatalogueFolder.Read(RepositoryLayout.Find());
    private readonly SecretVault _vault = new();
    private readonly string _logs = Directory.CreateTempSubdirectory("attached").FullName;
    private Supervisor? _supervisor;
    private RunJournal? _journal;
    private HostTools? _tools;
    private StandInDeployment? _production;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deployment_ThatIsSound_PassesWhatCanBeAskedAndKeepsNothing()
    {
        string backups = await BackUpAsync();
        IReadOnlyDictionary<string, Observation> seen = await AskAsync(_production!.Settings with { Services = [Working], CutoverAt = Cutover, Backups = backups, Crontab = Crontab(TimeSpan.FromMinutes(5)), EventsPerSecond = 50 });

        seen.Where(entry => entry.Value.Outcome == Outcome.Fail && Requirement(entry.Key) == Readiness.Requirement.Required).Should().BeEmpty();
        seen.Where(entry => entry.Value.Outcome == Outcome.Unknown).Select(entry => entry.Key).Should().BeSubsetOf([.. Drills, .. NotOfALoopbackAddress, .. NotReceived, .. NotOfContainers]);
        foreach (string answered in new[] { "CanaryProvesReadiness", "DurabilityIsOn", "AckedEventsAreStoredOnce", "SignUpIsClosed", "WrongKeyIsRejected", "EveryServiceHasReported", "DeployedBackupRestores", "DeployedBackupIsFresh", "ScheduledJobsReallyRun" })
        {
            seen[answered].Outcome.Should().Be(Outcome.Pass, "{0}: {1}", answered, seen[answered].Reason);
        }

        (await LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Service_SilentSinceTheCutover_IsKilledByTheCheckNamedForIt()
    {
        IReadOnlyDictionary<string, Observation> seen = await AskAsync(_production!.Settings with { Services = [Working, "worker-9"], CutoverAt = Cutover }, "EveryServiceHasReported", "SignUpIsClosed", "CanaryProvesReadiness");

        seen["EveryServiceHasReported"].Outcome.Should().Be(Outcome.Fail);
        seen["EveryServiceHasReported"].Details.Should().ContainSingle().Which.Should().StartWith("worker-9: nothing at all");
        seen.Where(entry => entry.Value.Outcome == Outcome.Fail).Should().ContainSingle();
    }

    [Fact]
    public async Task Job_Stopped_IsKilledByTheCheckNamedForIt()
    {
        IReadOnlyDictionary<string, Observation> seen = await AskAsync(_production!.Settings with { Crontab = Crontab(TimeSpan.FromDays(3)) }, "ScheduledJobsReallyRun", "SignUpIsClosed");

        seen["ScheduledJobsReallyRun"].Outcome.Should().Be(Outcome.Fail);
        seen["ScheduledJobsReallyRun"].Details.Should().ContainSingle().Which.Should().StartWith("/opt/glitchtip/backup.sh (0 3 * * *): its log was last written to at ");
        seen["SignUpIsClosed"].Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public async Task Backup_CutOff_IsKilledByTheCheckNamedForIt()
    {
        string backups = await BackUpAsync();
        string dump = Directory.GetFiles(backups).Single();
        byte[] whole = await File.ReadAllBytesAsync(dump, Ct);
        await File.WriteAllBytesAsync(dump, whole[..(whole.Length / 2)], Ct);
        IReadOnlyDictionary<string, Observation> seen = await AskAsync(_production!.Settings with { Backups = backups }, "DeployedBackupRestores", "DeployedBackupIsFresh");

        seen["DeployedBackupRestores"].Outcome.Should().Be(Outcome.Fail);
        seen["DeployedBackupIsFresh"].Outcome.Should().Be(Outcome.Unknown, "the date of a backup that can't be read means nothing");
    }

    [Fact]
    public async Task Clean_AfterARunThatWasKilled_RemovesItsProjectsAndNoOther()
    {
        await using AttachedTarget killed = await AttachAsync(_production!.Settings);
        await killed.CreateProjectAsync("sdk", Ct);
        Tenant tenant = await AttachedTenant.OpenAsync(_production.Settings, "", _ => { }, Ct);
        await tenant.Api.CallAsync(HttpMethod.Post, $"/api/0/teams/{tenant.Organization}/{tenant.Team}/projects/", new { name = "verification-of-payments", platform = "node" }, Ct);

        IReadOnlyList<LeftThing> left = await AttachedTenant.LeftAsync(tenant, null, Ct);
        await AttachedTenant.RemoveAsync(tenant, left, Ct);

        left.Should().HaveCount(2).And.AllSatisfy(thing => AttachedTenant.RunOf(thing.Name).Should().Be(killed.Tenant.RunMark));
        (await LeftAsync()).Should().BeEmpty();
        (await tenant.Api.ListAsync("/api/0/projects/", Ct)).Select(project => project.GetProperty("slug").GetString()).Should().Contain("verification-of-payments");
    }

    [Fact]
    public async Task Database_OfAnUnknownSchema_GivesNoAnswersRatherThanWrongOnes()
    {
        Uri own = new(_production!.Settings.DatabaseUrl!);
        await using AttachedTarget target = await AttachAsync(_production.Settings with { DatabaseUrl = new Uri(own, "/postgres").ToString() });

        target.Sql.Should().BeNull();
        File.ReadAllText(Path.Combine(_logs, "journal.jsonl")).Should().Contain("its tables are not those of GlitchTip 4.x or 5.x");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string id = RunRequest.NewRunId(TimeProvider.System);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(id), _logs) { Redact = _vault.Redact });
        _journal = new RunJournal(Path.Combine(_logs, "journal.jsonl"), _vault, TimeProvider.System);
        _tools = await HostTools.DiscoverAsync(ct: Ct);
        _production = await StandInDeployment.StartAsync(new EmbeddedOptions(id, _supervisor, _tools, _layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal), Ct);
        await WorkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _production!.DisposeAsync();
        await _supervisor!.DisposeAsync();
        _journal!.Dispose();
        Directory.Delete(_logs, recursive: true);
    }

    // What needs a load, a disaster, or two days.
    private static IEnumerable<string> Drills => CheckTypes.All.Where(type => CheckTypes.Create(type).Drill is not null || type.IsSubclassOf(typeof(WatchCheck))).Select(type => type.Name);

    private static IEnumerable<string> NotOfContainers => ["DeploymentIsWhatWasTested", "MemoryLimitsApply"];

    private Requirement Requirement(string check) => _catalogue.Find(check)!.Requirement;

    // One service that works there already.
    private async Task WorkAsync()
    {
        ProjectHandle project = await _production!.Target.CreateProjectAsync("host-app", Ct);
        using IngestClient ingest = new();
        Tenant tenant = await AttachedTenant.OpenAsync(_production.Settings, "", _ => { }, Ct);
        await tenant.Api.CallAsync(HttpMethod.Post, $"/api/0/teams/{tenant.Organization}/{tenant.Team}/projects/", new { name = "host-app", platform = "node" }, Ct);
        System.Text.Json.JsonElement keys = await tenant.Api.CallAsync(HttpMethod.Get, $"/api/0/projects/{tenant.Organization}/host-app/keys/", null, Ct);
        Dsn dsn = Dsn.Parse(keys[0].GetProperty("dsn").GetProperty("public").GetString()!);
        string event1 = Guid.NewGuid().ToString("N");
        (await ingest.EventAsync(dsn, event1, new { event_id = event1, message = "a real error", platform = "node", server_name = Working }, Ct)).Accepted.Should().BeTrue();
        await Eventually.Async(
            token => tenant.Api.FindAsync($"/api/0/projects/{tenant.Organization}/host-app/events/{event1}/", token), found => found is not null, "the service's event to be stored", TimeSpan.FromSeconds(20), ct: Ct);
        tenant.Api.Dispose();
        project.Id.Should().BePositive();
    }

    // A daily job whose log is this old.
    private string Crontab(TimeSpan age)
    {
        string log = Path.Combine(_logs, "job.log"), crontab = Path.Combine(_logs, "crontab");
        File.WriteAllText(log, "backup done\n");
        File.SetLastWriteTimeUtc(log, DateTime.UtcNow - age);
        File.WriteAllText(crontab, $"0 3 * * * /opt/glitchtip/backup.sh >>{log} 2>&1\n");
        return crontab;
    }

    private async Task<string> BackUpAsync()
    {
        Npgsql.NpgsqlConnectionStringBuilder database = new(DatabaseAddressOf(_production!.Settings.DatabaseUrl!));
        string folder = Directory.CreateDirectory(Path.Combine(_logs, "backups")).FullName;
        PostgresPrograms programs = await PostgresPrograms.FindAsync(_tools!, _production.Target.Record.Parts.First(part => part.Name == "postgres").Version, Ct);
        string dump = Path.Combine(_supervisor!.WorkDirectory.CreateChild("own-backup"), "glitchtip.dump");
        (await _supervisor.RunAsync(new ProcessSpec("own-backup", programs.Program("pg_dump"), ["--format=custom", $"--file={dump}", $"--host={database.Host}", $"--port={database.Port}", $"--username={database.Username}", database.Database!])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = database.Password },
        }, TimeSpan.FromSeconds(60), Ct)).EnsureSuccess("Backing up");
        File.Move(dump, Path.Combine(folder, "glitchtip.dump"));
        return folder;
    }

    private static string DatabaseAddressOf(string url)
    {
        Uri address = new(url);
        string[] user = address.UserInfo.Split(':');
        return $"Host={address.Host};Port={address.Port};Username={user[0]};Password={user[1]};Database={address.AbsolutePath.Trim('/')}";
    }

    private async Task<AttachedTarget> AttachAsync(AttachedSettings settings) =>
        await AttachedTarget.StartAsync(new AttachedOptions(settings, RunRequest.NewRunId(TimeProvider.System), "a test", _supervisor!, _tools!, _vault, _journal!), Ct);

    private async Task<IReadOnlyDictionary<string, Observation>> AskAsync(AttachedSettings settings, params string[] only)
    {
        await using AttachedTarget target = await AttachAsync(settings);
        RunRequest request = new() { RunId = target.Tenant.RunMark, Target = TargetKind.Attached, Reason = "a test" };
        SdkReplay replay = new(target, [new NodeDriver(_supervisor!, _tools!, _layout.NodeDriver)], _layout.SdkScenarios, request, _journal!);
        AnyDrill drill = new() { Target = target, Supervisor = _supervisor!, Tools = _tools!, Layout = _layout, Request = request, Journal = _journal!, Vault = _vault };
        await using AlertSession alerts = new(new AlertSetting(drill, _catalogue));
        IEnumerable<Type> asked = CheckTypes.All.Where(type => only.Length > 0 ? only.Contains(type.Name) : _catalogue.Find(type.Name)!.AppliesTo.Contains(TargetKind.Attached));
        return (await Task.WhenAll(asked.Select(async type =>
        {
            CheckTest test = CheckTypes.Create(type);
            (Observation observation, TimeSpan _) = await test.ObserveAsync(new(_catalogue.Find(test.Id)!, target, replay, null!, null!, null!, _journal!) { Alerts = alerts }, Ct);
            return KeyValuePair.Create(test.Id, observation);
        }))).ToDictionary();
    }

    private async Task<IReadOnlyList<LeftThing>> LeftAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(_production!.Settings, "", _ => { }, Ct);
        using Fixtures.Api.GlitchTipApi api = tenant.Api;
        return await AttachedTenant.LeftAsync(tenant, null, Ct);
    }
}
