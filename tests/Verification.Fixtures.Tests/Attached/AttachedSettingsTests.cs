using Verification.Fixtures.Attached;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Attached;

public sealed class AttachedSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attached-settings").FullName;

    [Fact]
    public void Read_UrlAndToken_AreEnough()
    {
        AttachedSettings settings = Read(("VERIFICATION_URL", "https://errors.example.test/"), ("VERIFICATION_TOKEN", "a-t0ken"));

        settings.BaseUrl.Should().Be(new Uri("https://errors.example.test"));
        settings.EventsPerSecond.Should().Be(5);
        settings.Secrets.Should().Equal("a-t0ken");
    }

    [Fact]
    public void Read_File_GivesWhatTheEnvironmentDoesNot()
    {
        string file = WriteFile("VERIFICATION_URL=http://127.0.0.1:8000\nVERIFICATION_TOKEN=of-the-file\nVERIFICATION_DATABASE_URL=postgres://u:p%40ssword@db:5433/glitchtip\nVERIFICATION_CONTAINERS=web=a-web-1,worker=a-worker-1\n");
        AttachedSettings settings = Read(("VERIFICATION_ATTACHED", file), ("VERIFICATION_TOKEN", "of-the-environment"));

        settings.Token.Should().Be("of-the-environment");
        settings.Containers.Should().Equal(new Dictionary<string, string> { ["web"] = "a-web-1", ["worker"] = "a-worker-1" });
        settings.Secrets.Should().Contain("p@ssword");
    }

    [Fact]
    public void Secrets_PasswordTooShortToBeRedacted_IsLeftToItsAddress() => Read(
        ("VERIFICATION_URL", "https://errors.example.test"), ("VERIFICATION_TOKEN", "a-t0ken"), ("VERIFICATION_DATABASE_URL", "postgres://u:pg@db/glitchtip")).Secrets
        .Should().Equal("a-t0ken", "postgres://u:pg@db/glitchtip");

    [Fact]
    public void Read_FileThatOthersMayRead_IsRefusedWithTheRemedy()
    {
        string file = WriteFile("VERIFICATION_URL=http://127.0.0.1:8000\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Refusal(("VERIFICATION_ATTACHED", file)).Should().Contain($"chmod 600 {file}");
    }

    [Theory]
    [InlineData("VERIFICATION_URL", "errors.example.test", "scheme and host")]
    [InlineData("VERIFICATION_URL", "https://user:s3cret@errors.example.test", "without user or password")]
    [InlineData("VERIFICATION_DATABASE_URL", "mysql://u:s3cret@db/x", "postgres://")]
    [InlineData("VERIFICATION_REDIS_URL", "127.0.0.1", "redis://")]
    [InlineData("VERIFICATION_CONTAINERS", "web", "each part once")]
    [InlineData("VERIFICATION_CUTOVER_AT", "yesterday", "2026-11-30T06:00:00Z")]
    [InlineData("VERIFICATION_EVENTS_PER_SECOND", "0", "from 0.5 to 1000")]
    [InlineData("VERIFICATION_MAIL_DELAY", "1000", "from 0 to 600")]
    public void Read_ValueThatCantBeUsed_IsNamedAndNotRepeated(string name, string value, string expected)
    {
        string refusal = Refusal([("VERIFICATION_URL", "https://errors.example.test"), ("VERIFICATION_TOKEN", "t"), (name, value)]);

        refusal.Should().Contain(name).And.Contain(expected).And.NotContain("s3cret");
    }

    [Theory]
    [InlineData("VERIFICATION_URL")]
    [InlineData("VERIFICATION_TOKEN")]
    public void Read_OneMissing_SaysWhatItIsFor(string missing) => Refusal(
        new[] { ("VERIFICATION_URL", "https://errors.example.test"), ("VERIFICATION_TOKEN", "t") }.Where(entry => entry.Item1 != missing).ToArray())
        .Should().Contain(missing).And.Contain("VERIFICATION_ATTACHED");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The last one given counts, as in an environment.
    private static AttachedSettings Read(params (string Name, string Value)[] given) => AttachedSettings.Read(name => given.LastOrDefault(entry => entry.Name == name).Value);

    private static string Refusal(params (string Name, string Value)[] given) => ((Func<AttachedSettings>)(() => Read(given))).Should().Throw<InputException>().Which.Message;

    private string WriteFile(string text)
    {
        string file = Path.Combine(_folder, "attached.env");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
