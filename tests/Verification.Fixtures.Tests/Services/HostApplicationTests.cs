using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Services;

public sealed class HostApplicationTests
{
    private static readonly string[] Three = ["batch-processor", "chat-bot", "scheduler"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ThreeServices_EventsArriveWithoutGapsAndNothingIsLeft()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await using var endpoint = await RecordingEndpoint.StartAsync(supervisor, ServiceMachine.Target, "old", Ct);
        await using var application = await HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, endpoint.Dsn.Text, Three), Ct);
        application.Services.Should().Equal(Three);
        File.GetUnixFileMode(application.EnvFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await application.StatesAsync(Ct)).Should().OnlyContain(state => state.IsOnline && state.AutoRestart && state.Restarts == 0 && state.MemoryBytes > 10_000_000 && state.UptimeMs >= 0);

        await Eventually.Async(() => endpoint.Events().Count >= 60, "60 events", TimeSpan.FromSeconds(20), ct: Ct);
        application.SetRate(0);
        await Eventually.Async(() => Quiet(application), "every event to be answered", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(700), ct: Ct);
        var (events, facts) = (endpoint.Events(), application.Facts());

        facts.Where(fact => fact.Kind == "started").Select(fact => fact.Endpoint).Should().HaveCount(3).And.OnlyContain(at => at == endpoint.Dsn.Origin.Authority);
        facts.Where(fact => fact.Kind == "answered").Should().OnlyContain(fact => fact.Status == 200 && fact.Project == endpoint.Dsn.ProjectId);
        events.Select(arrived => arrived.EventId).Should().BeEquivalentTo(facts.Where(fact => fact.Kind == "raised").Select(fact => fact.EventId));
        events.Should().OnlyContain(arrived => arrived.Run == ServiceMachine.RunId && arrived.Digest.Length == 64 && arrived.Project == endpoint.Dsn.ProjectId);
        foreach (var process in events.GroupBy(arrived => (arrived.Service, arrived.Start)))
        {
            process.Select(arrived => arrived.Serial).Order().Should().Equal(Enumerable.Range(1, process.Count()).Select(serial => (long?)serial), "{0} numbers its events", process.Key);
        }

        (endpoint.Refused().Count, endpoint.UnreadableLines, application.UnreadableLines).Should().Be((0, 0, 0));
        await application.StopAsync();
        Traces.Of(Path.GetDirectoryName(application.Folder)!).Should().BeEmpty();
        Directory.EnumerateFiles(application.Environment["PM2_HOME"]!, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".sock", StringComparison.Ordinal) || file.EndsWith(".pid", StringComparison.Ordinal)).Should().BeEmpty();
        application.Facts().Where(fact => fact.Kind == "stopped").Select(fact => fact.Service).Should().BeEquivalentTo(Three);
        await application.DisposeAsync();
        Directory.Exists(application.Folder).Should().BeFalse();
    }

    [Fact]
    public async Task Restart_ByAKillOrByAScript_NewProcessSamePolicy()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var script = Path.Combine(scratch.Root, "restart.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\npm2 restart \"$1\" --update-env >/dev/null && echo \"restarted $1 in $(basename \"$PWD\")\"\n", Ct);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var options = ServiceMachine.Options(supervisor, tools, "http://0123456789abcdef0123456789abcdef@127.0.0.1:1/1", "chat-bot", "scheduler") with { Scripts = [script], Rate = 1 };
        await using var application = await HostApplication.StartAsync(options, Ct);
        var before = await application.StatesAsync(Ct);

        Signals.Send(before[0].Pid, ProcessSignal.Kill);
        var result = await application.RunAsync("restart.sh", ["scheduler"], TimeSpan.FromSeconds(30), Ct);
        await Eventually.Async(() => application.Facts().Count(fact => fact.Kind == "ready") == 4, "both to be back", TimeSpan.FromSeconds(20), ct: Ct);

        (result.ExitCode, result.StandardOutput).Should().Be((0, "restarted scheduler in app\n"));
        var after = await application.StatesAsync(Ct);
        after.Select(state => (state.Name, state.Restarts)).Should().Equal(("chat-bot", 1), ("scheduler", 1));
        after.Select(state => state.Pid).Should().NotIntersectWith(before.Select(state => state.Pid));
        after.Select(state => state.RestartPolicy).Should().Equal(before.Select(state => state.RestartPolicy));
        application.Facts().Where(fact => fact.Kind == "started").Select(fact => fact.Start).Should().OnlyHaveUniqueItems().And.HaveCount(4);
        application.Facts().Where(fact => fact.Kind == "stopped").Select(fact => fact.Service).Should().Equal(["scheduler"], "the other one was killed");
    }

    [Fact]
    public async Task Stop_DaemonKilledBefore_LeavesNoService()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await using var application = await HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, "", "chat-bot"), Ct);
        var service = (await application.StatesAsync(Ct)).Single().Pid;
        Signals.Send(application.DaemonPid, ProcessSignal.Kill);
        await application.StopAsync();
        application.Facts().Last(fact => fact.Kind == "stopping").Reason.Should().Be("disconnect");
        Traces.IsAlive(service).Should().BeFalse();
        Traces.Of(Path.GetDirectoryName(application.Folder)!).Should().BeEmpty();
    }

    [Fact]
    public async Task Supervisor_DisposedFirst_EndsPm2AndTheServices()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await using var application = await HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, "", "chat-bot"), Ct);
        await supervisor.DisposeAsync();
        Traces.Of(supervisor.WorkDirectory.Path).Should().BeEmpty();
        await application.StopAsync();
        Directory.Exists(Path.Combine(ServiceMachine.Source, "node_modules", "pm2")).Should().BeTrue("the link to it is removed, not what it leads to");
    }

    [Fact]
    public async Task Start_ServiceThatDoesNotExist_SaysWhichThereAre()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var act = () => HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, "", "chat-bot", "no-such-service"), Ct);
        await act.Should().ThrowAsync<InputException>().WithMessage("*[chat-bot]*ecosystem.config.cjs*");
        Traces.Of(supervisor.WorkDirectory.Child("app")).Should().BeEmpty();
        Directory.Exists(supervisor.WorkDirectory.Child("app")).Should().BeFalse();
    }

    [Fact]
    public async Task Start_ServiceThatBreaks_CarriesItsLog()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var source = Path.Combine(scratch.Root, "source");
        Directory.CreateDirectory(source);
        File.CreateSymbolicLink(Path.Combine(source, "node_modules"), Path.Combine(ServiceMachine.Source, "node_modules"));
        File.Copy(Path.Combine(ServiceMachine.Source, "package.json"), Path.Combine(source, "package.json"));
        await File.WriteAllTextAsync(Path.Combine(source, "broken.js"), "console.error('the disk of this service is on fire'); process.exit(3);\n", Ct);
        await File.WriteAllTextAsync(
            Path.Combine(source, "ecosystem.config.cjs"),
            "module.exports = { apps: [{ name: 'broken', script: 'broken.js', cwd: __dirname, error_file: process.env.LOG_DIR + '/broken.error.log', max_restarts: 2, restart_delay: 10 }] };\n", Ct);
        var options = ServiceMachine.Options(supervisor, tools, "") with { Source = source, Services = null, StartDeadline = TimeSpan.FromSeconds(2) };
        var act = () => HostApplication.StartAsync(options, Ct);
        await act.Should().ThrowAsync<Verification.Fixtures.Servers.ServerStartException>().WithMessage("*broken*is on fire*");
        Traces.Of(supervisor.WorkDirectory.Child("app")).Should().BeEmpty();
    }

    [Fact]
    public async Task Start_PathTooLongForSockets_SaysSo()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync(new string('r', 60));
        var act = () => HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, "") with { Name = "a-name-that-is-long-as-well" }, Ct);
        await act.Should().ThrowAsync<InputException>().WithMessage("*107*TMPDIR*");
    }

    private static bool Quiet(HostApplication application)
    {
        var facts = application.Facts();
        var answered = facts.Where(fact => fact.Kind == "answered").Select(fact => fact.EventId).ToHashSet();
        return facts.Where(fact => fact.Kind == "raised").All(fact => answered.Contains(fact.EventId))
            && facts[^1].At < DateTimeOffset.UtcNow - TimeSpan.FromMilliseconds(600);
    }
}
