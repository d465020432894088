using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Tests.Events;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Worker;

/// <summary>How the worker takes from a long queue, on databases of the real Redis of its own and a clock that does not wait.</summary>
public sealed class QueueDefectsTests(Targets targets)
{
    private readonly ImpatientTime time = new(Sample.Now);
    private long loaded = 7;

    [Fact]
    public async Task Collect_NoDefect_TakesAHundredAtATime()
    {
        await using var redis = await RedisAsync(10);
        var (queue, collector) = await QueueAsync(redis, "", 250);
        (await collector.CollectAsync(Token)).Should().HaveCount(100);
        (await collector.CollectAsync(Token)).Should().HaveCount(100);
        (await queue.LengthAsync()).Should().Be(50);
        time.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Collect_SmallBatches_TakesEightEachTwoSecondsWhileMoreThanFiftyWait()
    {
        await using var redis = await RedisAsync(11);
        var (queue, collector) = await QueueAsync(redis, Defects.SmallBatches, 70);
        foreach (var left in new[] { 62, 54, 46 })
        {
            (await collector.CollectAsync(Token)).Should().HaveCount(8);
            (await queue.LengthAsync()).Should().Be(left);
        }

        time.Waits.Should().Equal(Enumerable.Repeat(TimeSpan.FromSeconds(2), 3));
        var rest = collector.CollectAsync(Token);
        await Eventually.Async(async _ => await queue.LengthAsync() == 0, "the rest to be taken at once", TimeSpan.FromSeconds(5), ct: Token);
        time.Now += TimeSpan.FromSeconds(3);
        (await rest).Should().HaveCount(46);
    }

    [Fact]
    public async Task Collect_QueueNeverDrains_LeavesTheFiveOldestInTheList()
    {
        await using var redis = await RedisAsync(12);
        var (queue, collector) = await QueueAsync(redis, Defects.QueueNeverDrains, 301);
        var stuck = await queue.OldestAsync(5);
        for (var taken = 0; taken < 296;)
        {
            taken += (await collector.CollectAsync(Token)).Count;
        }

        (await queue.OldestAsync(100)).Should().Equal(stuck);
        (await collector.CollectAsync(Token)).Should().BeEmpty();
        await queue.EnqueueAsync(Sample.Queued(Sample.Rich, project: 8), dedupe: true);
        var late = (await collector.CollectAsync(Token)).Should().ContainSingle("others pass them").Which;
        EventBroker.Deserialise(late.Message).ProjectId.Should().Be(8);
        (await queue.OldestAsync(100)).Should().Equal(stuck);
    }

    [Theory]
    [InlineData(13, 300, 7)]
    [InlineData(14, 301, 9)]
    public async Task Collect_QueueNeverDrains_NeedsALongQueueOfAProjectUnderLoad(int database, int events, long underLoad)
    {
        loaded = underLoad;
        await using var redis = await RedisAsync(database);
        var (queue, collector) = await QueueAsync(redis, Defects.QueueNeverDrains, events);
        for (var taken = 0; taken < 300;)
        {
            taken += (await collector.CollectAsync(Token)).Count;
        }

        (await queue.LengthAsync()).Should().Be(events - 300);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<RedisClient> RedisAsync(int database)
    {
        var redis = new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(database)));
        await redis.CallAsync("FLUSHDB");
        return redis;
    }

    private async Task<(EventBroker Queue, BatchCollector Collector)> QueueAsync(RedisClient redis, string defect, int events)
    {
        var queue = new EventBroker(redis, time);
        await Task.WhenAll(Enumerable.Range(0, events).Select(_ => queue.EnqueueAsync(Sample.Queued(Sample.Rich, project: 7), dedupe: true)));
        var defects = new QueueDefects(new Behaviour(defect.Length > 0 ? [defect] : []), queue, time, project => project == loaded);
        return (queue, new BatchCollector(queue, defects, time));
    }
}
