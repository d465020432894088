using System.Text;
using Verification.ReferenceTarget.Ingest;

namespace Verification.ReferenceTarget.Tests.Ingest;

public sealed class EnvelopeTests
{
    [Fact]
    public void Parse_ItemsWithAndWithoutLength_KeepTheirPayloads()
    {
        var envelope = Parse("{}\n{\"type\":\"attachment\",\"length\":5}\na\nb\nc\n{\"type\":\"event\"}\n{\"message\":\"m\"}");
        envelope!.EventId.Should().BeNull();
        envelope.Items.Select(item => (item.Type, Encoding.UTF8.GetString(item.Payload.Span)))
            .Should().Equal(("attachment", "a\nb\nc"), ("event", "{\"message\":\"m\"}"));
    }

    [Theory]
    [InlineData("{\"event_id\":\"0c56d47503154138b0a6f7c4e7162a3c\"}\n")]
    [InlineData("{\"event_id\":\"0c56d475-0315-4138-b0a6-f7c4e7162a3c\"}")]
    public void Parse_HeaderWithId_HasIt(string body) =>
        Parse(body)!.EventId.Should().Be(Guid.Parse("0c56d47503154138b0a6f7c4e7162a3c"));

    [Theory]
    [InlineData("hello\n")]
    [InlineData("{\"event_id\":\"zzz\"}\n")]
    [InlineData("{\"event_id\":7}\n")]
    [InlineData("{\"event_id\":\"0c56")]
    public void Parse_HeaderThatCannotBeRead_IsNoEnvelope(string body) => Parse(body).Should().BeNull();

    [Theory]
    [InlineData("{\"type\":\"statsd\",\"length\":5}\na:1|c\n")]
    [InlineData("{\"type\":\"otel_span\"}\n{}\n")]
    [InlineData("{\"no\":\"type\"}\n{}\n")]
    [InlineData("\n")]
    public void Parse_ItemThatGlitchTipDoesNotKnow_LosesItsNeighboursOnlyThere(string before)
    {
        var body = "{}\n" + before + "{\"type\":\"event\"}\n{}\n";
        Parse(body, unknownItemAborts: true)!.Items.Should().NotContain(item => item.Type == "event");
        Parse(body)!.Items.Should().Contain(item => item.Type == "event");
    }

    [Fact]
    public void Parse_LengthBeyondTheEnd_StopsThere() =>
        Parse("{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"event\",\"length\":9999}\n{}\n")!.Items.Should().ContainSingle();

    [Fact]
    public void Parse_LengthTooShort_LosesOneItemOnly()
    {
        var envelope = Parse("{}\n{\"type\":\"event\",\"length\":3}\n{\"message\":\"short\"}\n{\"type\":\"event\"}\n{}\n")!;
        envelope.Items.Select(item => Encoding.UTF8.GetString(item.Payload.Span)).Should().Equal("{\"m", "{}");
    }

    private static Envelope? Parse(string body, bool unknownItemAborts = false) =>
        Envelope.Parse(Encoding.UTF8.GetBytes(body), unknownItemAborts);
}
