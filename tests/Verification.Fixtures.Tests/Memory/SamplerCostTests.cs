using System.Diagnostics;
using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>The sampler at its real pace, on real processes.</summary>
public sealed class SamplerCostTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sampling_FourPartsOfTenProcesses_CostsNextToNothing()
    {
        using PerlProgram web = new();
        using PerlProgram worker = new();
        using PerlProgram postgres = new();
        using PerlProgram redis = new();
        for (int i = 0; i < 6; i++)
        {
            postgres.Tell("fork", MiB);
        }

        using ProcessTable table = new();
        await using MemorySampler sampler = await MemorySampler.StartAsync(
        [
            new ProcessMemorySource("web", web.Pid, table), new ProcessMemorySource("worker", worker.Pid, table),
            new ProcessMemorySource("postgres", postgres.Pid, table), new ProcessMemorySource("redis", redis.Pid, table), new HostMemorySource(),
        ]);
        await Eventually.Async(() => sampler.NowMs > 4000, "four seconds to pass", Soon, ct: Ct);
        MemoryHistory history = await sampler.StopAsync();

        output.WriteLine($"{history.CpuShare:P3} of a core over {history.Elapsed.TotalSeconds:0.0} s, longest gap {history.LongestGapMs:0} ms, {history.Total.Samples.Count} sums");
        history.CpuShare.Should().NotBeNull().And.BeLessThan(0.02, "1 % is promised; a busy machine is given twice that");
        history.Part("web")!.Samples.Should().HaveCountGreaterThan(30);
        history.Parts.Should().OnlyContain(part => part.Unread.Count == 0);
        history.Total.MarkOf("start")!.Reading.PssBytes.Should().BePositive();
    }

    [Fact]
    public async Task Sampling_SpikeBetweenTwoTicks_IsInThePeakOfItsPhaseOnly()
    {
        using PerlProgram web = new();
        using ProcessTable table = new();
        await using MemorySampler sampler = await MemorySampler.StartAsync([new ProcessMemorySource("web", web.Pid, table)], TimeSpan.FromMinutes(1));
        await sampler.MarkAsync("burst");
        Stopwatch clock = Stopwatch.StartNew();
        web.Tell("spike", 200 * MiB);
        output.WriteLine($"200 MiB taken and given back in {clock.ElapsedMilliseconds} ms");
        await sampler.MarkAsync("drain");
        web.Tell("spike", 60 * MiB);
        MemoryHistory history = await sampler.StopAsync();

        PartHistory part = history.Part("web")!;
        part.PeakOf("start")!.Bytes.Should().BeLessThan(50 * MiB);
        part.PeakOf("burst")!.Bytes.Should().BeInRange(200 * MiB, 215 * MiB);
        part.PeakOf("burst")!.SampledBytes.Should().BeLessThan(50 * MiB, "no sample fell into it");
        part.PeakOf("drain")!.Bytes.Should().BeInRange(60 * MiB, 80 * MiB);
        history.Total.PeakOf("burst")!.Bytes.Should().Be(part.PeakOf("burst")!.Bytes);
    }
}
