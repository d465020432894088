using System.Globalization;
using System.Text.Json;
using Verification.Load.Events;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Events;

public sealed class EventTemplateTests
{
    private const long Moment = 1_763_650_000_007;

    public static TheoryData<int, int, bool, bool> Shapes => new()
    {
        { 1000, 1, false, true },
        { 1000, 7, true, true },
        { 9000, 3, false, false },
        { 50_000, 2, true, false },
        { 400_000, 1, true, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Patch_ManySerials_IsAWholeRequestOfThatEvent(int bytes, int groups, bool gzip, bool reuse)
    {
        EventSource source = Source(bytes, groups, gzip, reuse);
        byte[][] copies = [.. Enumerable.Range(0, groups).Select(group => source.Template(group).Request.ToArray())];
        foreach (long serial in Enumerable.Range(0, 100).Select(index => (long)index * index * 211).Append(int.MaxValue))
        {
            int group = source.GroupOf(serial);
            source.Template(group).Patch(copies[group], source.Ids.Of(serial), serial, Moment + serial);
            SentEnvelope sent = SentEnvelope.Read(copies[group]);
            string id = source.Ids.TextOf(serial);
            sent.Header.GetProperty("event_id").GetString().Should().Be(id);
            sent.Event.GetProperty("event_id").GetString().Should().Be(id);
            sent.Event.GetProperty("timestamp").GetRawText().Should().Be(((Moment + serial) / 1000m).ToString("0.000", CultureInfo.InvariantCulture));
            sent.Event.GetProperty("extra").GetProperty("serial").GetString().Should().Be(EventTemplate.SerialText(serial));
            sent.Payload.Should().Be(source.Template(group).PayloadOf(source.Ids.Of(serial), serial, Moment + serial).GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Request_Head_SaysWhatIsSent(int bytes, int groups, bool gzip, bool reuse)
    {
        SentEnvelope sent = SentEnvelope.Read(Source(bytes, groups, gzip, reuse).Template(0).Request);
        sent.RequestLine.Should().Be("POST /api/7/envelope/ HTTP/1.1");
        sent.Fields["Host"].Should().Be("127.0.0.1:9");
        sent.Fields["X-Sentry-Auth"].Should().EndWith("sentry_key=0123456789abcdef0123456789abcdef");
        sent.Fields.GetValueOrDefault("Connection").Should().Be(reuse ? null : "close");
        sent.Item.GetProperty("type").GetString().Should().Be("event");
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(50_000)]
    public void Payload_Size_IsTheOneAskedFor(int bytes) => SentEnvelope.Read(Source(bytes, 1, false, true).Template(0).Request).Payload.Should().HaveLength(bytes);

    [Fact]
    public void Payload_OfTwoGroups_DiffersInTypeAndCulprit()
    {
        EventSource source = Source(1000, 2, false, true);
        JsonElement[] errors = [.. Enumerable.Range(0, 2).Select(group => source.Template(group).PayloadOf(UInt128.One, 1, Moment).GetProperty("exception").GetProperty("values")[0])];
        errors[0].GetProperty("type").GetString().Should().NotBe(errors[1].GetProperty("type").GetString());
        errors[0].GetProperty("stacktrace").GetRawText().Should().NotBe(errors[1].GetProperty("stacktrace").GetRawText());
    }

    [Fact]
    public void Patch_ManyTimes_AllocatesNothing()
    {
        EventSource source = Source(2000, 1, true, true);
        byte[] copy = source.Template(0).Request.ToArray();
        source.Template(0).Patch(copy, source.Ids.Of(0), 0, Moment);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int serial = 1; serial < 1000; serial++)
        {
            source.Template(0).Patch(copy, source.Ids.Of(serial), serial, Moment);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static EventSource Source(int bytes, int groups, bool gzip, bool reuse) =>
        new(Given.Request(Given.Plan(Given.Burst(1)) with { Payload = new(bytes, groups, gzip), Connections = new(8, reuse) }));
}
