using Verification.Fixtures.Backup;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Backup;

public sealed class MovedPlacesTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BACKUP_DIR=/var/backups/gt", "BACKUP_DIR={p}/var/backups/gt")]
    [InlineData("D=\"${D:-/mnt/nas}\"", "D=\"${D:-{p}/mnt/nas}\"")]
    [InlineData("exec >> '/var/log/gt.log'", "exec >> '{p}/var/log/gt.log'")]
    [InlineData("cp x /backup", "cp x {p}/backup")]
    [InlineData("cp x /data/", "cp x {p}/data/")]
    [InlineData("cat /home/ops/.pgpass /root/.ssh/id", "cat {p}/home/ops/.pgpass {p}/root/.ssh/id")]
    [InlineData("rsync a host:/backups/x", "rsync a host:/backups/x")]
    [InlineData("curl https://x.example.test/data/y", "curl https://x.example.test/data/y")]
    [InlineData("ls ./data $HOME/data ${X}/opt/z \"$X\"/srv", "ls ./data $HOME/data ${X}/opt/z \"$X\"/srv")]
    [InlineData("ls /usr/lib /etc/x /database /var/runner /optional", "ls /usr/lib /etc/x /database /var/runner /optional")]
    [InlineData("cp /tmp/x /var/tmp/y", "cp {p}/tmp/x {p}/var/tmp/y")]
    [InlineData("exec 8> /run/gt.lock 9> /var/lock/gt", "exec 8> {p}/run/gt.lock 9> {p}/var/lock/gt")]
    [InlineData("D=/media/usb ls /storage/x /var/run", "D={p}/media/usb ls {p}/storage/x {p}/var/run")]
    [InlineData("awk '/run/ { n++ }' f; sed -i \"/tmp/d\" f", "awk '/run/ { n++ }' f; sed -i \"/tmp/d\" f")]
    public async Task Text_AbsolutePlaces_LeadIntoTheSandbox(string text, string expected)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(text);
        string places = Path.Combine(Path.GetDirectoryName(sandbox.Folder)!, "places");
        string changed = await File.ReadAllTextAsync(Path.Combine(sandbox.Folder, "backup.sh"), Ct);
        changed.Should().Be($"#!/bin/bash\n{expected.Replace("{p}", places, StringComparison.Ordinal)}\n");
        sandbox.Moved.Should().HaveCount(changed.Split(places).Length - 1);
    }

    [Fact]
    public async Task Text_OurOwnWorkDirectory_StaysAsItIs()
    {
        await bench.ReadyAsync();
        string text = $"ls {bench.Supervisor.WorkDirectory.Path}/x";
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(text);
        (await File.ReadAllTextAsync(Path.Combine(sandbox.Folder, "backup.sh"), Ct)).Should().Be($"#!/bin/bash\n{text}\n");
        sandbox.Moved.Should().BeEmpty();
    }

    [Theory]
    [InlineData("crontab", "0 3 * * * /srv/apps/gt/backup.sh >> /srv/apps/gt/log 2>&1\n", "/srv/apps/gt")]
    [InlineData("notes.sh", "cd /home/ops/gt || exit 1", "/home/ops/gt")]
    [InlineData("other.sh", "APP=/opt/gt\ncd \"$APP\"", "/opt/gt")]
    public async Task OwnFolder_ToldByItsTexts_IsTheCopy(string file, string text, string own)
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(bench.Folder(("backup.sh", $"cd {own} && pwd"), (file, text)));
        sandbox.Moved.Should().Equal($"{own} -> the copy of the deployment");
        (await sandbox.RunAsync("backup.sh", new(), Ct)).Output.Should().Be(sandbox.Folder + "\n");
    }

    [Fact]
    public async Task Open_TempDirectoryUnfitForScripts_IsAnInputError()
    {
        await using Scratch scratch = new();
        await bench.ReadyAsync();
        SandboxOptions options = bench.Options(bench.Folder(("backup.sh", "true"))) with { Supervisor = await scratch.SupervisorAsync() };
        Func<Task> open = () => DeploymentSandbox.OpenAsync(options, Ct);
        await open.Should().ThrowAsync<InputException>().WithMessage("*set TMPDIR*");
    }

    [Fact]
    public async Task Overlay_SameName_Replaces()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(bench.Folder(("backup.sh", "echo ours"), ("keep", "x")), bench.Folder(("backup.sh", "echo theirs")));
        (await sandbox.RunAsync("backup.sh", new(), Ct)).Output.Should().Be("theirs\n");
        File.Exists(Path.Combine(sandbox.Folder, "keep")).Should().BeTrue();
    }

    [Theory]
    [InlineData("backup.sh", "backup.sh", "scripts/db-backup.sh", "a/backup.sh")]
    [InlineData("scripts/backup.sh", "scripts/backup.sh", "run-backup.sh")]
    [InlineData("pg_backup_daily.sh", "pg_backup_daily.sh", "restore-backup.sh", "notes.sh")]
    [InlineData(null, "restore.sh", "backup.txt")]
    public async Task BackupScript_AmongOthers_IsTheLikeliest(string? expected, params string[] names)
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(bench.Folder([.. names.Select(name => (name, "true"))]));
        sandbox.BackupScript.Should().Be(expected);
    }
}
