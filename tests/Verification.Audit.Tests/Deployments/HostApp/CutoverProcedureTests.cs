using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;
using static Verification.Audit.Tests.Deployments.HostApp.HostAppFolder;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>cutover.sh and the services: what is restarted, what stops it, and what it says then.</summary>
public sealed class CutoverProcedureTests(SwitchHost host) : IClassFixture<SwitchHost>
{
    private static readonly string[] Three = ["api", "bot", "queue worker"];

    [Fact]
    public async Task Cutover_AllWell_GoesServiceByServiceAndLogsATimeline()
    {
        HostAppFolder app = host.Folder();
        ToolResult result = await app.CutoverAsync(NewDsn, "--verify-command", $"echo seen {NewDsn}");

        result.ExitCode.Should().Be(0, result.StandardError);
        app.RestartedNames.Should().Equal(Three);
        string[] steps = [.. result.StandardOutput.Split('\n').Where(line => line.StartsWith("20", StringComparison.Ordinal))];
        steps.Should().OnlyContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S"));
        // Two steps may fall into one millisecond.
        steps.Should().OnlyHaveUniqueItems().And.Subject.Select(line => line[..24]).Should().BeInAscendingOrder(StringComparer.Ordinal);
        steps.Select(line => line.Split(' ')[1]).Should().Equal(
            "check", "check", "backup", "change", "restart", "online", "restart", "online", "restart", "online", "verify", "verify", "done");
        steps.Should().ContainSingle(line => line.EndsWith(" restart queue worker")).And.ContainSingle(line => line.EndsWith(" online queue worker 5003"));
        result.StandardOutput.Should().Contain("seen https://***@new.example.test/2").And.MatchRegex(@"Back: \S.*rollback\.sh \S.*\.env\.backup\.\d{8}-\d{6} --env ");
        File.Exists(Path.Combine(app.Folder, ".env.lock")).Should().BeFalse();
    }

    [Fact]
    public async Task Restart_OperatorsEnvironment_ReachesNoService()
    {
        HostAppFolder app = host.Folder();
        (await app.CutoverAsync(NewDsn, "--all-at-once")).EnsureSuccess("The cutover");

        app.RestartedNames.Should().Equal("api,bot,queue worker");
        JsonElement restart = app.Restarts.Single();
        restart.GetProperty("options").EnumerateArray().Select(option => option.GetString()).Should().Equal("--parallel", "3", "--update-env");
        string[] handed = [.. restart.GetProperty("environment").EnumerateObject().Select(variable => variable.Name)];
        handed.Except(["PATH", "HOME", "PM2_HOME", "PWD", "SHLVL", "OLDPWD", "_"]).Should().BeEmpty("PM2 would keep them for the services");
    }

    [Theory]
    [InlineData("a.b,x+y (1)", "a.b,x+y (1)")]
    [InlineData("a/b,aXb", "aXb,a/b")]
    public async Task Restart_SeveralAtOnce_ReachesThoseNamedAndNoOther(string named, string restarted)
    {
        HostAppFolder app = host.Folder();
        app.Services(["a.b", "aXb", "x+y (1)", "a/b", "b"]);
        (await app.CutoverAsync(NewDsn, "--all-at-once", "--services", named)).EnsureSuccess("The cutover");

        app.RestartedNames.Should().Equal(restarted);
    }

    [Fact]
    public async Task Restart_ServiceWithADsnOfItsOwn_IsHandedTheNewOne()
    {
        HostAppFolder app = host.Folder();
        app.Services(Three, "bot", own: OldDsn);
        ToolResult result = await app.CutoverAsync(NewDsn);

        result.ExitCode.Should().Be(0, result.StandardError);
        app.Restarts.Select(restart => restart.GetProperty("environment").TryGetProperty("SENTRY_DSN", out JsonElement dsn) ? dsn.GetString() : null).Should().Equal(null, NewDsn, null);
        result.StandardOutput.Should().Contain("note: bot has SENTRY_DSN in its PM2 environment, which wins over .env");
    }

    [Fact]
    public async Task Disable_ServiceWithARateOfItsOwn_IsHandedZero()
    {
        HostAppFolder app = host.Folder();
        app.Services(Three, "bot", own: "0.5", ownName: "SENTRY_TRACES_SAMPLE_RATE");
        (await app.CutoverAsync("--disable")).EnsureSuccess("Disabling");

        string[] handed = [.. app.Restarts.Select(restart => string.Join(' ', restart.GetProperty("environment").EnumerateObject().Where(one => one.Name.Contains("SENTRY")).Select(one => $"{one.Name}={one.Value}")))];
        handed.Should().Equal("", "SENTRY_TRACES_SAMPLE_RATE=0", "");
    }

    [Theory]
    [InlineData("never", "bot: it is launching (waited 2 s)", "api bot; not restarted: queue worker")]
    [InlineData("kept", "bot: it still runs as process 4001 (waited 2 s)", "api bot; not restarted: queue worker")]
    [InlineData("loops", "bot: it keeps ending (restarts by itself: ", "api bot; not restarted: queue worker")]
    [InlineData("errored", "bot: PM2 gave it up", "api bot; not restarted: queue worker")]
    [InlineData("dies", "did not stay up for 0.3 s: bot (online 5002, then failed it keeps ending (restarts by itself: 1))", "api bot; not restarted: queue worker")]
    [InlineData("refuses", "pm2 restart bot failed: [PM2][ERROR] cannot start it, its SENTRY_DSN is https://***@new", "api; not restarted: bot queue worker")]
    public async Task Service_DoesNotComeUp_StopsTheCutoverAndNamesTheWayBack(string behave, string reason, string restarted)
    {
        HostAppFolder app = host.Folder();
        app.Services(Three, "bot", behave);
        ToolResult result = await app.CutoverAsync(NewDsn);

        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("FAILED while restarting bot: ").And.Contain(reason).And.Contain($"has the new value; backup ").And.Contain($"restarted: {restarted}");
        result.StandardError.Should().Contain($"rollback.sh ").And.Contain($"{app.Backups.Single()} --env ").And.Contain("brings the old state back");
        app.Env.Should().Be(Plain.Replace(OldDsn, NewDsn));
        app.RestartedNames.Should().NotContain("queue worker");
        result.StandardOutput.Should().NotContain(" done");
    }

    [Theory]
    [InlineData("errored")]
    [InlineData("stopped")]
    public async Task Service_NotOnlineBefore_IsRefusedUnlessLeftOut(string status)
    {
        HostAppFolder app = host.Folder();
        app.Services(Three, "bot", status: status);
        string before = app.Fingerprint();
        ToolResult refused = await app.CutoverAsync(NewDsn);
        refused.ExitCode.Should().Be(2);
        refused.StandardError.Should().Contain($"bot is {status}: a cutover needs every service online first");
        app.Fingerprint().Should().Be(before);

        ToolResult result = await app.CutoverAsync(NewDsn, "--services", "api,queue worker");
        result.ExitCode.Should().Be(0, result.StandardError);
        app.RestartedNames.Should().Equal("api", "queue worker");
    }

    [Theory]
    [InlineData("--min-free-mib 99999999", "MiB of memory are available")]
    [InlineData("--only nobody", "PM2 has no service nobody; it has: api bot queue worker")]
    [InlineData("--services api,nobody", "PM2 has no service nobody")]
    [InlineData("--env /nowhere-to-be-found/.env", "There is no folder")]
    [InlineData("--env .env.other", "there is no ")]
    [InlineData("--wait soon", "needs a number")]
    [InlineData("--dry", "There is no option --dry")]
    [InlineData("--force-mode", "belongs to rollback.sh")]
    [InlineData("--disable", "leave NEW_DSN out")]
    [InlineData("second", "One argument is enough")]
    public async Task Cutover_PreconditionMissing_ChangesNothing(string options, string reason)
    {
        HostAppFolder app = host.Folder();
        string before = app.Fingerprint();
        ToolResult result = await app.CutoverAsync([NewDsn, .. options.Split(' ')]);

        result.ExitCode.Should().BeOneOf(2, 64);
        result.StandardError.Should().Contain(reason);
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("--one-by-one")]
    [InlineData("--all-at-once")]
    public async Task DryRun_Always_SaysEverythingAndChangesNothing(string mode)
    {
        HostAppFolder app = host.Folder();
        string before = app.Fingerprint();
        ToolResult result = await app.CutoverAsync(NewDsn, "--dry-run", mode, "--verify-command", "touch ran");

        result.ExitCode.Should().Be(0, result.StandardError);
        result.StandardOutput.Should().Contain("would backup ").And.Contain("would change line 3 SENTRY_DSN: https://***@old").And.Contain("would restart queue worker").And.Contain("then run: touch ran");
        app.Fingerprint().Should().Be(before);
        app.Restarts.Should().BeEmpty();
    }

    [Fact]
    public async Task Only_SomeServices_RestartsThoseAndSaysWhatIsLeft()
    {
        HostAppFolder app = host.Folder();
        ToolResult result = await app.CutoverAsync(NewDsn, "--only", "bot");

        result.ExitCode.Should().Be(0, result.StandardError);
        app.RestartedNames.Should().Equal("bot");
        result.StandardOutput.Should().Contain("The other services change when they are restarted next");
        (await app.CutoverAsync(NewDsn)).StandardError.Should().Contain("nothing to change; started before its last change and perhaps still with the old one: api bot queue worker");
    }

    [Fact]
    public async Task Cutover_PluginOfPm2_IsNoService()
    {
        HostAppFolder app = host.Folder();
        app.Services(["api", "pm2-logrotate"], "pm2-logrotate", module: true);
        (await app.CutoverAsync(NewDsn)).EnsureSuccess("The cutover");
        app.RestartedNames.Should().Equal("api");
    }

    [Fact]
    public async Task Cutover_ServiceOfTwoProcesses_BothAreAwaited()
    {
        HostAppFolder app = host.Folder();
        app.Services(["api", "bot", "api"]);
        ToolResult result = await app.CutoverAsync(NewDsn);
        result.ExitCode.Should().Be(0, result.StandardError);
        app.RestartedNames.Should().Equal("api", "bot");
        result.StandardOutput.Should().Contain(" online api 5001,5002\n").And.Contain(" online bot 5003\n");
    }

    [Theory]
    [InlineData("NOBODY", "no PM2 of this user runs")]
    [InlineData("4194305", "no PM2 of this user runs")]
    public async Task Pm2_OfAnotherUser_IsRefusedBeforeOneIsStarted(string pid, string reason)
    {
        HostAppFolder app = host.Folder();
        app.Daemon(pid);
        string before = app.Fingerprint();
        ToolResult result = await app.CutoverAsync(NewDsn);
        result.ExitCode.Should().Be(2);
        result.StandardError.Should().Contain(reason);
        app.Fingerprint().Should().Be(before);
    }

    [Fact]
    public async Task Dsn_FromStandardInput_StandsInNoProcessList()
    {
        HostAppFolder app = host.Folder();
        (await app.RunAsync("cutover.sh", ["-", "--all-at-once"], input: NewDsn + "\n")).EnsureSuccess("The cutover");
        app.Env.Should().Contain($"SENTRY_DSN={NewDsn}\n");
    }

    [Fact]
    public async Task VerifyCommand_Fails_SoDoesTheCutover()
    {
        HostAppFolder app = host.Folder();
        ToolResult result = await app.CutoverAsync(NewDsn, "--all-at-once", "--verify-command", $"echo {NewKey} >&2; exit 3");
        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("the verify command failed").And.Contain("brings the old state back");
    }
}
