using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Redis;

/// <summary>On a database of its own of the real Redis.</summary>
public sealed class EventBrokerTests(Targets targets) : IAsyncDisposable
{
    private const int OwnDatabase = 9;
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
