using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>rollback.sh trusts no backup blindly.</summary>
public sealed class RollbackBackupTests(SwitchHost host) : IClassFixture<SwitchHost>
{
    private const string Name = ".env.backup.20260101-000000";
    private const UnixFileMode Open = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private static readonly string After = Plain.Replace(OldDsn, NewDsn);

    public static TheoryData<string, string?, UnixFileMode, string[], string> Refused => new()
    {
        { "none at all", null, Private, [], "there is no " },
        { "empty", "", Private, [], "is empty: name an older one" },
        { "readable for others", Plain, Open, [], "has mode 644 and not 600" },
        { "without a DSN", "A=1\n#SENTRY_DSN=x\n", Private, [], "has no SENTRY_DSN" },
        { "with two", Plain + Plain, Private, [], "on the lines 3, 7" },
        { "named wrongly", Plain, Private, [".env.backup.19990101-000000"], "there is no " },
        { "a folder", Plain, Private, ["/"], "is not a regular file" },
        { "without a usable DSN for one service", "SENTRY_DSN=\n", Private, ["--only", "bot"], "has no well-formed SENTRY_DSN" },
        { "for a service that is not there", Plain, Private, ["--only", "nobody"], "PM2 has no service nobody" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Backup_NotToBeTrusted_IsRefused(string which, string? text, UnixFileMode mode, string[] arguments, string reason)
    {
        HostAppFolder app = host.Folder(After);
        if (text is not null)
        {
            app.Write(Name, text, mode);
        }

        string before = app.Fingerprint();
        ToolResult result = await app.RollbackAsync(arguments);
        result.ExitCode.Should().Be(2, which);
        result.StandardError.Should().Contain("REFUSED: ").And.Contain(reason, which);
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Fact]
    public async Task Backup_SymbolicLink_IsRefused()
    {
        HostAppFolder app = host.Folder(After);
        app.Write("elsewhere", Plain, Private);
        File.CreateSymbolicLink(Path.Combine(app.Folder, Name), "elsewhere");
        ToolResult result = await app.RollbackAsync();
        result.ExitCode.Should().Be(2);
        result.StandardError.Should().Contain("is a symbolic link");
        app.Env.Should().Be(After);
    }

    [Fact]
    public async Task Backup_ModeForced_IsTaken()
    {
        HostAppFolder app = host.Folder(After);
        app.Write(Name, Plain, Open);
        (await app.RollbackAsync("--force-mode")).EnsureSuccess("The rollback");
        app.Env.Should().Be(Plain);
    }
}
