using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests;

/// <summary>The capabilities of this machine, looked up once for all tests.</summary>
internal static class Machine
{
    private static readonly Lazy<Task<HostTools>> Tools = new(() => HostTools.DiscoverAsync());

    internal static async Task<HostTools> WithPostgresAsync()
    {
        var tools = await Tools.Value;
        SkipUnless(tools.Postgres);
        return tools;
    }

    internal static async Task<HostTools> WithRedisAsync()
    {
        var tools = await Tools.Value;
        SkipUnless(tools.Redis);
        return tools;
    }

    internal static async Task<HostTools> WithNodeAsync()
    {
        var tools = await Tools.Value;
        SkipUnless(tools.Node);
        return tools;
    }

    // A skip on a laptop is a failure in CI: there the machine is ours to equip.
    private static void SkipUnless(Capability capability)
    {
        if (!capability.Available && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip(capability.Detail);
        }

        capability.Available.Should().BeTrue(capability.Detail);
    }
}
