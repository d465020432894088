using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>backup.sh of the hardened deployment, run for real on a real database.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class BackupScriptTests(ScriptHost host)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Backup_HealthyStack_LeavesArchivesManifestAndChecksumsHereAndElsewhere()
    {
        using HardenedCopy copy = host.Copy();
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        string name = copy.BackupNames.Should().ContainSingle().Subject;
        name.Should().MatchRegex(@"^glitchtip-\d{8}T\d{6}Z$");
        string folder = Path.Combine(copy.Backups, name);
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("database.dump", "uploads.tar.gz", "manifest.json", "SHA256SUMS");
        Directory.EnumerateFiles(folder).Should().OnlyContain(file => File.GetUnixFileMode(file) == OwnerOnly);
        File.ReadAllBytes(Path.Combine(folder, "database.dump"))[..5].Should().Equal("PGDMP"u8.ToArray());
        JsonElement manifest = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        manifest.GetProperty("newestEvent").GetString().Should().Be("2026-11-01T02:40:00.000000Z");
        manifest.GetProperty("rows").Deserialize<Dictionary<string, int>>().Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["public.users_user"] = 3,
            ["public.projects_project"] = 0,
            ["public.issue_events_issueevent_old"] = 239,
            ["public.issue_events_issueevent_new"] = 161,
        });
        Directory.EnumerateFiles(Path.Combine(copy.Elsewhere, name)).Should().HaveCount(4);
        copy.Alerts.Calls.Should().BeEmpty();
        result.StandardOutput.Should().Contain($"backup {name} complete");
    }

    [Theory]
    [InlineData("psql", "asking for the newest event")]
    [InlineData("pg_dump", "dumping the database")]
    [InlineData("tar", "saving the uploads")]
    [InlineData("pg_restore", "testing the archives")]
    public async Task Backup_StepFails_EndsWithAnAlertAndNoArchive(string program, string step)
    {
        using HardenedCopy copy = host.Copy();
        ToolResult result = await copy.RunAsync("backup.sh", environment: ("FAKE_FAIL", program));

        result.ExitCode.Should().Be(1);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain($"failed while {step}");
        Directory.EnumerateFileSystemEntries(copy.Backups).Select(Path.GetFileName).Should().Equal(".lock");
        Directory.EnumerateFileSystemEntries(copy.Elsewhere).Should().BeEmpty();
    }

    [Theory]
    [InlineData("pg_dump", "counting the rows in the archive")]
    [InlineData("tar", "testing the archives")]
    public async Task Backup_ArchiveCutShortThoughItsProgramSucceeded_IsNoticed(string program, string step)
    {
        using HardenedCopy copy = host.Copy();
        ToolResult result = await copy.RunAsync("backup.sh", environment: ("FAKE_SHORT", program));

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain($"failed while {step}");
        copy.BackupNames.Should().BeEmpty();
    }

    [Theory]
    [InlineData("OFFSITE_COMMAND")]
    [InlineData("BACKUP_DIR")]
    public async Task Backup_SettingMissing_EndsWithAnAlert(string setting)
    {
        using HardenedCopy copy = host.Copy();
        copy.Settings((setting, ""));
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().NotBe(0);
        result.StandardError.Should().Contain($"{setting}: is not set in ops.env");
        copy.Alerts.Calls.Should().ContainSingle();
        copy.BackupNames.Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_AlertGoesNowhere_StillFails()
    {
        using HardenedCopy copy = host.Copy();
        copy.Settings(("ALERT_URL", ""));
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().NotBe(0);
        result.StandardError.Should().Contain("ALERT_URL: is not set").And.Contain("the alert did not get out");
        copy.BackupNames.Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_AnotherOneRuns_IsRefusedAndLeavesItAlone()
    {
        using HardenedCopy copy = host.Copy();
        string partial = Directory.CreateDirectory(Path.Combine(copy.Backups, ".partial")).FullName;
        // .NET takes the same lock that flock(1) does.
        await using FileStream other = new(Path.Combine(copy.Backups, ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        ToolResult result = await copy.RunAsync("backup.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("making sure that no other backup runs");
        Directory.Exists(partial).Should().BeTrue("it belongs to the other");
    }
}
