using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>restore.sh of the hardened deployment: restores a good backup into an empty database, and nothing anywhere else.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class RestoreScriptTests(ScriptHost host)
{
    private const string Fresh = "glitchtip_fresh";
    private const string Events = "SELECT count(*) FROM issue_events_issueevent";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_FreshDatabase_IsCreatedFilledAndCompared(bool existsEmpty)
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        File.WriteAllText(Path.Combine(copy.Folder, "state", "running"), "postgres\nweb\nworker\n");
        try
        {
            if (existsEmpty)
            {
                await host.ExecuteAsync("postgres", $"CREATE DATABASE {Fresh}");
            }

            ToolResult result = await copy.RunAsync("restore.sh", [backup, Fresh]);
            result.ExitCode.Should().Be(0, result.StandardError);
            result.StandardOutput.Should().MatchRegex($@"^restored {Path.GetFileName(backup)} into {Fresh} in \d+ s: 4 tables, newest event 2026-11-01T02:40:00.000000Z\n$");
            (await host.ScalarAsync(Events, Fresh)).Should().Be("400");
        }
        finally
        {
            await host.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {Fresh} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task Restore_ForGoodAsTheReadmeSays_SaysWhatComesNext()
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        await host.ExecuteAsync("postgres", "ALTER DATABASE glitchtip RENAME TO glitchtip_before");
        try
        {
            ToolResult result = await copy.RunAsync("restore.sh", backup);
            result.ExitCode.Should().Be(0, result.StandardError);
            result.StandardOutput.Should().Contain("into glitchtip in ").And.Contain("compose run --rm migrate").And.Contain("up --detach")
                .And.Contain($"'{backup}/uploads.tar.gz'").And.Contain("run the smoke test");
            (await host.ScalarAsync(Events, "glitchtip")).Should().Be("400");
        }
        finally
        {
            await host.ExecuteAsync("postgres", "DROP DATABASE IF EXISTS glitchtip WITH (FORCE)");
            await host.ExecuteAsync("postgres", "ALTER DATABASE glitchtip_before RENAME TO glitchtip");
        }
    }

    [Fact]
    public async Task Restore_FilledDatabase_IsRefusedAndUnchanged()
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        string before = await host.ScalarAsync("SELECT md5(string_agg(id::text, '' ORDER BY id)) FROM issue_events_issueevent", "glitchtip");
        ToolResult result = await copy.RunAsync("restore.sh", backup);

        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Be("restore.sh: glitchtip is not empty and was left as it is; restore into a fresh one (README.md says how to put this one aside)\n");
        (await host.ScalarAsync("SELECT md5(string_agg(id::text, '' ORDER BY id)) FROM issue_events_issueevent", "glitchtip")).Should().Be(before);
    }

    [Theory]
    [InlineData("postgres\nweb\n", true)]
    [InlineData("worker\nredis\n", true)]
    [InlineData("postgres\nredis\nwebsocket\n", false)]
    public async Task Restore_GlitchTipRuns_IsRefused(string running, bool refused)
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        File.WriteAllText(Path.Combine(copy.Folder, "state", "running"), running);
        ToolResult result = await copy.RunAsync("restore.sh", backup);

        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain(refused ? "docker compose stop web worker" : "is not empty");
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "flip database.dump", "the checksums of glitchtip-" },
        { "flip uploads.tar.gz", "take its off-site copy or another backup" },
        { "flip manifest.json", "so it was damaged" },
        { "delete SHA256SUMS", "lacks SHA256SUMS, so it is no whole backup" },
        { "delete uploads.tar.gz", "lacks uploads.tar.gz" },
        { "unlist manifest.json", "says nothing of manifest.json" },
        { "rewrite database.dump", "pg_restore failed on glitchtip-" },
        { "rewrite uploads.tar.gz", "the uploads of glitchtip-" },
        { "recount manifest.json", "has other row counts than the manifest" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Restore_BackupIsNotWhole_FailsAndSaysWhatToDo(string fault, string message)
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        DamagedBackup.Damage(backup, fault.Split(' ')[0], fault.Split(' ')[1]);
        try
        {
            ToolResult result = await copy.RunAsync("restore.sh", [backup, Fresh]);
            result.ExitCode.Should().Be(1);
            result.StandardOutput.Should().BeEmpty();
            string said = result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
            said.Should().StartWith("restore.sh: ").And.Contain(message);
            bool created = await host.ScalarAsync($"SELECT count(*) FROM pg_database WHERE datname = '{Fresh}'") == "1";
            created.Should().Be(fault is "rewrite database.dump" or "recount manifest.json", "what can be told before is told before");
            if (fault is "rewrite database.dump")
            {
                (await host.ScalarAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", Fresh)).Should().Be("0", "a failed restore leaves nothing");
            }
        }
        finally
        {
            await host.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {Fresh} WITH (FORCE)");
        }
    }

    [Theory]
    [InlineData("createdb", "cannot be created")]
    [InlineData("psql", "PostgreSQL does not answer")]
    [InlineData("pg_restore", "took everything back")]
    public async Task Restore_ProgramFails_SaysWhich(string program, string message)
    {
        using HardenedCopy copy = host.Copy();
        string backup = await BackUpAsync(copy);
        try
        {
            ToolResult result = await copy.RunAsync("restore.sh", [backup, Fresh], ("FAKE_FAIL", program));
            result.ExitCode.Should().Be(1);
            result.StandardError.Should().Contain(message);
        }
        finally
        {
            await host.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {Fresh} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task Restore_DockerDoesNotSayWhatRuns_IsRefused()
    {
        using HardenedCopy copy = host.Copy();
        ToolResult result = await copy.RunAsync("restore.sh", [await BackUpAsync(copy)], ("FAKE_FAIL", "ps"));
        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("Docker does not say what runs");
    }

    [Theory]
    [InlineData()]
    [InlineData("/does/not/exist")]
    [InlineData("/", "one", "too many")]
    public async Task Restore_Arguments_AreAsked(params string[] arguments)
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        ToolResult result = await copy.RunAsync("restore.sh", arguments);
        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("./restore.sh BACKUP_FOLDER [DATABASE]");
    }

    private static async Task<string> BackUpAsync(HardenedCopy copy)
    {
        (await copy.RunAsync("backup.sh")).EnsureSuccess("The backup");
        return Path.Combine(copy.Backups, copy.BackupNames[^1]);
    }
}
