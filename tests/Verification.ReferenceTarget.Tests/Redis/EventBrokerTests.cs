using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Redis;

/// <summary>On a database of its own of the real Redis.</summary>
public sealed class EventBrokerTests(Targets targets) : IAsyncDisposable
{
    private const int OwnDatabase = 9;
    private const int ManyDatabase = 6;
    private const int PassedDatabase = 7;
    private readonly RedisClient redis = new(RedisAddress.Parse(targets.Servers.Redis.Url(OwnDatabase)));
    private readonly ManualTime time = new(Sample.Now);

    [Fact]
    public async Task Message_QueuedTakenAndAcknowledged_IsCountedWhereCeleryCountsIt()
    {
        await redis.CallAsync("FLUSHDB");
        var broker = new EventBroker(redis, time);
        var sent = Enumerable.Range(0, 3).Select(_ => Sample.Queued(Sample.Rich)).ToList();
        foreach (var one in sent)
        {
            (await broker.EnqueueAsync(one, dedupe: true)).Should().BeTrue();
        }

        (await broker.EnqueueAsync(sent[0], dedupe: true)).Should().BeFalse("its id was seen");
        (await redis.CallAsync("LLEN", "celery")).Should().Be(3L);

        var taken = await broker.TakeAsync(2);
        taken.Select(delivery => EventBroker.Deserialise(delivery.Message).Id).Should().Equal(sent[0].Id, sent[1].Id);
        (await redis.CallAsync("HLEN", "unacked")).Should().Be(2L);
        (await redis.CallAsync("ZCARD", "unacked_index")).Should().Be(2L);
        await broker.AcknowledgeAsync(taken.Take(1));
        (await redis.CallAsync("HLEN", "unacked")).Should().Be(1L);

        time.Now += EventBroker.VisibilityTimeout - TimeSpan.FromSeconds(1);
        (await broker.RestoreAsync(EventBroker.VisibilityTimeout)).Should().Be(0);
        time.Now += TimeSpan.FromSeconds(2);
        (await broker.RestoreAsync(EventBroker.VisibilityTimeout)).Should().Be(1);
        var again = await broker.TakeAsync(100);
        again.Select(delivery => EventBroker.Deserialise(delivery.Message).Id).Should().Equal(sent[1].Id, sent[2].Id);
    }

    [Fact]
    public async Task Enqueue_ManyAtOnce_KeepsEachOnceAndTheOldestFirst()
    {
        await using var many = new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(ManyDatabase)));
        await many.CallAsync("FLUSHDB");
        var broker = new EventBroker(many, time);
        var sent = Enumerable.Range(0, 130).Select(_ => Sample.Queued(Sample.Rich)).ToList();
        var answers = await Task.WhenAll(sent.Concat(sent).Select(one => broker.EnqueueAsync(one, dedupe: true)));
        answers.Should().Equal(Enumerable.Repeat(true, 130).Concat(Enumerable.Repeat(false, 130)));
        (await Task.WhenAll(broker.EnqueueAsync(sent[0], dedupe: true), broker.EnqueueAsync(sent[0], dedupe: false))).Should().Equal(false, true);

        (await broker.LengthAsync()).Should().Be(131);
        (await broker.TakeAsync(130)).Select(delivery => EventBroker.Deserialise(delivery.Message).Id).Should().Equal(sent.Select(one => one.Id));
    }

    [Fact]
    public async Task Take_OldestPassedOver_LeavesThemInTheirPlaces()
    {
        await using var many = new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(PassedDatabase)));
        await many.CallAsync("FLUSHDB");
        var broker = new EventBroker(many, time);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => broker.EnqueueAsync(Sample.Queued(Sample.Rich), dedupe: true)));
        var before = await broker.OldestAsync(8);
        var taken = await broker.TakeAsync(2, passed: 5);
        taken.Select(delivery => delivery.Message).Should().Equal(before[2], before[1]);
        (await broker.OldestAsync(8)).Should().Equal([before[0], .. before.Skip(3)]);
        (await broker.TakeAsync(100, passed: 9)).Should().BeEmpty();
        (await broker.LengthAsync()).Should().Be(6);
    }

    [Fact]
    public void Message_WrittenAndRead_IsTheSame()
    {
        var queued = Sample.Queued(Sample.Rich);
        var read = EventBroker.Deserialise(EventBroker.Serialise(queued));
        (read.Id, read.ProjectId, read.OrganizationId, read.Received)
            .Should().Be((queued.Id, queued.ProjectId, queued.OrganizationId, queued.Received));
        JsonNode.DeepEquals(read.Payload, queued.Payload).Should().BeTrue();
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();
}
