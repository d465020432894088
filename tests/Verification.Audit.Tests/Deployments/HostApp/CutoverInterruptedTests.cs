using System.Diagnostics;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>cutover.sh when it is interrupted, runs twice, or can't write: the old or the new .env, never a mixture.</summary>
public sealed class CutoverInterruptedTests(SwitchHost host) : IClassFixture<SwitchHost>
{
    private static readonly string[] Three = ["api", "bot", "queue worker"];

    [Fact]
    public async Task Signal_BetweenChangeAndRestart_SaysWhereItStopped()
    {
        HostAppFolder app = host.Folder();
        app.Services(Three, "api", "signals");
        ToolResult result = await app.CutoverAsync(NewDsn);

        // Not by Ctrl-C, which a test run in the background is deaf to.
        result.ExitCode.Should().Be(143);
        result.StandardError.Should().Contain("FAILED while restarting api: stopped by SIGTERM").And.Contain("has the new value; backup ").And.Contain("brings the old state back");
        app.Env.Should().Be(Plain.Replace(OldDsn, NewDsn));
        File.Exists(Path.Combine(app.Folder, ".env.lock")).Should().BeFalse();
        app.Services(Three);
        (await app.RollbackAsync()).EnsureSuccess("The rollback");
        app.Env.Should().Be(Plain);
    }

    [Fact]
    public async Task Lock_TwoCutoversAtOnce_OneIsRefused()
    {
        HostAppFolder app = host.Folder();
        string other = NewDsn.Replace("/2", "/3");
        ToolResult[] results = await Task.WhenAll(app.CutoverAsync(NewDsn), app.CutoverAsync(other));

        results.Select(result => result.ExitCode).Should().BeEquivalentTo([0, 2]);
        results.Single(result => result.ExitCode == 2).StandardError.Should().Contain("another cutover or rollback of this .env runs");
        app.Env.Should().Be(Plain.Replace(OldDsn, results[0].ExitCode == 0 ? NewDsn : other));
        app.Backups.Should().ContainSingle();
    }

    [Fact]
    public async Task Lock_OfAKilledRun_IsRemoved()
    {
        HostAppFolder app = host.Folder();
        using Process ended = Process.Start("true");
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        app.Write(".env.lock", $"{ended.Id}\n", Private);
        ToolResult result = await app.CutoverAsync(NewDsn, "--all-at-once");

        result.ExitCode.Should().Be(0, result.StandardError);
        result.StandardOutput.Should().Contain($"removed the lock of process {ended.Id}");
    }

    [Theory]
    [InlineData(100, 0, "no file can be written")]
    [InlineData(3000, 1, "FAILED while making the backup: the file size limit is too small")]
    [InlineData(1024, 1, "FAILED while changing the .env: the file size limit is too small")]
    public async Task Disk_Full_LeavesTheOldEnv(int size, int kibibytes, string reason)
    {
        string text = $"SENTRY_DSN={OldDsn}\n#".PadRight(size - 1, 'x') + "\n";
        HostAppFolder app = host.Folder(text);
        ToolResult result = await app.RunAsync("cutover.sh", [NewDsn.Replace("/2", "/123456789")], limits: $"ulimit -f {kibibytes};");

        result.ExitCode.Should().NotBe(0);
        result.StandardError.Should().Contain(reason);
        app.Env.Should().Be(text);
        app.Restarts.Should().BeEmpty();
        app.Backups.Should().HaveCount(size == 1024 ? 1 : 0, "what is no whole backup must not look like one");
    }

    [Theory]
    [InlineData("cutover.sh", NewDsn)]
    [InlineData("rollback.sh", ".env.backup.20260101-000000")]
    public async Task Folder_ReadOnly_IsRefused(string script, string argument)
    {
        HostAppFolder app = host.Folder();
        app.Write(".env.backup.20260101-000000", Plain, Private);
        UnixFileMode mode = File.GetUnixFileMode(app.Folder);
        File.SetUnixFileMode(app.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        ToolResult result = await app.RunAsync(script, [argument], runAs: Environment.IsPrivilegedProcess ? "nobody" : null);
        File.SetUnixFileMode(app.Folder, mode);

        result.ExitCode.Should().Be(2, result.StandardError);
        result.StandardError.Should().Contain("is not writable");
        app.Env.Should().Be(Plain);
    }
}
