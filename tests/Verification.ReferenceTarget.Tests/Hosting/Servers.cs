using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;

namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>A real PostgreSQL and a real Redis, ended with this process whatever happens to it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private Servers(Supervisor supervisor, PostgresServer postgres, RedisServer redis) =>
        (Supervisor, Postgres, Redis) = (supervisor, postgres, redis);

    public Supervisor Supervisor { get; }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    public static async Task<Servers> StartAsync(string name)
    {
        var directory = WorkDirectory.For($"{name}-{Environment.ProcessId}");
        var logs = Path.Combine(AppContext.BaseDirectory, "logs", name);
        var supervisor = await Supervisor.StartAsync(new SupervisorOptions(directory, logs));
        try
        {
            var tools = await HostTools.DiscoverAsync();

            // Nothing here asks whether data survive a power cut; the minutes that fsync costs go to the suite itself.
            var postgres = PostgresServer.StartAsync(
                supervisor, tools, new PostgresOptions { Settings = new Dictionary<string, string> { ["fsync"] = "off" } });
            var redis = RedisServer.StartAsync(supervisor, tools);
            return new Servers(supervisor, await postgres, await redis);
        }
        catch
        {
            await supervisor.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Supervisor.DisposeAsync();
}
