using Npgsql;

namespace Verification.ReferenceTarget.Tests.Clean;

/// <summary>What happens when a server restarts or the worker is stopped; on servers of its own.</summary>
public sealed class ResilienceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Target_ServersRestartAndWorkerStops_LosesNothingItAccepted()
    {
        await using var servers = await Servers.StartAsync("reference-target-resilience");
        using var target = await RunningTarget.StartAsync(servers, "resilience", 0);
        var project = await target.NewProjectAsync();

        // Accepted, then PostgreSQL goes within the two seconds before the worker stores it.
        var accepted = await project.SendAsync(new JsonObject { ["message"] = "accepted before the outage" });
        await servers.Postgres.StopAsync();
        (await HealthAsync(target)).Should().Be((503, "PostgreSQL is unreachable"));
        (await project.EnvelopeAsync("{}\n")).Status.Should().Be(500);
        await Eventually.Async(
            () => target.Worker.LogTail().Any(line => line.StartsWith("worker error: database unreachable", StringComparison.Ordinal)),
            "the worker to miss PostgreSQL", Limit, ct: TestContext.Current.CancellationToken);
        await servers.Postgres.RestartAsync(TestContext.Current.CancellationToken);
        (await HealthAsync(target)).Should().Be((200, "ok"));
        (await project.StoredAsync(accepted)).Json!["message"]!.GetValue<string>().Should().Be("accepted before the outage");

        await servers.Redis.StopAsync();
        (await HealthAsync(target)).Should().Be((503, "Redis is unreachable"));
        var refused = await project.EnvelopeAsync("{}\n{\"type\":\"event\"}\n{\"message\":\"no broker\"}\n");
        refused.Status.Should().Be(500, "an event that can't be queued must not be acknowledged");
        (await target.ApiAsync("GET", project.Path)).Status.Should().Be(200, "reading by token needs no Redis");
        await servers.Redis.RestartAsync(TestContext.Current.CancellationToken);
        (await HealthAsync(target)).Should().Be((200, "ok"));

        // SIGTERM: what was taken is stored at once, without waiting for the rest of a batch, and the process ends well.
        var last = await project.SendAsync(new JsonObject { ["message"] = "accepted before the stop" });
        await Eventually.Async(
            async _ => (await servers.Redis.CommandAsync("HLEN", "unacked")).ToString()!.Contains('1'), "the worker to take it", Limit,
            ct: TestContext.Current.CancellationToken);
        await target.Worker.StopAsync();
        target.Worker.ExitCode.Should().Be(0);
        (await project.EventAsync(last)).Status.Should().Be(200);
        await target.Web.StopAsync();
        target.Web.ExitCode.Should().Be(0);
        target.Web.LogTail().Should().Contain("web stopped");
    }

    [Fact]
    public async Task Worker_ServerThatAnswersAndLetsNobodyIn_KeepsWhatItTook()
    {
        await using var servers = await Servers.StartAsync("reference-target-refused");
        using var target = await RunningTarget.StartAsync(servers, "refused", 0);
        var project = await target.NewProjectAsync();

        // As with a password that was changed: no outage of the server, and no fault of an event.
        var accepted = await project.SendAsync(new JsonObject { ["message"] = "accepted before the refusal" });
        await using var administrator = NpgsqlDataSource.Create(servers.Postgres.ConnectionString("postgres"));
        await administrator.CreateCommand("alter database refused allow_connections false").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await administrator.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'refused'").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        // Not there at all is what no client takes for a passing trouble.
        await administrator.CreateCommand("alter database refused rename to elsewhere").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.Async(
            () => servers.Postgres.Process.LogTail().Count(line => line.Contains("\"refused\" does not exist", StringComparison.Ordinal)) >= 4,
            "the worker to be refused again and again", Limit, ct: TestContext.Current.CancellationToken);
        await administrator.CreateCommand("alter database elsewhere rename to refused").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await administrator.CreateCommand("alter database refused allow_connections true").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (await project.StoredAsync(accepted)).Json!["message"]!.GetValue<string>().Should().Be("accepted before the refusal");
        target.Worker.LogTail().Should().NotContain(line => line.Contains("is lost", StringComparison.Ordinal));
    }

    private static async Task<(int Status, string Text)> HealthAsync(RunningTarget target)
    {
        var reply = await target.SendAsync("GET", "/_health/");
        return (reply.Status, reply.Text);
    }
}
