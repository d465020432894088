using System.Text;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>cutover.sh and the bytes of the .env: one value changes and nothing else, or nothing at all.</summary>
public sealed class CutoverFileTests(SwitchHost host) : IClassFixture<SwitchHost>
{
    // @ stands for the old DSN before and for the new one after the change.
    public static TheoryData<string, string> Readable => new()
    {
        { "LF", "A=1\nSENTRY_DSN=@\nB=2\n" },
        { "CRLF", "A=1\r\nSENTRY_DSN=@\r\nB=2\r\n" },
        { "no line break at the end", "A=1\nSENTRY_DSN=@" },
        { "single quotes", "SENTRY_DSN='@'\nB=2\n" },
        { "double quotes and CRLF", "SENTRY_DSN=\"@\"\r\nB=2\r\n" },
        { "backticks", "SENTRY_DSN=`@`\n" },
        { "export", "export SENTRY_DSN=@\n" },
        { "spaces around the sign", "  SENTRY_DSN  =  @  \nB=2\n" },
        { "colon", "SENTRY_DSN: @\n" },
        { "comment behind", "SENTRY_DSN=@ # changed in 2025\n" },
        { "comment behind quotes", "SENTRY_DSN=\"@\" # SENTRY_DSN=x\n" },
        { "comment that contains it", "# SENTRY_DSN=https://elsewhere/9\n#SENTRY_DSN=\nSENTRY_DSN=@\n" },
        { "another name that ends or begins so", "MY_SENTRY_DSN=a\nSENTRY_DSN_OLD=b\nSENTRY_DSN=@\n" },
        { "inside a value of several lines", "KEY=\"-----BEGIN\nSENTRY_DSN=decoy\n-----END\"\nSENTRY_DSN=@\n" },
        { "unclosed quote before", "NAME='tis\nSENTRY_DSN=@\n" },
        { "byte order mark", "\u00ef\u00bb\u00bfSENTRY_DSN=@\n" },
        { "bytes that are no UTF-8", "NAME=\u00ff\u00fe\u0080\nSENTRY_DSN=@\n" },
        { "sign on the next line", "SENTRY_DSN\n= @\n" },
        { "quoted on the next line", "SENTRY_DSN=\n'@'\nB=2\n" },
        { "empty lines and tabs", "\n\n\tSENTRY_DSN=@\t\n\n" },
    };

    public static TheoryData<string, string> Malformed => new()
    {
        { "no scheme", $"{NewKey}@new.example.test/2" },
        { "another scheme", $"ftp://{NewKey}@new.example.test/2" },
        { "no key", "https://new.example.test/2" },
        { "short key", $"https://{NewKey[1..]}@new.example.test/2" },
        { "long key", $"https://{NewKey}0@new.example.test/2" },
        { "key that is not hexadecimal", $"https://{NewKey[1..]}g@new.example.test/2" },
        { "no host", $"https://{NewKey}@/2" },
        { "no project", $"https://{NewKey}@new.example.test/" },
        { "project that is a name", $"https://{NewKey}@new.example.test/web" },
        { "port too high", $"https://{NewKey}@new.example.test:70000/2" },
        { "space", $"https://{NewKey}@new.example.test/2 " },
        { "line break", $"https://{NewKey}@new.example.test/2\nEVIL=1" },
        { "quote", $"https://{NewKey}@new.example.test/2'" },
        { "typo in the host", $"https://{NewKey}@new..example.test,/2" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task Env_AnyFormThatDotenvReads_ChangesInItsValueOnly(string form, string text)
    {
        HostAppFolder app = host.Folder(text.Replace("@", OldDsn));
        ToolResult result = await app.CutoverAsync(NewDsn, "--all-at-once");

        result.ExitCode.Should().Be(0, $"{form}: {result.StandardError}");
        app.Env.Should().Be(text.Replace("@", NewDsn), form);
        string backup = app.Backups.Should().ContainSingle().Which;
        backup.Should().MatchRegex(@"^\.env\.backup\.\d{8}-\d{6}$");
        Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(app.Folder, backup))).Should().Be(text.Replace("@", OldDsn));
        result.StandardOutput.Should().Contain("SENTRY_DSN: https://***@old.example.test/1 -> https://***@new.example.test/2");
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Dsn_Malformed_IsRefusedBeforeAnythingIsDone(string form, string dsn)
    {
        HostAppFolder app = host.Folder();
        string before = app.Fingerprint();
        ToolResult result = await app.CutoverAsync(dsn);

        result.ExitCode.Should().Be(2, form);
        result.StandardError.Should().Contain("REFUSED: the new DSN is malformed").And.Contain("Nothing was changed");
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://" + NewKey + "@new.example.test/2")]
    [InlineData("http://" + NewKey + "@192.0.2.1:8000/12")]
    [InlineData("https://" + NewKey + "@new.example.test/sub/folder/3")]
    [InlineData("http://" + NewKey + "@[::1]:8000/4")]
    public async Task Dsn_WellFormed_IsTaken(string dsn)
    {
        HostAppFolder app = host.Folder();
        ToolResult result = await app.CutoverAsync(dsn, "--all-at-once");

        result.ExitCode.Should().Be(0, result.StandardError);
        app.Env.Should().Be(Plain.Replace(OldDsn, dsn));
    }

    [Theory]
    [InlineData("A=1\nSENTRY_DSN=@\nB=2\nexport SENTRY_DSN='@'\n", "on the lines 2, 4 and dotenv takes the last one")]
    [InlineData("SENTRY_DSN=@\r\nA=\"x\r\ny\"\r\nSENTRY_DSN=\r\n", "on the lines 1, 4")]
    [InlineData("A=1\n# SENTRY_DSN=@\n", "has no SENTRY_DSN line")]
    [InlineData("", "has no SENTRY_DSN line")]
    [InlineData("SENTRY_DSN=\"https://\nexample\"\n", "goes over several lines")]
    [InlineData("SENTRY_DSN=" + NewDsn + "\n", "the new DSN is the one that the .env has already")]
    [InlineData("SENTRY_DSN='" + NewDsn + "'\r\n", "the new DSN is the one that the .env has already")]
    public async Task Env_NotToBeChanged_IsRefusedWithTheReason(string text, string reason)
    {
        HostAppFolder app = host.Folder(text.Replace("=@", $"={OldDsn}").Replace("'@'", $"'{OldDsn}'"));
        string before = app.Fingerprint();
        ToolResult result = await app.CutoverAsync(NewDsn);

        result.ExitCode.Should().Be(2);
        result.StandardError.Should().Contain("REFUSED: ").And.Contain(reason);
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{ SENTRY_DSN: 'something-else' }", 2)]
    [InlineData("{ SENTRY_DSN: text.toString().split('SENTRY_DSN=')[2].split('\\n')[0] }", 0)]
    public async Task Env_ApplicationsOwnDotenv_HasTheLastWord(string answer, int expected)
    {
        HostAppFolder app = host.Folder();
        Directory.CreateDirectory(Path.Combine(app.Folder, "node_modules", "dotenv"));
        app.Write("node_modules/dotenv/index.js", $"exports.parse = (text) => ({answer});\n", Private);
        ToolResult result = await app.CutoverAsync(NewDsn, "--all-at-once");

        result.ExitCode.Should().Be(expected, result.StandardError);
        result.StandardError.Contains("the application's dotenv reads SENTRY_DSN").Should().Be(expected == 2);
        app.Env.Should().Be(expected == 2 ? Plain : Plain.Replace(OldDsn, NewDsn));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    public async Task Modes_OfTheEnv_AreKeptAndTheBackupIsPrivate(UnixFileMode mode)
    {
        HostAppFolder app = host.Folder();
        app.Write(".env", Plain, mode);
        (await app.CutoverAsync(NewDsn, "--all-at-once")).EnsureSuccess("The cutover");

        File.GetUnixFileMode(Path.Combine(app.Folder, ".env")).Should().Be(mode);
        File.GetUnixFileMode(Path.Combine(app.Folder, app.Backups.Single())).Should().Be(Private);
        (await app.RollbackAsync()).EnsureSuccess("The rollback");
        File.GetUnixFileMode(Path.Combine(app.Folder, ".env")).Should().Be(mode);
        app.Env.Should().Be(Plain);
    }

    [Fact]
    public async Task Owner_OfTheEnv_IsKeptByChangeBackupAndRollback()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file to somebody else");
        HostAppFolder app = host.Folder();
        string env = Path.Combine(app.Folder, ".env");
        await ShortProcess.OutputAsync("chown", ["12345:54321", env], TestContext.Current.CancellationToken);
        (await app.CutoverAsync(NewDsn, "--all-at-once")).EnsureSuccess("The cutover");

        string[] files = [env, Path.Combine(app.Folder, app.Backups.Single())];
        (await ShortProcess.OutputAsync("stat", ["-c", "%u:%g", .. files], TestContext.Current.CancellationToken)).Trim().Should().Be("12345:54321\n12345:54321");
        (await app.RollbackAsync()).EnsureSuccess("The rollback");
        (await ShortProcess.OutputAsync("stat", ["-c", "%u:%g", .. files], TestContext.Current.CancellationToken)).Trim().Should().Be("12345:54321\n12345:54321");
    }

    [Theory]
    [InlineData("A=1\nSENTRY_SAMPLE_RATE=0.5 # half\nSENTRY_TRACES_SAMPLE_RATE='0.1'\n", "A=1\nSENTRY_SAMPLE_RATE=0 # half\nSENTRY_TRACES_SAMPLE_RATE='0'\n")]
    [InlineData("A=1\r\nSENTRY_TRACES_SAMPLE_RATE=0.1", "A=1\r\nSENTRY_TRACES_SAMPLE_RATE=0\r\nSENTRY_SAMPLE_RATE=0\r\n")]
    [InlineData("A=1", "A=1\nSENTRY_SAMPLE_RATE=0\nSENTRY_TRACES_SAMPLE_RATE=0\n")]
    public async Task Disable_Rates_BecomeZeroAndComeBack(string text, string expected)
    {
        HostAppFolder app = host.Folder($"SENTRY_DSN={OldDsn}\n{text}");
        (await app.CutoverAsync("--disable", "--all-at-once")).EnsureSuccess("Disabling");

        app.Env.Should().Be($"SENTRY_DSN={OldDsn}\n{expected}");
        (await app.CutoverAsync("--disable")).StandardError.Should().Contain("has both rates at 0 already");
        // Not under the name of a cutover's backup: the newest of those is where a plain rollback goes.
        app.Backups.Should().BeEmpty();
        (await app.RollbackAsync(Directory.EnumerateFiles(app.Folder, ".env.before-disable.*").Should().ContainSingle().Subject)).EnsureSuccess("The rollback");
        app.Env.Should().Be($"SENTRY_DSN={OldDsn}\n{text}");
    }
}
