using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

/// <summary>The heap is that of the whole process, so no other test may work in it meanwhile.</summary>
[CollectionDefinition(nameof(WatchMemoryTests), DisableParallelization = true)]
[Collection(nameof(WatchMemoryTests))]
public sealed class WatchMemoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");
    private readonly WatchTime _time = new(new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TenThousandChecks_TakeNoMoreMemoryThanOneThousand()
    {
        long after = 0, half = 0;
        ScriptedTarget target = new(_time)
        {
            Errors = hours =>
            {
                // After a thousand checks, and after all of them.
                half = half == 0 && hours > 17 ? Live() : half;
                after = after == 0 && hours > 166 ? Live() : after;
                return 1;
            },
        };
        WatchPlan plan = new(TimeSpan.FromMinutes(10_000), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        using WatchFolder folder = WatchFolder.Open(_folder.FullName, new SecretVault(), durable: false);
        WatchHeader header = new()
        {
            SchemaVersion = WatchHeader.CurrentSchema, WatchId = "20261120-060000-0a1b2c3d", Address = "https://errors.example.test", StandIn = false, Plan = plan, Notifies = false,
        };

        WatchState state = await new WatchLoop(folder, target, null, _time).RunAsync(header, () => "", TestContext.Current.CancellationToken);

        state.Coverage.Checks.Should().Be(10_001);
        (after - half).Should().BeLessThan(1 << 20);
    }

    private static long Live()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
