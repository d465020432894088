using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

/// <summary>The services and the endpoint as the tests run them; a machine without Node skips them, but not in CI.</summary>
internal static class ServiceMachine
{
    internal const string RunId = "run-of-a-test";

    internal static string Source { get; } = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "services");

    internal static string Target { get; } = RepositoryLayout.Find().Program("tools", "Verification.ReferenceTarget");

    internal static async Task<HostTools> ToolsAsync()
    {
        var tools = await HostTools.DiscoverAsync();
        var reason = HostApplication.Absent(tools, Source);
        if (reason is not null && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip(reason);
        }

        reason.Should().BeNull();
        return tools;
    }

    /// <summary>Without Redis: the queue worker then reports that.</summary>
    internal static HostApplicationOptions Options(Supervisor supervisor, HostTools tools, string dsn, params string[] services) =>
        new(supervisor, tools, Source, "app", RunId, "redis://127.0.0.1:1", Rate: 20, $"SENTRY_DSN={dsn}\n") { Services = services };

    /// <summary>Facts, once there are some that fit.</summary>
    internal static Task<IReadOnlyList<ServiceFact>> FactAsync(this HostApplication application, Func<ServiceFact, bool> wanted, string what, CancellationToken ct) => Eventually.Async<IReadOnlyList<ServiceFact>>(
        _ => Task.FromResult<IReadOnlyList<ServiceFact>>([.. application.Facts().Where(wanted)]), facts => facts.Count > 0, what, TimeSpan.FromSeconds(15), ct: ct);
}
