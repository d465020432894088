using Verification.Fixtures.Hosting;

namespace Verification.Cli.Tests.Support;

/// <summary>The capabilities of this machine, looked up once for all tests.</summary>
internal static class Machine
{
    private static readonly Lazy<Task<HostTools>> Tools = new(() => HostTools.DiscoverAsync());

    /// <summary>Skips a test that runs the embedded target where its servers are missing.</summary>
    public static async Task NeedsServersAsync()
    {
        HostTools tools = await Tools.Value;
        SkipUnless(tools.Postgres);
        SkipUnless(tools.Redis);
    }

    /// <summary>Skips a test that replays SDK scenarios where Node is missing.</summary>
    public static async Task NeedsNodeAsync() => SkipUnless((await Tools.Value).Node);

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
