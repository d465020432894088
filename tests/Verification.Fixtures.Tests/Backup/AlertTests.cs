using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class AlertTests
{
    private const string Ping = "curl -fsS https://ping.example.test/uuid";

    [Theory]
    [InlineData(1, Ping, "", Ping, "", false)]
    [InlineData(1, $"{Ping}/fail", "", Ping, "", true)]
    [InlineData(1, "mail -s Backup ops@example.test", "done, no errors", "mail -s Backup ops@example.test", "done, no errors", false)]
    [InlineData(1, "mail -s Backup ops@example.test", "the dump failed", "mail -s Backup ops@example.test", "done", true)]
    [InlineData(0, "curl -d @/tmp/tmp.Ab3xYz https://a.example.test/", "errors: 0, 12K, 20260329T120000Z, Sun Mar 29 12:00:00 UTC 2026, 1.5s",
        "curl -d @/tmp/tmp.q9PPrs https://a.example.test/", "errors: 0, 1.2M, 20260401T000000Z, Wed Apr 1 00:00:00 UTC 2026, 900ms", false)]
    [InlineData(0, "curl https://a.example.test/", "backup:failed:3", "curl https://a.example.test/", "backup:ok:0", true)]
    [InlineData(1, "mail -s Backup ops@example.test", "ended", "mail -s Backup boss@example.test", "ended", true)]
    [InlineData(1, "logger -p user.err no-dump", "", "true", "", true)]
    [InlineData(1, "logger -p user.err no-dump", "", "logger -p user.err no-dump", "", false)]
    [InlineData(0, "curl https://a.example.test/new", "well", "true", "", false)]
    [InlineData(1, "rsync a b", "", "true", "", false)]
    public void Message_ComparedWithAQuietRun_CountsOnlyWhenUnlike(int exit, string call, string body, string quietCall, string quietBody, bool alerted) =>
        Run(exit, call, body).AlertedUnlike(Run(0, quietCall, quietBody)).Should().Be(alerted);

    [Fact]
    public void Message_OfTwo_OneUnlikeIsEnough()
    {
        ScriptRun quiet = Run(0, Ping, "");
        ScriptRun failed = Run(1, Ping, "") with { Calls = [.. quiet.Calls, new("curl", ["https://a.example.test/"], false, "no dump")] };
        (failed.Alerted, failed.AlertedUnlike(quiet), quiet.AlertedUnlike(failed)).Should().Be((true, true, false));
    }

    private static ScriptRun Run(int exit, string call, string body)
    {
        string[] words = call.Split(' ');
        return new(exit, "", "", TimeSpan.Zero, [new(words[0], words[1..], false, body)]);
    }
}
