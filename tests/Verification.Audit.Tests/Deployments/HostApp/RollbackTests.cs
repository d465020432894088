using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>rollback.sh: the old .env byte for byte, every service a new process.</summary>
public sealed class RollbackTests(SwitchHost host) : IClassFixture<SwitchHost>
{
    private const string Name = ".env.backup.20260101-000000";
    private const string Newer = ".env.backup.20260102-000000";
    private static readonly string[] Three = ["api", "bot", "queue worker"];
    private static readonly string After = Plain.Replace(OldDsn, NewDsn);

    [Theory]
    [InlineData("", "newest")]
    [InlineData(Name, "named")]
    public async Task Rollback_SeveralBackups_TakesTheNewestOrTheNamed(string argument, string expected)
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Newer, $"SENTRY_DSN={OldDsn}\nWHICH=newest\r\n", Private);
        app.Write(Name, $"SENTRY_DSN={OldDsn}\nWHICH=named", Private);
        app.Write(".env.backup.by-hand", "SENTRY_DSN=x\n", Private);
        ToolResult result = await app.RollbackAsync(argument.Length > 0 ? [argument] : []);

        result.ExitCode.Should().Be(0, result.StandardError);
        app.Env.Should().Contain($"WHICH={expected}");
        app.Backups.Should().HaveCount(3, "backups stay");
        app.RestartedNames.Should().Equal("api,bot,queue worker");
        result.StandardOutput.Should().MatchRegex(@" done in \d+\.\d s; the backup stays: ");
    }

    [Fact]
    public async Task Rollback_Twice_IsHarmless()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        (await app.RollbackAsync()).EnsureSuccess("The first");
        string once = app.Fingerprint();
        ToolResult again = await app.RollbackAsync();

        again.ExitCode.Should().Be(0, again.StandardError);
        again.StandardOutput.Should().Contain("change nothing: ");
        app.Fingerprint().Should().Be(once);
        app.Restarts.Should().HaveCount(2, "a service may have missed the first");
    }

    [Fact]
    public async Task Rollback_EnvIsGone_PutsItBackPrivate()
    {
        HostAppFolder app = host.Folder(env: null);
        app.Write(Name, Plain, Private);
        (await app.RollbackAsync()).EnsureSuccess("The rollback");
        app.Env.Should().Be(Plain);
        File.GetUnixFileMode(Path.Combine(app.Folder, ".env")).Should().Be(Private);
    }

    [Theory]
    [InlineData("errored")]
    [InlineData("stopped")]
    public async Task Rollback_ServiceThatFellOverBefore_IsBroughtBack(string status)
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        app.Services(Three, "bot", status: status);
        ToolResult result = await app.RollbackAsync();
        result.ExitCode.Should().Be(0, result.StandardError);
        result.StandardOutput.Should().Contain(" online bot ");
    }

    [Theory]
    [InlineData("--one-by-one", "never")]
    [InlineData("--one-by-one", "refuses")]
    [InlineData("--one-by-one", "loops")]
    [InlineData("--all-at-once", "never")]
    [InlineData("--all-at-once", "loops")]
    public async Task Rollback_OneServiceStaysDown_TheOthersAreBackAndItIsNamed(string mode, string behave)
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        app.Services(Three, "bot", behave);
        ToolResult result = await app.RollbackAsync(mode);

        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("bot").And.Contain(".env is that of the backup").And.Contain("it may be repeated");
        app.Env.Should().Be(Plain);
        result.StandardOutput.Should().Contain(" online api ").And.Contain(" online queue worker ");
    }

    [Fact]
    public async Task Rollback_OneServiceEndsOnceMore_IsWaitedFor()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        app.Services(Three, "bot", "dies");
        (await app.RollbackAsync("--all-at-once")).ExitCode.Should().Be(0);
        app.Env.Should().Be(Plain);
    }

    [Fact]
    public async Task Partial_OneService_GoesBackAlone()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        string before = app.Fingerprint();
        ToolResult result = await app.RollbackAsync("--only", "bot");

        result.ExitCode.Should().Be(0, result.StandardError);
        app.Fingerprint().Should().Be(before);
        app.RestartedNames.Should().Equal("bot");
        Dsn(app.Restarts[0]).Should().Be(OldDsn);
        result.StandardOutput.Should().Contain("bot keeps this SENTRY_DSN through every restart, for PM2 remembers it; to end that: pm2 delete bot");

        (await app.RollbackAsync()).EnsureSuccess("The full rollback");
        (await app.CutoverAsync(NewDsn, "--all-at-once")).EnsureSuccess("The next cutover");
        app.RestartedNames.Should().Equal("bot", "api,queue worker", "bot", "api,queue worker", "bot");
        app.Restarts.Select(Dsn).Should().Equal(OldDsn, null, OldDsn, null, NewDsn);
    }

    [Theory]
    [InlineData("--all-at-once")]
    [InlineData("--one-by-one")]
    [InlineData("--only api")]
    public async Task DryRun_Always_SaysEverythingAndChangesNothing(string options)
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        string before = app.Fingerprint();
        ToolResult result = await app.RollbackAsync(["--dry-run", .. options.Split(' ')]);

        result.ExitCode.Should().Be(0, result.StandardError);
        result.StandardOutput.Should().Contain("would change ").And.Contain("would restart api");
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Fact]
    public async Task Signal_WhileRestarting_SaysThatTheEnvIsBack()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        app.Services(Three, "bot", "signals");
        ToolResult result = await app.RollbackAsync("--one-by-one");

        result.ExitCode.Should().Be(143);
        result.StandardError.Should().Contain("FAILED while restarting bot: stopped by SIGTERM").And.Contain("is that of the backup; restarted: api");
        app.Env.Should().Be(Plain);
    }

    [Fact]
    public async Task Rollback_CutoverRuns_IsRefused()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Private);
        app.Write(".env.lock", $"{Environment.ProcessId}\n", Private);
        ToolResult result = await app.RollbackAsync();
        result.ExitCode.Should().Be(2);
        result.StandardError.Should().Contain($"runs (process {Environment.ProcessId})");
        app.Env.Should().Be(After);
    }

    private static string? Dsn(JsonElement restart) => restart.GetProperty("environment").TryGetProperty("SENTRY_DSN", out JsonElement dsn) ? dsn.GetString() : null;
}
