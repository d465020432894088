using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class OffsiteFolderTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OFFSITE_COMMAND=/mnt/nas/x", "$OFFSITE_COMMAND")]
    [InlineData("export OFFSITE_DIR=\"/nas/gt/\"", "$OFFSITE_DIR")]
    [InlineData("OFFSITE=${OFFSITE:-/media/nas}", "$OFFSITE")]
    [InlineData("BACKUP_OFF_SITE_FOLDER=/volume1/gt", "/volume1/gt")]
    public async Task Setting_NamesAFolder_WhatIsCopiedThereIsOffSite(string setting, string folder)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(
            $"set -e\n{setting}\nmkdir -p /var/backups/gt\npg_dump -U glitchtip glitchtip > /var/backups/gt/d.sql\n[ -d {folder} ]; cp /var/backups/gt/d.sql {folder}/copy.sql");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        (run.ExitCode, run.Errors).Should().Be((0, ""));
        sandbox.OffsiteCopies().Should().ContainSingle().Which.Name.Should().Be("copy.sql");
        sandbox.Backups().Should().ContainSingle().Which.Name.Should().Be("d.sql");
        sandbox.Moved.Should().ContainSingle(moved => moved.EndsWith(" -> the sandbox's off-site place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hardened_MountedShare_HoldsTheCopy()
    {
        string settings = await File.ReadAllTextAsync(Path.Combine(BackupBench.Deployment("hardened"), "ops.env"), Ct);
        string overlay = bench.Folder(("ops.env", settings.Replace("=./offsite.sh", "=/mnt/nas/glitchtip", StringComparison.Ordinal)));
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("hardened"), overlay);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);

        run.ExitCode.Should().Be(0, run.Output + run.Errors);
        sandbox.OffsiteCopies().Should().ContainSingle().Which.Name.Should().Be(sandbox.Backups().Single().Name);
    }

    [Theory]
    [InlineData("OFFSITE_COMMAND=/opt/tools/push.sh")]
    [InlineData("OFFSITE_COMMAND=/usr/local/bin/push")]
    [InlineData("OFFSITE_LOG_DIR=/var/log/offsite")]
    [InlineData("OFFSITE_KEY=/root/.ssh/id")]
    [InlineData("OFFSITE_TARGET=backup@nas.example.test:/volume1/gt")]
    [InlineData("OFFSITE_COMMAND=/opt/gt/push\ncd /opt/gt")]
    public async Task Setting_NamesSomethingElse_IsNoOffsiteFolder(string setting)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(setting);
        sandbox.Moved.Should().NotContain(moved => moved.Contains("off-site", StringComparison.Ordinal));
    }
}
