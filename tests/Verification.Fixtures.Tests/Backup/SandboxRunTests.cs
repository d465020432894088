using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class SandboxRunTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hardened_BackupAndRestoreTest_EndWellAndTheCopyArrives()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("hardened"));
        ScriptRun backup = await sandbox.RunAsync(sandbox.BackupScript!, new(), Ct);

        backup.ExitCode.Should().Be(0, backup.Output + backup.Errors);
        sandbox.BackupScript.Should().Be("backup.sh");
        sandbox.Moved.Should().Contain("/opt/glitchtip -> the copy of the deployment").And.Contain("/var/backups/glitchtip -> the sandbox");
        (backup.Alerted, backup.Refused.Count()).Should().Be((false, 0));
        backup.Calls.Should().Contain(call => call.Program == "rsync").And.Contain(call => call.Program == "docker" && call.Arguments.Contains("pg_dump"));
        FoundBackup found = sandbox.Backups().Should().ContainSingle().Subject;
        (found.Format, found.Files.Count).Should().Be((ArchiveFormat.Custom, 4));
        found.Name.Should().MatchRegex("^glitchtip-[0-9]{8}T[0-9]{6}Z$");
        sandbox.OffsiteCopies().Should().ContainSingle().Which.Name.Should().Be(found.Name);
        ArchiveState state = await BackupArchives.VerifyAsync(found, bench.Programs, bench.Supervisor, sandbox.RunAs, Ct);
        (state.Whole, state.HasChecksum, state.Detail).Should().Be((true, true, "checksums of 3 files agree; read to its end"));

        ScriptRun rehearsal = await sandbox.RunAsync("restore-test.sh", new(), Ct);
        rehearsal.ExitCode.Should().Be(0, rehearsal.Output + rehearsal.Errors);
        rehearsal.Output.Should().Contain("2 tables");
    }

    [Fact]
    public async Task Phase3Review_Backup_GivesAPlainDumpInGzip()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("phase3-review"));
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        run.ExitCode.Should().Be(0, run.Output + run.Errors);
        FoundBackup found = sandbox.Backups().Should().ContainSingle().Subject;
        (found.Description, found.Path.StartsWith(sandbox.Folder, StringComparison.Ordinal)).Should().Be(("plain SQL, gzip", true));
        (await BackupArchives.VerifyAsync(found, bench.Programs, bench.Supervisor, null, Ct)).Should().Be(new ArchiveState(true, "no checksum; read to its end", false));
        sandbox.OffsiteCopies().Should().BeEmpty();
    }

    [Fact]
    public async Task Hardened_DumpFails_IsAlertedAndLeavesNothing()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("hardened"));
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { OnDump = (_, _) => Task.FromResult<DumpOrder>(new DumpOrder.Fail(1, "connection lost")) }, Ct);

        (run.ExitCode, run.Alerted).Should().Be((1, true));
        run.Errors.Should().Contain("connection lost").And.Contain("FAILED while dumping the database");
        run.Calls.Single(call => call.Program == "curl").Body.Should().Contain("failed while dumping the database");
        sandbox.Backups().Should().BeEmpty();
    }

    [Fact]
    public async Task Hardened_TwoRunsAtOnce_OneGivesWay()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("hardened"));
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously), second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ScriptRun> one = sandbox.RunAsync("backup.sh", new() { OnDump = async (_, ct) => { first.SetResult(); await second.Task.WaitAsync(ct); return new DumpOrder.Pass(); } }, Ct);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        ScriptRun other = await sandbox.RunAsync("backup.sh", new(), Ct);
        second.SetResult();

        (other.ExitCode, other.Alerted).Should().Be((1, true));
        (await one).ExitCode.Should().Be(0);
        sandbox.Backups().Should().ContainSingle();
    }

    [Fact]
    public async Task Run_Uploads_AreWhatTheWebServiceShows()
    {
        await bench.ReadyAsync();
        string uploads = bench.Folder(("chunks/map.js", "a source map"));
        string folder = bench.Folder(("backup.sh", "docker compose exec -T web tar --create --directory=/code uploads | tar -t\ndocker exec glitchtip-web-1 cat /code/uploads/chunks/map.js"));
        await using DeploymentSandbox sandbox = await DeploymentSandbox.OpenAsync(bench.Options(folder) with { Uploads = uploads }, Ct);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        run.Output.Should().Contain("uploads/chunks/map.js").And.EndWith("a source map\n");
    }

    [Fact]
    public async Task Dispose_Always_RemovesTheDirectory()
    {
        DeploymentSandbox sandbox = await bench.OpenScriptAsync("mkdir -m 000 closed; ln -s /etc out; exit 3");
        (await sandbox.RunAsync("backup.sh", new(), Ct)).ExitCode.Should().Be(3);
        await sandbox.DisposeAsync();

        Directory.Exists(Path.GetDirectoryName(sandbox.Folder)).Should().BeFalse();
        Directory.Exists("/etc").Should().BeTrue();
    }
}
