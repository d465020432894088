using System.Net;
using Verification.Fixtures.Receivers;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Tests.Scheduling;

/// <summary>A database of its own with a user, a project and an alert that names a receiver of each shape, so that no other scheduler is at it.</summary>
public sealed class ScheduledJobs : IAsyncDisposable
{
    private readonly RedisClient redis;

    private ScheduledJobs(Database database, RedisClient redis, IReadOnlyDictionary<string, string?> environment)
    {
        (Database, this.redis, Environment) = (database, redis, environment);
    }

    public Database Database { get; }

    public WebReceiver Web { get; } = WebReceiver.Start(IPAddress.Loopback);

    public MailReceiver Mail { get; } = MailReceiver.Start(IPAddress.Loopback);

    public ManualTime Time { get; } = new(DateTimeOffset.UtcNow);

    private IReadOnlyDictionary<string, string?> Environment { get; }

    public static async Task<ScheduledJobs> PrepareAsync(Targets targets)
    {
        var name = $"scheduled_{Guid.NewGuid():N}";
        await targets.Servers.Postgres.CreateDatabaseAsync(name);
        var database = Database.Open(targets.Servers.Postgres.Url(name), "scheduling-tests");
        await Migration.ApplyAsync(database, TimeProvider.System);
        var jobs = new ScheduledJobs(database, new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(0))), targets.Clean.Environment);
        await database.ChangeAsync(
            $"""
            insert into users_user (id, email, password) values (1, 'one@example.test', ''), (2, 'quiet@example.test', ''), (3, 'outside@example.test', '');
            update users_user set subscribe_by_default = false where id = 2;
            insert into organizations_ext_organization (id, name, slug) values (1, 'Acme', 'acme');
            insert into organizations_ext_organizationuser (id, role, organization_id, user_id) values (1, 3, 1, 1), (2, 0, 1, 2), (3, 3, 1, 3);
            insert into teams_team (id, slug, organization_id) values (1, 'core', 1);
            insert into teams_team_members (team_id, organizationuser_id) values (1, 1), (1, 2);
            insert into projects_project (id, slug, name, organization_id) values (1, 'web', 'Web', 1);
            insert into teams_team_projects (team_id, project_id) values (1, 1);
            insert into alerts_projectalert (id, name, timespan_minutes, quantity, uptime, project_id) values (1, '', 1, 1, true, 1);
            insert into alerts_alertrecipient (alert_id, recipient_type, url) values
              (1, 'webhook', '{jobs.Web.Address}webhook'), (1, 'discord', '{jobs.Web.Address}discord'), (1, 'googlechat', '{jobs.Web.Address}googlechat'), (1, 'email', '')
            """);
        return jobs;
    }

    public Services Services(params string[] defects) => new(
        TargetSettings.FromEnvironment(name => name == "EMAIL_URL" ? Mail.Address.ToString() : Environment.GetValueOrDefault(name)),
        new Behaviour(defects), Database, redis, Time, new OutputLog(TextWriter.Null, Role.Beat));

    public async ValueTask DisposeAsync()
    {
        await Mail.DisposeAsync();
        await Web.DisposeAsync();
        await redis.DisposeAsync();
        await Database.DisposeAsync();
    }
}
