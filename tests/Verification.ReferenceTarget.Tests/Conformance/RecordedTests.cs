namespace Verification.ReferenceTarget.Tests.Conformance;

public sealed class RecordedTests
{
    private static readonly JsonNode Event = Recording.Load("01-basic-exception")["event"]!["body"]!;

    [Fact]
    public void Differences_SameAnswer_AreNone() => Recorded.Differences(Event, Event.DeepClone()).Should().BeEmpty();

    [Fact]
    public void Differences_OtherIdsOnly_AreNone()
    {
        var other = Event.DeepClone();
        other["id"] = "00000000000000000000000000000000";
        other["eventID"] = "00000000000000000000000000000000";
        other["previousEventID"] = "11111111111111111111111111111111";
        Recorded.Differences(Event, other).Should().BeEmpty();
    }

    [Theory]
    [InlineData("title")]
    [InlineData("culprit")]
    [InlineData("dateCreated")]
    [InlineData("eventID")]
    public void Differences_OtherKindOfValue_AreFound(string key)
    {
        var other = Event.DeepClone();
        other[key] = 42;
        Recorded.Differences(Event, other).Should().ContainSingle().Which.Should().Contain(key);
    }

    [Fact]
    public void Differences_ChangeDeepInside_IsFound()
    {
        var other = Event.DeepClone();
        other["entries"]![0]!["data"]!["values"]![0]!["stacktrace"]!["frames"]![0]!["lineNo"] = 1;
        Recorded.Differences(Event, other).Should().ContainSingle().Which.Should().Contain("lineNo");
    }

    [Fact]
    public void Differences_KeyMissingOrTooMuch_AreFound()
    {
        var other = Event.DeepClone().AsObject();
        other.Remove("sdk");
        other["sdc"] = null;
        Recorded.Differences(Event, other).Should().HaveCount(2);
    }
}
