using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class StandInTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PATH=/usr/local/bin:/usr/bin:/bin\ndate +%F", "PATH in backup.sh -> the sandbox's stand-ins first")]
    [InlineData("export PATH=\"/usr/bin:/bin:$PATH\"; date +%F", "PATH in backup.sh -> the sandbox's stand-ins first")]
    [InlineData("PATH='/usr/bin:/bin' bash -c 'date +%F'", "PATH in backup.sh -> the sandbox's stand-ins first")]
    [InlineData("env -i PATH=/usr/bin:/bin date +%F", "PATH in backup.sh -> the sandbox's stand-ins first")]
    [InlineData("/bin/date +%F", "/bin/date -> the sandbox's stand-in")]
    [InlineData("DATE=\"${DATE:-/usr/bin/date}\"; \"$DATE\" +%F", "/usr/bin/date -> the sandbox's stand-in")]
    [InlineData("env -i /usr/bin/date +%F", "/usr/bin/date -> the sandbox's stand-in")]
    [InlineData("env -i /usr/bin/sudo /bin/bash -c '/bin/date +%F'", "/usr/bin/sudo -> the sandbox's stand-in")]
    public async Task Program_PastTheSearchPath_IsTheStandIn(string text, string moved)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(text);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { Clock = Noon }, Ct);

        (run.Output, run.Errors).Should().Be(("2026-03-29\n", ""));
        sandbox.Moved.Should().Contain(moved);
    }

    [Theory]
    [InlineData("/usr/bin/docker compose stop", "docker")]
    [InlineData("/usr/local/bin/docker-compose down", "docker-compose")]
    [InlineData("PATH=/usr/sbin:/usr/bin:/bin; git push", "git")]
    [InlineData("/usr/bin/curl -d 'the backup failed' https://a.example.test/", "curl")]
    [InlineData("/usr/lib/postgresql/99/bin/psql -c 'SELECT 1'", "psql")]
    public async Task Call_ByAnAbsolutePath_IsRecorded(string text, string program)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(text);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);
        run.Calls.Should().ContainSingle(run.Errors).Which.Program.Should().Be(program);
    }

    [Theory]
    [InlineData("PATH=/usr/bin:/bin\n0 3 * * * root backup.sh\n", "PATH={s}:/usr/bin:/bin\n0 3 * * * root backup.sh\n")]
    [InlineData("PATH=\"/usr/bin\"\n", "PATH=\"{s}:/usr/bin\"\n")]
    [InlineData("0 3 * * * /usr/bin/docker ps\n", "0 3 * * * {s}/docker ps\n")]
    [InlineData("MY_PATH=x $PATH=y ${PATH=z} host:/usr/bin/docker $X/bin/date /usr/bin/dateutils /usr/bin/env\n", null)]
    public async Task Text_Crontab_IsLedToo(string text, string? expected)
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(bench.Folder(("backup.sh", "true"), ("crontab", text)));
        string programs = Path.Combine(Path.GetDirectoryName(sandbox.Folder)!, "programs", "bin");
        (await File.ReadAllTextAsync(Path.Combine(sandbox.Folder, "crontab"), Ct)).Should().Be((expected ?? text).Replace("{s}", programs, StringComparison.Ordinal));
        sandbox.Moved.Should().HaveCount(expected is null ? 0 : 1);
    }
}
