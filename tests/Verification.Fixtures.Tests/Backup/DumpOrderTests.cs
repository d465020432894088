using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class DumpOrderTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private const string Script = """
        set -o pipefail
        docker compose exec -T postgres pg_dump -U glitchtip glitchtip -h localhost -p 5432 > dump.sql; echo "exit $?"
        stat -c %s dump.sql
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<DumpOrder, string, bool> Orders => new()
    {
        { new DumpOrder.Pass(), "^exit 0\n[0-9]{6,}\n$", true },
        { new DumpOrder.CutAfter(1000), "^exit 137\n1000\n$", false },
        { new DumpOrder.Fail(3, "the server is gone"), "^exit 3\n0\n$", false },
        { new DumpOrder.Empty(), "^exit 0\n0\n$", false },
    };

    [Theory]
    [MemberData(nameof(Orders), DisableDiscoveryEnumeration = true)]
    public async Task Order_OfEachKind_DecidesWhatTheScriptGets(DumpOrder order, string output, bool whole)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(Script);
        List<DumpCall> asked = [];
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (call, _) => { asked.Add(call); return Task.FromResult(order); } }, Ct);

        run.Output.Should().MatchRegex(output, run.Errors);
        asked.Should().ContainSingle().Which.Command.Should().Equal("pg_dump", "-U", "glitchtip", "glitchtip", "-h", "localhost", "-p", "5432");
        FoundBackup? found = sandbox.Backups().SingleOrDefault();
        bool isWhole = found is not null && (await BackupArchives.VerifyAsync(found, bench.Programs, bench.Supervisor, null, Ct)).Whole;
        isWhole.Should().Be(whole);
    }

    [Theory]
    [InlineData("pg_dump -f dump.sql")]
    [InlineData("pg_dump -Fc --file=dump.sql")]
    [InlineData("pg_dump -Fd -f dump.sql")]
    public async Task Order_FileNamedByAnOption_IsObeyedThere(string command)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(
            $"{command}; echo $?; cp -r dump.sql kept; rm -rf dump.sql; {command}; echo $?; rm -rf dump.sql; {command}; echo $?; rm -rf dump.sql; {command}; echo $?");
        Task<DumpOrder> Answer(DumpCall call, CancellationToken _) => Task.FromResult<DumpOrder>(call.Number switch
        {
            1 => new DumpOrder.Pass(),
            2 => new DumpOrder.CutAfter(100),
            3 => new DumpOrder.Empty(),
            _ => new DumpOrder.Replay(Path.Combine(sandbox.Folder, "kept")),
        });
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = Answer }, Ct);

        run.Output.Should().Be("0\n137\n0\n0\n", run.Errors);
        IReadOnlyList<FoundBackup> found = sandbox.Backups();
        found.Select(backup => backup.Name).Should().BeEquivalentTo("kept", "dump.sql");
        found.Select(backup => backup.Bytes).Distinct().Should().ContainSingle("the replayed one is the same");
        (await BackupArchives.VerifyAsync(found[1], bench.Programs, bench.Supervisor, null, Ct)).Whole.Should().BeTrue();
    }

    [Fact]
    public async Task Order_Snapshot_IsWhatTheDumpHolds()
    {
        await bench.ReadyAsync();
        await using Npgsql.NpgsqlConnection connection = new(bench.Server.ConnectionString("glitchtip") + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using Npgsql.NpgsqlTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Ct);
        await using Npgsql.NpgsqlCommand export = new("SELECT pg_export_snapshot()", connection, transaction);
        string snapshot = $"{await export.ExecuteScalarAsync(Ct)}";
        await bench.QueryAsync("glitchtip", "INSERT INTO users_user (email) VALUES ('later@example.test')");

        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("pg_dump -t users_user; pg_dump -t users_user");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (call, _) => Task.FromResult<DumpOrder>(new DumpOrder.Pass(call.Number == 1 ? snapshot : null)) }, Ct);
        run.Output.Split("later@example.test").Should().HaveCount(2, "only the second dump was made without the snapshot");
        run.Output.IndexOf("later@example.test", StringComparison.Ordinal).Should().BeGreaterThan(run.Output.IndexOf("dump complete", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pg_dump --version")]
    [InlineData("pg_dump -V")]
    [InlineData("docker compose exec -T postgres pg_dump --help")]
    [InlineData("docker exec glitchtip-postgres-1 pg_dump '-?'")]
    [InlineData("pg_dumpall --version")]
    public async Task Version_AndHelp_AreNoDumps(string command)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(command);
        int asked = 0;
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (_, _) => { asked++; return Task.FromResult<DumpOrder>(new DumpOrder.Fail(1, "no")); } }, Ct);

        (asked, run.ExitCode, run.Errors).Should().Be((0, 0, ""));
        run.Output.Should().Contain("pg_dump");
    }

    [Theory]
    [InlineData("pg_dump", true)]
    [InlineData("pg_dump -U glitchtip glitchtip", true)]
    [InlineData("pg_dump -wvFc -Uglitchtip -dglitchtip -t users_user", true)]
    [InlineData("pg_dump --username glitchtip --superuser postgres", true)]
    [InlineData("pg_dump --dbname='postgres://glitchtip:x@db:5432/glitchtip?sslmode=require'", true)]
    [InlineData("pg_dump 'host=db dbname=glitchtip user=glitchtip'", true)]
    [InlineData("docker compose exec -T postgres sh -c 'pg_dump -U $POSTGRES_USER -d $POSTGRES_DB'", true)]
    [InlineData("pg_dump postgres", false)]
    [InlineData("pg_dump -U glitchtip -n glitchtip -d postgres", false)]
    [InlineData("pg_dump -vFc -dpostgres", false)]
    [InlineData("pg_dump --dbname postgres", false)]
    [InlineData("PGDATABASE=postgres pg_dump -U glitchtip", false)]
    [InlineData("pg_dump postgresql://glitchtip@db/postgres", false)]
    [InlineData("pg_dump -d 'user=glitchtip dbname=postgres'", false)]
    [InlineData("pg_dumpall --globals-only", false)]
    public async Task Snapshot_OfOurDatabase_IsGivenToItsDumpsOnly(string command, bool given)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync($"{command} > dump");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (_, _) => Task.FromResult<DumpOrder>(new DumpOrder.Pass("0-0-1")) }, Ct);
        run.Errors.Contains("snapshot", StringComparison.Ordinal).Should().Be(given, "there is no snapshot 0-0-1: {0}", run.Errors);
    }

    [Fact]
    public async Task Order_HarnessFails_ScriptEndsAndTheFailureIsThrown()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("pg_dump > dump.sql");
        Func<Task> run = () => sandbox.RunAsync("backup.sh", new() { OnDump = (_, _) => throw new InvalidOperationException("a defect of ours") }, Ct);
        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("a defect of ours");
    }

    [Theory]
    [InlineData("docker compose exec -T postgres pg_dump -U glitchtip glitchtip | gzip > db.sql.gz")]
    [InlineData("docker compose exec -T postgres sh -c 'pg_dump -U \"$POSTGRES_USER\" \"$POSTGRES_DB\" | gzip' > db.sql.gz")]
    public async Task CutAfter_InAPipeWithoutPipefail_LooksWellAndIsNotWhole(string command)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync($"set -e\n{command}");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (_, _) => Task.FromResult<DumpOrder>(new DumpOrder.CutAfter(50_000)) }, Ct);

        run.ExitCode.Should().Be(0, "this is what goes wrong unnoticed");
        ArchiveState state = await BackupArchives.VerifyAsync(sandbox.Backups().Single(), bench.Programs, bench.Supervisor, null, Ct);
        (state.Whole, state.Detail).Should().Be((false, "it ends without the line \"PostgreSQL database dump complete\", so its end is missing"));
    }

    [Fact]
    public async Task LargestFile_Exceeded_FailsTheWriteAndKillsNobody()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("pg_dump -U glitchtip glitchtip > dump.sql; echo \"exit $?\"; stat -c %s dump.sql");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { LargestFileKiB = 64 }, Ct);

        run.Output.Should().Be("exit 1\n65536\n");
        run.Errors.Should().Contain("File too large");
    }
}
