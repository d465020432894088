using System.Net;
using System.Text.Json;
using FluentAssertions;
using Npgsql;
using Verification.Acceptance.Alerts;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Sdk;
using Verification.Acceptance.Watch;
using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Receivers;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Attached;

/// <summary>A deployment that runs (an embedded target stands for it) is asked what can be asked of one, and keeps nothing of it.</summary>
public sealed class AttachedTargetTests(AttachedBench bench) : IClassFixture<AttachedBench>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly DateTimeOffset Cutover = DateTimeOffset.UtcNow.AddMinutes(-1);

    // Without an address under which the deployment reaches us.
    private static readonly string[] NotReceived = ["IssueAlertArrivesOnce", "UptimeAlertArrives", "UptimeMonitorDetectsOutage", "UptimeMonitorDetectsRecovery"];

    // What can't be told of a deployment behind a tunnel, and of one whose address is not encrypted.
    private static readonly string[] NotOfALoopbackAddress = ["StoresAreClosedOutside", "CertificateLastsForWeeks", "AnsweredCookiesAreSecure", "AdminIsNotServed", "SecurityHeadersAreSent"];

    [Fact]
    public async Task Deployment_ThatIsSound_PassesWhatCanBeAskedAndKeepsNothing()
    {
        string backups = await BackUpAsync();
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Services = [AttachedBench.Working], CutoverAt = Cutover, Backups = backups, Crontab = Crontab(TimeSpan.FromMinutes(5)), EventsPerSecond = 50, Uploads = true });

        seen.Where(entry => entry.Value.Outcome == Outcome.Fail && Requirement(entry.Key) == Readiness.Requirement.Required).Should().BeEmpty();
        seen.Where(entry => entry.Value.Outcome == Outcome.Unknown).Select(entry => entry.Key).Should().BeSubsetOf([.. Drills, .. NotOfALoopbackAddress, .. NotReceived, .. NotOfContainers]);
        foreach (string answered in new[] { "CanaryProvesReadiness", "DurabilityIsOn", "AckedEventsAreStoredOnce", "SignUpIsClosed", "WrongKeyIsRejected", "EveryServiceHasReported", "DeployedBackupRestores", "DeployedBackupIsFresh", "ScheduledJobsReallyRun", "ReleaseIsCreatedAndFinalized", "FramesAreMapped", "SensitiveHeadersAreNotDelivered", "DatabasePasswordIsTheOneInTheFiles" })
        {
            seen[answered].Outcome.Should().Be(Outcome.Pass, "{0}: {1}", answered, seen[answered].Reason);
        }

        (await bench.LeftAsync()).Should().BeEmpty();
        await using NpgsqlConnection database = new(AttachedBench.DatabaseOf(bench.Production.Settings).ConnectionString);
        await database.OpenAsync(Ct);
        await using NpgsqlCommand uploads = new("select (select count(*) from sourcecode_debugsymbolbundle) + (select count(*) from files_fileblob)", database);
        (await uploads.ExecuteScalarAsync(Ct)).Should().Be(0L, "what was uploaded is taken away too");
    }

    [Fact]
    public async Task Service_SilentSinceTheCutover_IsKilledByTheCheckNamedForIt()
    {
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Services = [AttachedBench.Working, "worker-9"], CutoverAt = Cutover }, "EveryServiceHasReported", "SignUpIsClosed", "CanaryProvesReadiness");

        seen["EveryServiceHasReported"].Outcome.Should().Be(Outcome.Fail);
        seen["EveryServiceHasReported"].Details.Should().ContainSingle().Which.Should().StartWith("worker-9: nothing at all");
        seen.Where(entry => entry.Value.Outcome == Outcome.Fail).Should().ContainSingle();
    }

    [Theory]
    [InlineData(AttachedBench.Undeployed, "ReleaseIsCreatedAndFinalized", "worker-without-a-deploy: seen-only@1 was never finalised")]
    [InlineData(AttachedBench.Leaky, "SensitiveHeadersAreNotDelivered", "authorization, cookie")]
    public async Task Service_WiredWrongly_IsKilledByTheCheckNamedForIt(string service, string check, string detail)
    {
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(
            bench.Production.Settings with { Services = [AttachedBench.Working, service], CutoverAt = Cutover }, "EveryServiceHasReported", "ReleaseIsCreatedAndFinalized", "SensitiveHeadersAreNotDelivered", "DatabasePasswordIsTheOneInTheFiles");

        seen[check].Details.Should().ContainSingle().Which.Should().EndWith(detail);
        seen.Where(entry => entry.Value.Outcome != Outcome.Pass).Should().ContainSingle().Which.Key.Should().Be(check);
    }

    [Fact]
    public async Task Password_RotatedInTheFileAlone_IsKilledByTheCheckNamedForIt()
    {
        Observation seen = (await bench.AskAsync(bench.Production.Settings, new[] { "DatabasePasswordIsTheOneInTheFiles" }, "rotated-in-the-file-alone"))["DatabasePasswordIsTheOneInTheFiles"];

        seen.Outcome.Should().Be(Outcome.Fail);
        seen.Details.Should().Equal("it refuses the password of postgres (web: DATABASE_URL)", "it accepts the older one of .env.backup.1: POSTGRES_PASSWORD");
    }

    [Fact]
    public async Task Release_ThatNobodyAllowedToUpload_IsUnknown() =>
        (await bench.AskAsync(bench.Production.Settings, "FramesAreMapped"))["FramesAreMapped"].Reason.Should().Contain("VERIFICATION_UPLOADS=yes");

    // The stand-in's mail server delivers into a folder, among the mail of others.
    [Fact]
    public async Task Alerts_OfEveryShapeAndEMail_AreReceivedByUsAndByTheTeamsMailbox()
    {
        string folder = Path.Combine(bench.Logs, "Maildir");
        Maildir.Make(folder);
        Maildir.Deliver(folder, new(DateTimeOffset.UtcNow, [], "Subject: of yesterday\n\nverification-"));
        void Deliver(ReceivedMail mail)
        {
            Maildir.Deliver(folder, mail);
            Maildir.Deliver(folder, mail with { Text = "Subject: of somebody else\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nthis is no base64!" });
        }

        using IDisposable listening = new Listening(bench.Production.Target.Outbound.Mail!, Deliver);
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Callback = IPAddress.Loopback, Maildir = folder, MailDelay = TimeSpan.FromSeconds(1) }, NotReceived);

        seen.Where(entry => entry.Value.Outcome != Outcome.Pass).Select(entry => $"{entry.Key}: {entry.Value.Reason}").Should().BeEmpty();
        seen["IssueAlertArrivesOnce"].Reason.Should().Contain("Google Chat, e-mail) was told once");
        seen["UptimeAlertArrives"].Reason.Should().Contain("e-mail");
    }

    // Of an issue no e-mail comes, and of a monitor each comes twice, while every webhook is right.
    [Fact]
    public async Task EMail_MissingOrDoubled_IsKilledByTheCheckNamedForIt()
    {
        string folder = Path.Combine(bench.Logs, "Maildir of faults");
        Maildir.Make(folder);
        void Deliver(ReceivedMail mail)
        {
            for (int copies = mail.Text.Contains("page-", StringComparison.Ordinal) ? 2 : 0; copies > 0; copies--)
            {
                Maildir.Deliver(folder, mail);
            }
        }

        using IDisposable listening = new Listening(bench.Production.Target.Outbound.Mail!, Deliver);
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Callback = IPAddress.Loopback, Maildir = folder, MailDelay = TimeSpan.FromSeconds(1) }, NotReceived);

        seen["IssueAlertArrivesOnce"].Outcome.Should().Be(Outcome.Fail);
        seen["IssueAlertArrivesOnce"].Details.Should().Equal("e-mail: no alert arrived");
        seen["UptimeAlertArrives"].Outcome.Should().Be(Outcome.Fail);
        seen["UptimeAlertArrives"].Details.Should().NotBeEmpty().And.OnlyContain(fault => fault.StartsWith("e-mail: "));
        seen.Where(entry => entry.Value.Outcome == Outcome.Pass).Should().HaveCount(2);
    }

    private sealed class Listening : IDisposable
    {
        private readonly MailReceiver _mail;
        private readonly Action<ReceivedMail> _taken;

        public Listening(MailReceiver mail, Action<ReceivedMail> taken)
        {
            (_mail, _taken) = (mail, taken);
            _mail.Taken += _taken;
        }

        public void Dispose() => _mail.Taken -= _taken;
    }

    [Fact]
    public async Task Job_Stopped_IsKilledByTheCheckNamedForIt()
    {
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Crontab = Crontab(TimeSpan.FromDays(3)) }, "ScheduledJobsReallyRun", "SignUpIsClosed");

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
        IReadOnlyDictionary<string, Observation> seen = await bench.AskAsync(bench.Production.Settings with { Backups = backups }, "DeployedBackupRestores", "DeployedBackupIsFresh");

        seen["DeployedBackupRestores"].Outcome.Should().Be(Outcome.Fail);
        seen["DeployedBackupIsFresh"].Outcome.Should().Be(Outcome.Unknown, "the date of a backup that can't be read means nothing");
    }

    [Fact]
    public async Task Clean_AfterARunThatWasKilled_RemovesItsProjectsAndNoOther()
    {
        await using AttachedTarget killed = await bench.AttachAsync(bench.Production.Settings);
        ProjectHandle project = await killed.CreateProjectAsync("sdk", Ct);
        await killed.Tenant.Api.CallAsync(HttpMethod.Post, $"/api/0/projects/{killed.Tenant.Organization}/{project.Slug}/releases/", new { version = $"{AttachedTenant.ReleasePrefix}{killed.Tenant.RunMark}" }, Ct);
        Tenant tenant = await AttachedTenant.OpenAsync(bench.Production.Settings, "", _ => { }, Ct);
        await tenant.Api.CallAsync(HttpMethod.Post, $"/api/0/teams/{tenant.Organization}/{tenant.Team}/projects/", new { name = "verification-of-payments", platform = "node" }, Ct);

        IReadOnlyList<LeftThing> left = await AttachedTenant.LeftAsync(tenant, null, Ct);
        await AttachedTenant.RemoveAsync(tenant, left, Ct);

        left.Select(thing => thing.Name).Should().BeEquivalentTo($"verification-canary-{killed.Tenant.RunMark}", $"verification-sdk-{killed.Tenant.RunMark}", $"shop@{killed.Tenant.RunMark}");
        (await bench.LeftAsync()).Should().BeEmpty();
        (await tenant.Api.ListAsync("/api/0/projects/", Ct)).Select(project => project.GetProperty("slug").GetString()).Should().Contain("verification-of-payments");
    }

    [Fact]
    public async Task Database_OfAnUnknownSchema_GivesNoAnswersRatherThanWrongOnes()
    {
        Uri own = new(bench.Production.Settings.DatabaseUrl!);
        await using AttachedTarget target = await bench.AttachAsync(bench.Production.Settings with { DatabaseUrl = new Uri(own, "/postgres").ToString() });

        target.Sql.Should().BeNull();
        File.ReadAllText(Path.Combine(bench.Logs, "journal.jsonl")).Should().Contain("its tables are not those of GlitchTip 4.x or 5.x");
    }

    // What needs a load, a disaster, or two days.
    private static IEnumerable<string> Drills => CheckTypes.All.Where(type => CheckTypes.Create(type).Drill is not null || type.IsSubclassOf(typeof(WatchCheck))).Select(type => type.Name);

    private static IEnumerable<string> NotOfContainers => ["DeploymentIsWhatWasTested", "MemoryLimitsApply"];

    private Requirement Requirement(string check) => bench.Catalogue.Find(check)!.Requirement;

    // A daily job whose log is this old.
    private string Crontab(TimeSpan age)
    {
        string log = Path.Combine(bench.Logs, "job.log"), crontab = Path.Combine(bench.Logs, "crontab");
        File.WriteAllText(log, "backup done\n");
        File.SetLastWriteTimeUtc(log, DateTime.UtcNow - age);
        File.WriteAllText(crontab, $"0 3 * * * /opt/glitchtip/backup.sh >>{log} 2>&1\n");
        return crontab;
    }

    private async Task<string> BackUpAsync()
    {
        NpgsqlConnectionStringBuilder database = AttachedBench.DatabaseOf(bench.Production.Settings);
        string folder = Directory.CreateDirectory(Path.Combine(bench.Logs, $"backups-{Guid.NewGuid():N}")).FullName;
        PostgresPrograms programs = await PostgresPrograms.FindAsync(bench.Tools.Postgres.Path, bench.Production.Target.Record.Parts.First(part => part.Name == "postgres").Version, Ct);
        string dump = Path.Combine(bench.Supervisor.WorkDirectory.CreateChild($"own-backup-{Guid.NewGuid():N}"), "glitchtip.dump");
        (await bench.Supervisor.RunAsync(new ProcessSpec("own-backup", programs.Program("pg_dump"), ["--format=custom", $"--file={dump}", $"--host={database.Host}", $"--port={database.Port}", $"--username={database.Username}", database.Database!])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = database.Password },
        }, TimeSpan.FromSeconds(60), Ct)).EnsureSuccess("Backing up");
        File.Move(dump, Path.Combine(folder, "glitchtip.dump"));
        return folder;
    }
}
