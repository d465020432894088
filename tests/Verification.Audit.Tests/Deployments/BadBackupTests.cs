using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>The bad backups of scenarios/backup: each works on a good day and fails as it is named, where the hardened one does not.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class BadBackupTests(ScriptHost host)
{
    private static readonly string Folder = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "backup");

    public static TheoryData<string> Scripts => [.. Directory.EnumerateDirectories(Path.Combine(Folder, "defects"))
        .Where(folder => File.Exists(Path.Combine(folder, "backup.sh"))).Select(folder => Path.GetFileName(folder)).Order()];

    [Fact]
    public void Readme_NamesEveryDefectOnceWithItsCheck()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(Folder, "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        rows.Select(row => row.Split('`')[1]).Should().BeEquivalentTo(Directory.EnumerateDirectories(Path.Combine(Folder, "defects")).Select(Path.GetFileName));
        rows.Should().HaveCount(9).And.OnlyContain(row => Regex.IsMatch(row, "`[A-Z][A-Za-z]+` \\|$"));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task BadBackup_GoodDay_EndsWellWithAllFilesHereAndElsewhere(string defect)
    {
        using HardenedCopy copy = host.Copy();
        copy.Overlay(defect);
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        string folder = Path.Combine(copy.Backups, copy.BackupNames.Should().ContainSingle().Subject);
        string dump = defect is "backup-without-pipefail" or "backup-ignores-full-disk" ? "database.sql.gz" : "database.dump";
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo(dump, "uploads.tar.gz", "manifest.json", "SHA256SUMS");
        Directory.EnumerateFiles(Path.Combine(copy.Elsewhere, copy.BackupNames[0])).Should().HaveCount(4);
        IsWhole(folder).Should().BeTrue();
        File.ReadAllText(Path.Combine(folder, "manifest.json")).Should().Contain("\"public.issue_events_issueevent_new\": 161").And.Contain("2026-11-01T02:40:00.000000Z");
        (await copy.RunAsync("restore-test.sh")).ExitCode.Should().Be(dump == "database.dump" ? 0 : 1, "restore.sh knows one format");
    }

    [Theory]
    [InlineData("backup-without-pipefail", "FAKE_KILLED")]
    [InlineData("backup-ignores-full-disk", "")]
    [InlineData("backup-swallows-empty-dump", "FAKE_EMPTY")]
    public async Task BadBackup_DumpFails_IsSilentWhereTheHardenedOneIsLoud(string defect, string fault)
    {
        foreach (string overlay in new[] { "", defect })
        {
            using HardenedCopy copy = host.Copy();
            Lay(copy, overlay);
            // As the disk would: a write beyond this fails, and nobody is killed for it.
            copy.Program("full-disk", "#!/bin/bash\ntrap '' XFSZ\nulimit -f 8\nexec \"$(dirname \"$0\")/../backup.sh\"\n");
            ToolResult result = fault.Length > 0
                ? await copy.RunAsync("backup.sh", environment: (fault, "pg_dump"))
                : await copy.RunAsync(Path.Combine("bin", "full-disk"));

            (result.ExitCode == 0, copy.Alerts.Calls.IsEmpty, copy.BackupNames.Count).Should().Be(overlay.Length > 0 ? (true, true, 1) : (false, false, 0), $"{overlay} {result.StandardError}");
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("backup-without-lock", 2)]
    public async Task BadBackup_TwoRunsAtOnce_OnlyTheLockKeepsThemSound(string overlay, int claimed)
    {
        using HardenedCopy copy = host.Copy();
        Lay(copy, overlay);
        string release = Path.Combine(copy.Folder, "state", "release");
        Task<ToolResult> held = copy.RunAsync("backup.sh", environment: ("FAKE_HOLD", release));
        await Eventually.Async(() => File.Exists(Path.Combine(copy.Backups, ".partial", "database.dump")), "the first dump", TimeSpan.FromSeconds(20), ct: TestContext.Current.CancellationToken);
        ToolResult second = await copy.RunAsync("backup.sh");
        await File.WriteAllTextAsync(release, "", TestContext.Current.CancellationToken);
        ToolResult first = await held;

        new[] { first, second }.Count(run => run.ExitCode == 0).Should().Be(claimed, $"{first.StandardError} {second.StandardError}");
        copy.BackupNames.Should().HaveCount(claimed);
        int whole = copy.BackupNames.Count(name => IsWhole(Path.Combine(copy.Backups, name)));
        (whole == claimed).Should().Be(overlay.Length == 0, $"{whole} of {claimed} are whole");
    }

    [Theory]
    [InlineData("retention-deletes-only-good", "pg_dump", true, false)]
    [InlineData("retention-never-deletes", "", false, true)]
    public async Task BadBackup_Retention_KeepsOrDeletesAgainstItsPromise(string defect, string failing, bool hardenedKeeps, bool badKeeps)
    {
        foreach ((string overlay, bool keeps) in new[] { ("", hardenedKeeps), (defect, badKeeps) })
        {
            using HardenedCopy copy = host.Copy();
            Lay(copy, overlay);
            string old = copy.Aged("glitchtip-20260101T030000Z", days: 50);
            ToolResult result = await copy.RunAsync("backup.sh", environment: ("FAKE_FAIL", failing));
            (result.ExitCode == 0).Should().Be(failing.Length == 0, result.StandardError);
            Directory.Exists(old).Should().Be(keeps, overlay);
        }
    }

    [Fact]
    public async Task BadBackup_NameIsTakenAfterAClockJump_ReplacesTheGoodOne()
    {
        using HardenedCopy copy = host.Copy();
        copy.Overlay("backup-overwrites-after-clock-jump");
        copy.Clock("20260101T030000Z");
        string good = copy.Aged("glitchtip-20260101T030000Z", days: 0);
        (await copy.RunAsync("backup.sh")).ExitCode.Should().Be(0);
        File.ReadAllText(Path.Combine(good, "database.dump")).Should().NotBe("old");
    }

    [Fact]
    public async Task BadBackup_OffsiteCopy_IsCutThoughItEndsWell()
    {
        using HardenedCopy copy = host.Copy();
        copy.Overlay("offsite-copy-truncated");
        (await copy.RunAsync("backup.sh")).ExitCode.Should().Be(0);
        IsWhole(Path.Combine(copy.Backups, copy.BackupNames[0])).Should().BeTrue();
        IsWhole(Path.Combine(copy.Elsewhere, copy.BackupNames[0])).Should().BeFalse();
    }

    [Fact]
    public void BadBackup_OnceAWeek_DiffersInTheScheduleOfTheBackupOnly()
    {
        string[] weekly = File.ReadAllLines(Path.Combine(Folder, "defects", "backup-once-a-week", "crontab"));
        string[] daily = File.ReadAllLines(Path.Combine(RepositoryLayout.Find().Root, "scenarios", "deployments", "hardened", "crontab"));
        weekly.Except(daily).Should().ContainSingle().Which.Should().StartWith("0 3 * * 0 ").And.Contain("backup.sh");
        weekly.Should().HaveSameCount(daily);
    }

    private static void Lay(HardenedCopy copy, string overlay)
    {
        if (overlay.Length > 0)
        {
            copy.Overlay(overlay);
        }
    }

    private static bool IsWhole(string folder)
    {
        string[] sums = File.ReadAllLines(Path.Combine(folder, "SHA256SUMS"));
        return sums.Length == 3 && sums.All(line =>
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, line[66..])))) == line[..64]);
    }
}
