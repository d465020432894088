using System.Security.Cryptography;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>restore-test.sh of the hardened deployment: passes on a good backup, goes red on every other.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class RestoreTestScriptTests(ScriptHost host)
{
    [Fact]
    public async Task RestoreTest_NewestOfTwoBackups_PassesAndDropsTheScratchDatabase()
    {
        using HardenedCopy copy = host.Copy();
        Directory.CreateDirectory(Path.Combine(copy.Backups, "glitchtip-20200101T030000Z"));
        string name = await BackUpAsync(copy);
        ToolResult result = await copy.RunAsync("restore-test.sh");

        result.ExitCode.Should().Be(0, result.StandardError + result.StandardOutput);
        result.StandardOutput.Should().MatchRegex($"restore test passed: restored {name} into glitchtip_restore_test in \\d+ s: 4 tables, newest event 2026-11-01T02:40:00.000000Z");
        (await host.ScalarAsync("SELECT count(*) FROM pg_database WHERE datname = 'glitchtip_restore_test'")).Should().Be("0");
        copy.Alerts.Calls.Should().BeEmpty();
    }

    public static TheoryData<string, string, string, string> Changes => new()
    {
        { "manifest.json", "issueevent_new\": 161", "issueevent_new\": 162", "has other row counts than the manifest" },
        { "manifest.json", "  \"rows\": {", "  \"rows\": {\n    \"public.gone\": 1,", "has other row counts than the manifest" },
        { "manifest.json", "2026-11-01T02:40", "2026-11-01T02:41", "lacks the newest event" },
        { "database.dump", "PGDMP", "PGDMX", "pg_restore failed on glitchtip-" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task RestoreTest_BackupDiffersFromItsManifest_FailsWithAnAlert(string file, string text, string replacement, string step)
    {
        using HardenedCopy copy = host.Copy();
        string folder = Path.Combine(copy.Backups, await BackUpAsync(copy));
        string path = Path.Combine(folder, file);
        string changed = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace(text, replacement, StringComparison.Ordinal);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(changed));
        File.WriteAllLines(Path.Combine(folder, "SHA256SUMS"), new[] { "database.dump", "uploads.tar.gz", "manifest.json" }.Select(name =>
            $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))}  {name}"));
        ToolResult result = await copy.RunAsync("restore-test.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain(step);
        (await host.ScalarAsync("SELECT count(*) FROM pg_database WHERE datname = 'glitchtip_restore_test'")).Should().Be("0");
    }

    [Theory]
    [InlineData("database.dump")]
    [InlineData("uploads.tar.gz")]
    [InlineData("manifest.json")]
    public async Task RestoreTest_OneByteFlipped_FailsWithAnAlert(string file)
    {
        using HardenedCopy copy = host.Copy();
        string path = Path.Combine(copy.Backups, await BackUpAsync(copy), file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        ToolResult result = await copy.RunAsync("restore-test.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("the checksums of glitchtip-");
    }

    [Fact]
    public async Task RestoreTest_NoBackup_FailsWithAnAlert()
    {
        using HardenedCopy copy = host.Copy();
        Directory.CreateDirectory(copy.Backups);
        ToolResult result = await copy.RunAsync("restore-test.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain("looking for a backup");
    }

    private static async Task<string> BackUpAsync(HardenedCopy copy)
    {
        (await copy.RunAsync("backup.sh")).EnsureSuccess("The backup");
        return copy.BackupNames[^1];
    }
}
