using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Ingest;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Ingest;

/// <summary>Each defect of ingest under load does what it says from its trigger on, and nothing before.</summary>
public sealed class IngestLoadTests
{
    private const long Project = 7;
    private readonly ImpatientTime time = new(Sample.Now);
    private readonly List<QueuedEvent> queued = [];

    public static TheoryData<string> All =>
    [
        Defects.SlowUnderBurst, Defects.OneAtATime, Defects.StallUnderLoad, Defects.FailUnderLoad, Defects.RefuseWithoutRetryAfter, Defects.LoseSdkBurst,
        Defects.MemorySpike, Defects.MemoryHog,
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Pass_FortyNineEventsOfAProject_AreUntouched(string defect)
    {
        var load = new IngestLoad(new Behaviour([defect]), time);
        for (var at = 0; at < 2 * 49; at++)
        {
            time.Now += TimeSpan.FromMilliseconds(50);
            (await SendAsync(load, project: at % 2)).Should().BeNull();
        }

        queued.Should().HaveCount(2 * 49);
        time.Waits.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Defects.FailUnderLoad, 8, 503, "1")]
    [InlineData(Defects.RefuseWithoutRetryAfter, 40, 429, null)]
    public async Task Pass_SustainedLoad_IsRefusedAtEachNthEvent(string defect, int every, int status, string? retryAfter)
    {
        var load = new IngestLoad(new Behaviour([defect]), time);
        var refusals = new Dictionary<int, Refusal>();
        for (var number = 1; number <= 400; number++)
        {
            time.Now += TimeSpan.FromMilliseconds(20);
            if (await SendAsync(load) is { } refusal)
            {
                refusals[number] = refusal;
            }
        }

        // 50 events a second: the first two seconds are over with the 101st.
        refusals.Keys.Should().Equal(Enumerable.Range(102, 299).Where(number => number % every == 0));
        refusals.Values.Distinct().Should().ContainSingle().Which.Should().Match<Refusal>(one => one.Status == status && one.RetryAfter == retryAfter);
        queued.Should().HaveCount(400 - refusals.Count);
        time.Waits.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Defects.FailUnderLoad)]
    [InlineData(Defects.RefuseWithoutRetryAfter)]
    [InlineData(Defects.StallUnderLoad)]
    public async Task Pass_BurstOfOneSecond_IsNotSustained(string defect)
    {
        var load = new IngestLoad(new Behaviour([defect]), time);
        for (var at = 0; at < 2000; at++)
        {
            time.Now += TimeSpan.FromMilliseconds(0.9);
            (await SendAsync(load)).Should().BeNull();
        }

        time.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Pass_OneAtATime_TakesFifteenMillisecondsFromTheFiftiethOn()
    {
        var load = new IngestLoad(new Behaviour([Defects.OneAtATime]), time);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync(load)));
        time.Waits.Should().HaveCount(51).And.OnlyContain(wait => wait == TimeSpan.FromMilliseconds(15));
        queued.Should().HaveCount(100);
    }

    [Fact]
    public async Task Pass_SlowUnderBurst_AnswersThoseBeyondTheSixtiethLate()
    {
        var load = new IngestLoad(new Behaviour([Defects.SlowUnderBurst]), time);
        var requests = Enumerable.Range(1, 100).Select(at => load.Begin(Project, $"connection {at}")).ToList();
        foreach (var request in requests)
        {
            await load.PassAsync(request, [Event(Project, "verification.load")], QueueAsync);
            request.Dispose();
        }

        requests.Select(request => request.Rank).Should().Equal(Enumerable.Range(1, 100));
        time.Waits.Should().HaveCount(40).And.OnlyContain(wait => wait == TimeSpan.FromSeconds(1.5));
        queued.Should().HaveCount(100, "what is answered late is queued at once");
    }

    [Fact]
    public async Task Pass_StallUnderLoad_WaitsForTheEndOfTheWindow()
    {
        var load = new IngestLoad(new Behaviour([Defects.StallUnderLoad]), time);
        var waited = new List<(double At, double For)>();
        for (var begin = time.Now; time.Now < begin.AddSeconds(12);)
        {
            time.Now += TimeSpan.FromMilliseconds(20);
            var (now, waits) = (time.Now, time.Waits.Count);
            await SendAsync(load);
            waited.AddRange(time.Waits.Skip(waits).Select(wait => (Math.Round((now - begin).TotalSeconds, 2), Math.Round(wait.TotalSeconds, 2))));
        }

        waited.Should().Equal([(2.02, 1.4), (5.52, 1.4), (9.02, 1.4)], "an impatient sender meets each window once, at its begin");
    }

    [Theory]
    [InlineData("sentry.javascript.node", 200, 8)]
    [InlineData("verification.load", 200, 0)]
    public async Task Pass_LoseSdkBurst_ForgetsEveryTwentiethOfASentrySdk(string sdk, int events, int lost)
    {
        var load = new IngestLoad(new Behaviour([Defects.LoseSdkBurst]), time);
        for (var at = 0; at < events; at++)
        {
            (await SendAsync(load, sdk: sdk)).Should().BeNull();
        }

        queued.Should().HaveCount(events - lost);
    }

    [Fact]
    public async Task Pass_NoDefect_WaitsForNothingAndQueuesAll()
    {
        var load = new IngestLoad(Behaviour.Clean, time);
        for (var at = 0; at < 3000; at++)
        {
            time.Now += TimeSpan.FromMilliseconds(2);
            (await SendAsync(load)).Should().BeNull();
        }

        (queued.Count, time.Waits.Count).Should().Be((3000, 0));
    }

    private async Task<Refusal?> SendAsync(IngestLoad load, long project = Project, string sdk = "verification.load")
    {
        using var request = load.Begin(project, "one connection");
        return await load.PassAsync(request, [Event(project, sdk)], QueueAsync);
    }

    private static QueuedEvent Event(long project, string sdk) =>
        new(Guid.NewGuid(), project, 1, Sample.Now, new JsonObject { ["sdk"] = new JsonObject { ["name"] = sdk } });

    private Task QueueAsync(QueuedEvent one)
    {
        lock (queued)
        {
            queued.Add(one);
        }

        return Task.CompletedTask;
    }
}
