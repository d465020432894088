using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Fixtures;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>The two deployments that the reviewers saw, trait by trait as the reviews describe them.</summary>
public sealed partial class ReviewedDeploymentsTests
{
    private static readonly string Root = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "deployments");

    public static TheoryData<string, string, string> Traits => new()
    {
        { "phase2-review/docker-compose.yml", "version: \"3.8\"", "an obsolete key" },
        { "phase2-review/docker-compose.yml", "\"0.0.0.0:8080:8080\"", "published to the world" },
        { "phase2-review/docker-compose.yml", "\"curl\", \"-f\", \"http://localhost:8080/api/0/health/\"", "the check that made web unhealthy" },
        { "phase2-review/docker-compose.yml", "start_period: 40s", "of that check" },
        { "phase3-review/docker-compose.yml", "\"127.0.0.1:8080:8080\"", "loopback only" },
        { "phase3-review/docker-compose.yml", "image: glitchtip/glitchtip:latest", "three points of review A" },
        { "phase3-review/docker-compose.yml", "command: celery -A glitchtip worker -l INFO", "no beat" },
        { "phase3-review/docker-compose.yml", "--maxmemory 100mb --maxmemory-policy allkeys-lru", "the broker may evict" },
        { "phase3-review/docker-compose.yml", "cpus: \"0.5\"\n          memory: 256M\n        reservations:\n          memory: 128M", "limits of web" },
        { "phase3-review/docker-compose.yml", "cpus: \"0.3\"\n          memory: 200M\n        reservations:\n          memory: 100M", "limits of the worker" },
        { "phase3-review/docker-compose.yml", "POSTGRES_SHARED_BUFFERS", "tuning that does nothing" },
        { "phase3-review/.env", "GLITCHTIP_DOMAIN=http://192.0.2.10:8080\n", "public address, loopback port" },
        { "phase3-review/.env", "ENABLE_OPEN_USER_REGISTRATION=False\n", "the legacy name" },
        { "phase3-review/.env", "CELERY_WORKER_AUTOSCALE=1,3\nCELERY_WORKER_MAX_TASKS_PER_CHILD=10000\n", "the slow worker" },
        { "phase3-review/backup.sh", "\nset -e\n", "no pipefail" },
        { "phase3-review/backup.sh", "pg_dump -U glitchtip glitchtip | gzip > ", "a failing dump goes unseen" },
        { "phase3-review/crontab", "\n0 3 * * * /opt/glitchtip/backup.sh >> ", "daily at three, with a log" },
    };

    [Theory]
    [MemberData(nameof(Traits))]
    public void Review_Trait_IsThere(string file, string trait, string why) => Text(file).Should().Contain(trait, why);

    [Theory]
    [InlineData("phase2-review/docker-compose.yml", "limits:")]
    [InlineData("phase2-review/.env", "ENABLE_USER_REGISTRATION")]
    [InlineData("phase3-review/docker-compose.yml", "version:")]
    [InlineData("phase3-review/docker-compose.yml", "curl")]
    [InlineData("phase3-review/docker-compose.yml", "logging:")]
    [InlineData("phase3-review/docker-compose.yml", "redis-data")]
    [InlineData("phase3-review/.env", "ENABLE_USER_REGISTRATION")]
    [InlineData("phase3-review/backup.sh", "pipefail")]
    [InlineData("phase3-review/backup.sh", "gunzip")]
    [InlineData("phase3-review/backup.sh", "gzip -t")]
    [InlineData("phase3-review/crontab", "monitor.sh")]
    public void Review_Remedy_IsNotThereYet(string file, string remedy) => Text(file).Should().NotContain(remedy);

    [Fact]
    public void Phase2_Files_HaveNoBackupAndNoSchedule() =>
        Directory.EnumerateFiles(Path.Combine(Root, "phase2-review")).Select(Path.GetFileName).Should().BeEquivalentTo("docker-compose.yml", ".env", "file-modes.txt");

    [Fact]
    public void Phase3_HostApplication_HasEightServicesOneDsnAndABackup()
    {
        ServiceName().Matches(Text("phase3-review/host-app/ecosystem.config.cjs")).Should().HaveCount(8);
        ActiveDsn().Matches(Text("phase3-review/host-app/.env")).Should().ContainSingle();
        ActiveDsn().Matches(Text("phase3-review/host-app/.env.backup.20260110-120000")).Should().ContainSingle();
    }

    [Fact]
    public void Secrets_OfEachDeployment_AreStrongAndItsOwn()
    {
        string[] secrets = [.. new[] { "phase2-review", "phase3-review" }.SelectMany(name => Secret().Matches(Text($"{name}/.env")).Select(match => match.Groups[1].Value))];
        secrets.Should().HaveCount(4).And.OnlyHaveUniqueItems("phase 3 rotated what phase 2 had leaked");
        foreach (string name in new[] { "phase2-review", "phase3-review" })
        {
            string password = Secret().Matches(Text($"{name}/.env"))[1].Groups[1].Value;
            Text($"{name}/.env").Should().Contain($"DATABASE_URL=postgres://glitchtip:{password}@postgres:5432/glitchtip\n");
        }
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    [GeneratedRegex("^  \"[a-z-]+\",$", RegexOptions.Multiline)]
    private static partial Regex ServiceName();

    [GeneratedRegex("^SENTRY_DSN=https?://[0-9a-f]{32}@", RegexOptions.Multiline)]
    private static partial Regex ActiveDsn();

    [GeneratedRegex("^(?:SECRET_KEY=|POSTGRES_PASSWORD=)([0-9a-f]{64}|[0-9a-f]{32})$", RegexOptions.Multiline)]
    private static partial Regex Secret();
}
