using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Tests.Services;

namespace Verification.Fixtures.Tests.Processes;

/// <summary>A harness in a process of its own, to be killed: MODE ROOT, with the logs in ROOT/logs. Prints "pid NUMBER" for what it started, then READY.</summary>
internal static class HarnessProgram
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var (mode, root) = (args[0], args[1]);
        var supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For("run", root), Path.Combine(root, "logs")));
        Say($"pid {supervisor.GuardianPid}");
        switch (mode)
        {
            case "family": await FamilyAsync(supervisor); break;
            case "servers": await ServersAsync(supervisor); break;
            case "services": (await ServicesHarness.StartAsync(supervisor)).ToList().ForEach(pid => Say($"pid {pid}")); break;
            case "storm": await StormAsync(supervisor); break;
            default: return 64;
        }

        Say("READY");
        await new TaskCompletionSource().Task;
        return 0;
    }

    // One of each kind that is hard to end: deaf to TERM, frozen, with grandchildren, and gone off as a daemon.
    private static async Task FamilyAsync(Supervisor supervisor)
    {
        await StartAsync(supervisor, "deaf", "trap '' TERM INT HUP; while :; do sleep 60; done");
        (await StartAsync(supervisor, "frozen", "sleep 600")).Send(ProcessSignal.Freeze);
        await StartAsync(supervisor, "parent", "sleep 600 & sleep 600 & wait");
        var daemon = await StartAsync(supervisor, "daemon", "setsid sh -c 'sleep 600 >/dev/null 2>&1 & echo $!'");
        await daemon.WaitForExitAsync();
        Say($"pid {daemon.LogTail()[0]}");
    }

    private static async Task ServersAsync(Supervisor supervisor)
    {
        var tools = await HostTools.DiscoverAsync();
        var postgres = PostgresServer.StartAsync(supervisor, tools);
        var redis = RedisServer.StartAsync(supervisor, tools);
        Say($"pid {(await postgres).Process.Pid}");
        Say($"pid {(await redis).Process.Pid}");
        Say($"segment {Traces.SegmentOf((await postgres).DataDirectory)}");
    }

    // Never ready: the kill is to fall into the middle of starts.
    private static async Task StormAsync(Supervisor supervisor)
    {
        for (var i = 0; ; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(n => supervisor.StartAsync(new ProcessSpec($"storm-{n}", "sleep", ["600"]))));
        }
    }

    private static async Task<ManagedProcess> StartAsync(Supervisor supervisor, string name, string script)
    {
        var process = await supervisor.StartAsync(new ProcessSpec(name, "sh", ["-c", script]));
        Say($"pid {process.Pid}");
        return process;
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
