using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>What backup.sh of the hardened deployment keeps, deletes and copies away, also when clocks and shares misbehave.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class BackupKeepingTests(ScriptHost host)
{
    [Fact]
    public async Task Backup_OffsiteCopyFails_EndsWithAnAlertAndDeletesNothing()
    {
        using HardenedCopy copy = host.Copy();
        copy.Program("copy-away", "#!/bin/sh\nexit 9\n");
        string old = copy.Aged("glitchtip-20260101T030000Z", days: 100);
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().Be(9);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("copying it off-site");
        Directory.Exists(old).Should().BeTrue();
        copy.BackupNames.Should().HaveCount(2, "the local copy is good");
    }

    [Fact]
    public async Task Retention_OldAndYoungAndForeign_OnlyOldOwnBackupsGo()
    {
        using HardenedCopy copy = host.Copy();
        string old = copy.Aged("glitchtip-20260101T030000Z", days: 31.1);
        string[] kept =
        [
            copy.Aged("glitchtip-20260102T030000Z", days: 30.5), copy.Aged("glitchtip-20260103T030000Z", days: 1),
            copy.Aged("glitchtip-before-upgrade", days: 100), copy.Aged("manual-20260101T030000Z", days: 100),
        ];
        File.WriteAllText(Path.Combine(copy.Backups, "glitchtip-20250101T030000Z"), "a file of somebody's");
        File.SetLastWriteTimeUtc(Path.Combine(copy.Backups, "glitchtip-20250101T030000Z"), DateTime.UtcNow.AddDays(-100));
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        Directory.Exists(old).Should().BeFalse();
        kept.Should().OnlyContain(path => Directory.Exists(path));
        File.Exists(Path.Combine(copy.Backups, "glitchtip-20250101T030000Z")).Should().BeTrue();
    }

    [Fact]
    public async Task Retention_DumpsFailForMonths_LastGoodBackupStays()
    {
        using HardenedCopy copy = host.Copy();
        string[] old = [copy.Aged("glitchtip-20260101T030000Z", days: 100), copy.Aged("glitchtip-20260102T030000Z", days: 99)];
        (await copy.RunAsync("backup.sh", environment: ("FAKE_FAIL", "pg_dump"))).ExitCode.Should().NotBe(0);
        old.Should().OnlyContain(path => Directory.Exists(path));
    }

    [Fact]
    public async Task Retention_NewBackupLooksOld_IsKeptAllTheSame()
    {
        using HardenedCopy copy = host.Copy();
        // As on a share whose clock is wrong.
        copy.Program("mv", "#!/bin/sh\n/bin/mv \"$@\" && for last; do :; done && touch -d '100 days ago' \"$last\"\n");
        string old = copy.Aged("glitchtip-20260101T030000Z", days: 50);
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        Directory.Exists(old).Should().BeFalse();
        copy.BackupNames.Should().ContainSingle();
    }

    [Fact]
    public async Task Backup_ClockSetBackToATakenName_FailsAndLeavesTheGoodOne()
    {
        using HardenedCopy copy = host.Copy();
        copy.Clock("20260101T030000Z");
        string good = copy.Aged("glitchtip-20260101T030000Z", days: 0);
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("glitchtip-20260101T030000Z taken");
        File.ReadAllText(Path.Combine(good, "database.dump")).Should().Be("old");
        copy.BackupNames.Should().ContainSingle();
    }

    [Fact]
    public async Task Backup_ClockSetBackByAYear_AddsOneAndDeletesNone()
    {
        using HardenedCopy copy = host.Copy();
        copy.Aged("glitchtip-20261101T030000Z", days: 1);
        copy.Aged("glitchtip-20271101T030000Z", days: -365);
        copy.Clock("20250101T030000Z");
        (await copy.RunAsync("backup.sh")).EnsureSuccess("The backup");
        copy.BackupNames.Should().Equal("glitchtip-20250101T030000Z", "glitchtip-20261101T030000Z", "glitchtip-20271101T030000Z");
    }

    [Fact]
    public async Task Backup_OffsiteIsAFolder_IsCopiedThereWhole()
    {
        using HardenedCopy copy = host.Copy();
        copy.Settings(("OFFSITE_COMMAND", copy.Elsewhere));
        (await copy.RunAsync("backup.sh")).EnsureSuccess("The backup");

        Directory.EnumerateFileSystemEntries(copy.Elsewhere).Select(Path.GetFileName).Should().Equal(copy.BackupNames);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(copy.Backups, copy.BackupNames[0])))
        {
            File.ReadAllBytes(Path.Combine(copy.Elsewhere, copy.BackupNames[0], Path.GetFileName(file))).Should().Equal(File.ReadAllBytes(file));
        }
    }

    [Theory]
    [InlineData("missing", "")]
    [InlineData("elsewhere", "#!/bin/sh\n/bin/cp \"$@\" && for last; do :; done && truncate -s -9 \"$last/database.dump\"\n")]
    public async Task Backup_OffsiteFolderGoneOrCopyIncomplete_EndsWithAnAlert(string folder, string cp)
    {
        using HardenedCopy copy = host.Copy();
        copy.Settings(("OFFSITE_COMMAND", Path.Combine(copy.Folder, folder)));
        if (cp.Length > 0)
        {
            copy.Program("cp", cp);
        }

        (await copy.RunAsync("backup.sh")).ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("copying it off-site");
        Directory.EnumerateDirectories(copy.Elsewhere, "glitchtip-*").Should().BeEmpty();
        copy.BackupNames.Should().ContainSingle("the local copy is good");
    }
}
