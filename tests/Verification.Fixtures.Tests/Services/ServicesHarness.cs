using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

/// <summary>What the killed harness of the guardian tests runs: an endpoint, PM2 and two services that fail all the time.</summary>
internal static class ServicesHarness
{
    /// <summary>Process ids of all that it started.</summary>
    internal static async Task<IReadOnlyList<int>> StartAsync(Supervisor supervisor)
    {
        var tools = await HostTools.DiscoverAsync();
        var endpoint = await RecordingEndpoint.StartAsync(supervisor, ServiceMachine.Target, "old");
        var application = await HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, endpoint.Dsn.Text, "chat-bot", "scheduler"));
        await Eventually.Async(() => endpoint.Events().Count > 0, "an event", TimeSpan.FromSeconds(10));
        return [endpoint.ProcessId, application.DaemonPid, .. (await application.StatesAsync()).Select(state => state.Pid)];
    }
}
