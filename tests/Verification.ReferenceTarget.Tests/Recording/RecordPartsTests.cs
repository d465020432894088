using System.Text;
using Verification.ReferenceTarget.Recording;

namespace Verification.ReferenceTarget.Tests.Recording;

public sealed class RecordPartsTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[{"d":4,"c":3}]}""", """{ "b": [ { "c": 3, "d": 4 } ], "a": 1 }""", true)]
    [InlineData("""{"a":1,"sent_at":"x"}""", """{"a":1,"sent_at":"y"}""", true)]
    [InlineData("""{"a":"é"}""", """{"a":"\u00e9"}""", true)]
    [InlineData("""{"a":{"sent_at":"x"}}""", """{"a":{"sent_at":"y"}}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a":null}""", """{}""", false)]
    public void Digest_EqualContent_IsEqual(string one, string other, bool equal) => (Digest(one) == Digest(other)).Should().Be(equal);

    [Theory]
    [InlineData("""{"tags":{"service":"chat-bot","serial":12}}""", "chat-bot", "12")]
    [InlineData("""{"tags":[["service","chat-bot"],["serial","12"],["odd"]]}""", "chat-bot", "12")]
    [InlineData("""{"tags":"service"}""", null, null)]
    [InlineData("""{}""", null, null)]
    public void Tags_AnyForm_AreRead(string json, string? service, string? serial)
    {
        var payload = Read(json)!;
        (payload.Tag("service"), payload.Tag("serial")).Should().Be((service, serial));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":"\ud800"}""")]
    public void Payload_NoObjectThatCanBeWritten_IsNone(string json) => Read(json).Should().BeNull();

    [Fact]
    public void File_HalfALineOfAKilledProcess_IsClosedFirst()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("record-").FullName, "record.jsonl");
        File.WriteAllText(path, "{\"kind\":\"event\"}\n{\"kind\":\"ev");
        using (var file = new RecordFile(path))
        {
            file.Write(new RecordLine(DateTimeOffset.FromUnixTimeMilliseconds(5), "1", 403, "wrong_key", null, WithBody: true));
        }

        File.ReadAllLines(path).Should().Equal(
            "{\"kind\":\"event\"}", "{\"kind\":\"ev", """{"kind":"refused","at":5,"project":"1","status":403,"reason":"wrong_key"}""");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static RecordedPayload? Read(string json) => RecordedPayload.Read(Encoding.UTF8.GetBytes(json), null);

    private static string Digest(string json) => Read(json)!.Digest;
}
