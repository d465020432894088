using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Tests.Events;

public sealed class EventSchemaTests
{
    [Theory]
    [InlineData("tags", "\"x\"")]
    [InlineData("tags", """{"a":{"b":1}}""")]
    [InlineData("extra", "\"x\"")]
    [InlineData("exception", "\"oops\"")]
    [InlineData("fingerprint", "\"f\"")]
    [InlineData("contexts", "[]")]
    [InlineData("modules", "[]")]
    public void Normalise_MalformedField_LosesTheEventOrOnlyTheField(string field, string value)
    {
        var json = $$"""{"message":"kept","{{field}}":{{value}}}""";
        var losing = () => Sample.Normalise(json);
        losing.Should().Throw<MalformedFieldException>().Which.Field.Should().Be(field);

        var kept = Sample.Normalise(json, malformedFieldLosesEvent: false);
        kept["message"]!.GetValue<string>().Should().Be("kept");
        kept.ContainsKey(field).Should().BeFalse();
        kept["errors"]![0]!["name"]!.GetValue<string>().Should().Be(field);
    }

    [Theory]
    [InlineData("timestamp", "\"soon\"")]
    [InlineData("breadcrumbs", "\"no\"")]
    [InlineData("request", "\"r\"")]
    [InlineData("sdk", "\"s\"")]
    public void Normalise_ForgivenField_IsLeftOutEitherWay(string field, string value)
    {
        var normal = Sample.Normalise($$"""{"message":"kept","{{field}}":{{value}}}""");
        normal["errors"]!.AsArray().Should().ContainSingle();
        normal["message"]!.GetValue<string>().Should().Be("kept");
    }

    [Fact]
    public void Normalise_Nul_IsRemovedEverywhere() =>
        Sample.Normalise("""{"extra":{"a\u0000b":["x\u0000"]}}""")["extra"]!.ToJsonString().Should().Be("""{"ab":["x"]}""");

    [Fact]
    public void TryParse_EqualKeys_LastCounts() =>
        Json.TryParse("""{"a":1,"b":{"c":1,"c":2},"a":[1.50]}"""u8.ToArray()).Node!.ToJsonString().Should().Be("""{"a":[1.50],"b":{"c":2}}""");

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("")]
    [InlineData("NaN")]
    public void TryParse_WhatCannotBeStored_IsNoJson(string text) =>
        Json.TryParse(System.Text.Encoding.UTF8.GetBytes(text)).Should().Be((false, (JsonNode?)null));

    [Fact]
    public void TryParse_BottomlessNesting_IsNoJson() =>
        Json.TryParse(System.Text.Encoding.UTF8.GetBytes(new string('[', 100_000))).Ok.Should().BeFalse();

    [Theory]
    [InlineData("""{"vars":{"a":null}}""")]
    [InlineData("""{"vars":{"a":true}}""")]
    [InlineData("""{"lineno":"seven"}""")]
    public void Normalise_FrameThatGlitchTipCannotRead_LosesItsStackTraceOnly(string frame)
    {
        var normal = Sample.Normalise("""{"exception":[{"type":"E","stacktrace":{"frames":[FRAME]}}]}""".Replace("FRAME", frame, StringComparison.Ordinal));
        normal["exception"]!["values"]![0]!.ToJsonString().Should().Be("""{"type":"E"}""");
    }

    [Fact]
    public void Normalise_TagsAsPairs_BecomeAMap() =>
        Sample.Normalise("""{"tags":[["a","1"],["b",true],[null,"x"]]}""")["tags"]!.ToJsonString().Should().Be("""{"a":"1","b":"True"}""");

    [Fact]
    public void Normalise_Request_SortsHeadersAndQueryAndDropsOnlyAnEmptyCookie()
    {
        var normal = Sample.Normalise("""{"request":{"url":"u","headers":{"X":["1"],"Cookie":"","Authorization":"Bearer s"},"query_string":"b=2&a=1+x&c="}}""");
        normal["request"]!["headers"]!.ToJsonString().Should().Be("""[["Authorization","Bearer s"],["X","1"]]""");
        normal["request"]!["query_string"]!.ToJsonString().Should().Be("""[["a","1 x"],["b","2"]]""");
    }

    [Theory]
    [InlineData("1795161122.067", "2026-11-20T07:52:02.067000Z")]
    [InlineData("1795161122", "2026-11-20T07:52:02Z")]
    [InlineData("1795161122067", "2026-11-20T07:52:02.067000Z")]
    [InlineData("\"2026-11-20T07:52:02.0671239Z\"", "2026-11-20T07:52:02.067123Z")]
    [InlineData("\"2026-11-20T08:52:02+01:00\"", "2026-11-20T07:52:02Z")]
    [InlineData("\"1795161122.5\"", "2026-11-20T07:52:02.500000Z")]
    public void Timestamp_AnyForm_IsReadToTheMicrosecond(string sent, string stored) =>
        IngestTime.Stored(IngestTime.Parse(JsonNode.Parse(sent)!, "timestamp")).Should().Be(stored);

    [Theory]
    [InlineData("1e300")]
    [InlineData("\"soon\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Timestamp_Nonsense_IsMalformed(string sent)
    {
        var reading = () => IngestTime.Parse(JsonNode.Parse(sent)!, "timestamp");
        reading.Should().Throw<MalformedFieldException>();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", "Chrome", "120.0.0", "Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox", "121.0", "Linux")]
    [InlineData("curl/8.0", "Other", "", "Other")]
    public void UserAgent_Header_NamesBrowserAndSystem(string header, string browser, string version, string system)
    {
        UserAgent.Browser(header).Should().Be((browser, version));
        UserAgent.System(header).Should().Be(system);
    }
}
