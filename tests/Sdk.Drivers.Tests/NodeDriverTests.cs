using FluentAssertions;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Servers;
using Xunit;

namespace Verification.Sdk.Drivers.Tests;

/// <summary>The Node driver's own tests, with the real PostgreSQL and Redis that its production patterns need.</summary>
public sealed class NodeDriverTests
{
    // Over a hundred processes of Node; beside the kill matrix two minutes were not enough, so this is a module of its own.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Driver_OwnTestsOnRealServers_AllPassAndNoneIsSkipped()
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        HostTools tools = await HostTools.DiscoverAsync(ct: TestContext.Current.CancellationToken);
        tools.Node.Available.Should().BeTrue("{0}", tools.Node.Detail);
        string runId = $"{RunRequest.NewRunId(TimeProvider.System)}-node";
        string logs = Path.Combine(layout.Artifacts, "node-driver", runId);
        await using Supervisor supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(runId), logs), TestContext.Current.CancellationToken);
        PostgresServer postgres = await PostgresServer.StartAsync(supervisor, tools, ct: TestContext.Current.CancellationToken);
        RedisServer redis = await RedisServer.StartAsync(supervisor, tools, ct: TestContext.Current.CancellationToken);
        string[] files = Directory.GetFiles(Path.Combine(layout.NodeDriver, "test"), "*.test.mjs");
        ToolResult result = await supervisor.RunAsync(
            new ProcessSpec("node-test", tools.Node.Path!, ["--test", "--test-reporter=tap", .. files])
            {
                WorkingDirectory = layout.NodeDriver,
                Environment = new Dictionary<string, string?> { ["PGURL"] = postgres.Url(), ["REDISURL"] = redis.Url() },
            }, Timeout, TestContext.Current.CancellationToken);
        string failed = string.Join('\n', result.StandardOutput.Split('\n').Where(line => line.StartsWith("not ok", StringComparison.Ordinal)));
        result.ExitCode.Should().Be(0, "these failed: {0}", failed);
        Count(result.StandardOutput, "pass").Should().BeGreaterThan(50);
        Count(result.StandardOutput, "skipped").Should().Be(0);
    }

    private static int Count(string tap, string what) =>
        int.Parse(tap.Split('\n').Last(line => line.StartsWith($"# {what} ", StringComparison.Ordinal)).Split(' ')[^1]);
}
