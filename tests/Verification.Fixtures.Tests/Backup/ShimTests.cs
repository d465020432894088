using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class ShimTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private const string Count = "-At -c 'SELECT count(*) FROM issue_events_issueevent'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"docker compose exec -T postgres psql -U glitchtip -d glitchtip {Count}")]
    [InlineData($"docker compose -f x.yml --project-name p exec -T -u postgres -e PGPASSWORD=wrong db psql --username=glitchtip {Count}")]
    [InlineData($"docker-compose exec -T database psql -hlocalhost -p5432 -U glitchtip glitchtip {Count}")]
    [InlineData($"docker exec -i glitchtip-postgres-1 /usr/local/bin/psql --host=db --port 5432 -w {Count}")]
    [InlineData($"docker exec -i $(docker compose ps -q postgres) psql {Count}")]
    [InlineData($"docker exec the-database env PGUSER=glitchtip psql {Count}")]
    [InlineData($"PGPASSWORD=wrong PGHOST=db.example.test psql -h db.example.test -p 5432 -U glitchtip {Count}")]
    [InlineData($"psql 'postgres://glitchtip:wrong@postgres:5432/glitchtip?sslmode=require' {Count}")]
    [InlineData($"psql --dbname=postgresql://glitchtip@db/glitchtip {Count}")]
    [InlineData($"psql -d 'host=db port=5432 dbname=glitchtip user=glitchtip password=wrong' {Count}")]
    [InlineData("docker compose exec -T postgres sh -c 'PGPASSWORD=x psql -U \"$POSTGRES_USER\" -At -c \"SELECT count(*) FROM issue_events_issueevent\" | cat'")]
    [InlineData($"sudo -u postgres psql glitchtip {Count}")]
    [InlineData($"su - postgres -c \"psql glitchtip -At -c 'SELECT count(*) FROM issue_events_issueevent'\"")]
    [InlineData("docker compose exec -T postgres psql -At <<< 'SELECT count(*) FROM issue_events_issueevent'")]
    public async Task Psql_HoweverWritten_ReachesTheDatabase(string command)
    {
        await bench.ReadyAsync();
        string folder = bench.Folder(("backup.sh", command));
        SandboxOptions options = bench.Options(folder) with { Containers = new Dictionary<string, string> { ["the-database"] = "postgres" } };
        await using DeploymentSandbox sandbox = await DeploymentSandbox.OpenAsync(options, Ct);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);
        (run.Output, run.Errors, run.Refused.Count()).Should().Be(("5000\n", "", 0));
    }

    [Theory]
    [InlineData("docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' \"$(docker compose ps --all --quiet web)\"", "running healthy\n")]
    [InlineData("docker inspect -f '{{.State.Running}}' glitchtip-db-1", "true\n")]
    [InlineData("docker ps --filter name=glitchtip-postgres --format '{{.Names}}'", "glitchtip-postgres\n")]
    [InlineData("docker compose ps --services postgres", "postgres\n")]
    [InlineData("docker compose exec -T postgres pg_isready -U glitchtip -h 127.0.0.1 -q && echo ready", "ready\n")]
    public async Task Looking_AtContainers_FindsThemRunning(string command, string output)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(command);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);
        (run.Output, run.Errors).Should().Be((output, ""));
    }

    [Theory]
    [InlineData("curl --fail -sS -d '{\"text\": \"backup failed\"}' https://alerts.example.test/x", "backup failed", true)]
    [InlineData("curl -fsS --retry 3 https://ping.example.test/uuid", "", false)]
    [InlineData("curl -fsS https://ping.example.test/uuid/fail", "", true)]
    [InlineData("curl -fsS https://ping.example.test/uuid; exit 1", "", true)]
    [InlineData("curl -fsS http://localhost:8000/_health/; exit 1", "", false)]
    [InlineData("echo 'the dump could not be made' | mail -s Backup ops@example.test", "the dump could not be made", true)]
    [InlineData("echo well | curl --data-binary @- https://alerts.example.test/x", "well", false)]
    [InlineData("echo 'an error' > m; wget -q -O - --post-file=m https://alerts.example.test/x", "an error", true)]
    [InlineData("logger -t backup -p user.err 'no dump'", "", true)]
    [InlineData("logger -t backup 'dump failed'; exit 1", "", false)]
    [InlineData("head -c 200000 /dev/zero | tr '\\0' x | curl -d @- https://a.example.test/", "xxx", false)]
    [InlineData("true", "", false)]
    public async Task Alert_ByItsText_IsTold(string command, string body, bool alerted)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync($"set -o pipefail\n{command}");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        run.Alerted.Should().Be(alerted, run.Errors);
        run.Errors.Should().BeEmpty();
        string.Concat(run.Calls.Select(call => call.Body)).Should().Match(text => text.Contains(body, StringComparison.Ordinal) && text.Length < 70_000);
    }

    [Theory]
    [InlineData("rsync -av --delete -e 'ssh -p 22' --exclude '*.log' backups/ u@h.example.test:all/", "d.sql")]
    [InlineData("rsync -ave ssh backups/d.sql u@h.example.test:all/", "d.sql")]
    [InlineData("scp -i key -P 22 -r backups/d.sql u@h.example.test:", "d.sql")]
    [InlineData("aws --profile x s3 cp backups/d.sql s3://bucket/y/other.sql --only-show-errors", "other.sql")]
    [InlineData("aws s3 sync backups s3://bucket/y --storage-class STANDARD_IA", "d.sql")]
    [InlineData("cat backups/d.sql | aws s3 cp - s3://bucket/stream.sql", "stream.sql")]
    [InlineData("rclone copy backups remote:y --transfers 4", "d.sql")]
    [InlineData("rclone rcat remote:y/cat.sql < backups/d.sql", "cat.sql")]
    public async Task Copy_ToAnotherMachine_LandsInTheOffsitePlace(string command, string name)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync($"mkdir -p backups; pg_dump -U glitchtip glitchtip > backups/d.sql; {command} > log");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        FoundBackup copy = sandbox.OffsiteCopies().Should().ContainSingle().Subject;
        (copy.Name, copy.Bytes).Should().Be((name, sandbox.Backups().Single().Bytes));
    }

    [Fact]
    public async Task Copy_OfWhatIsMissing_Fails()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("rsync -a missing u@h.example.test:; a=$?; scp missing u@h.example.test:; echo $a $?");
        (await sandbox.RunAsync("backup.sh", new(), Ct)).Output.Should().Be("23 1\n");
    }
}
