using FluentAssertions;
using Verification.Fixtures.Sdk;
using Xunit;

namespace Verification.Fixtures.Tests.Sdk;

public sealed class DriverOutputTests
{
    private const string Ready = """{"type":"ready","driver":"node","node":"v20","sdk":{"name":"sentry.javascript.node","version":"10.24.0"}}""";
    private const string Sent = """{"type":"sent","scenario":"a","role":"repeat","eventId":"e1","capturedAt":"2026-11-20T10:00:00Z","sentAt":"2026-11-20T10:00:01Z","httpStatus":200,"event":{"message":"m"}}""";
    private const string End = """{"type":"end","sent":1,"elapsedMs":5}""";

    [Fact]
    public void Parse_WholeRun_KeepsWhatWasSaid()
    {
        DriverResult result = DriverOutput.Parse(string.Join('\n', Ready, Sent, End));
        result.Driver.Should().Be("node, sentry.javascript.node 10.24.0");
        result.Sdk.Should().Be("sentry.javascript.node 10.24.0");
        SentEvent sent = result.Sent.Should().ContainSingle().Subject;
        sent.Should().BeEquivalentTo(new { Scenario = "a", Role = SentRole.Repeat, EventId = "e1", Accepted = true, Driver = "node", Origin = "node a", GroupLabel = "node a" });
    }

    [Fact]
    public void Parse_NoEndLine_IsAnError() => FluentActions.Invoking(() => DriverOutput.Parse(string.Join('\n', Ready, Sent)))
        .Should().Throw<InvalidOperationException>().WithMessage("*before it was done*1 events*");

    [Fact]
    public void Parse_UnknownLine_IsAnError() => FluentActions.Invoking(() => DriverOutput.Parse("""{"type":"surprise"}""" + "\n" + End))
        .Should().Throw<InvalidOperationException>().WithMessage("*surprise*");

    [Fact]
    public void Parse_FailedAndDropped_KeepsTheirEventIds()
    {
        DriverResult result = DriverOutput.Parse(string.Join('\n',
            Ready,
            """{"type":"failed","scenario":"a","reason":"connection reset","eventId":"e1"}""",
            """{"type":"failed","scenario":"b","reason":"deadline","inFlight":["e2","e3"]}""",
            """{"type":"dropped","scenario":"c","reason":"ratelimit_backoff","category":"error","quantity":1,"eventId":"e4"}""",
            End));
        result.Failed.SelectMany(failed => failed.Unanswered).Should().Equal("e1", "e2", "e3");
        result.Dropped.Should().ContainSingle().Which.EventId.Should().Be("e4");
    }
}
