using Verification.Fixtures.Sdk;

namespace Verification.Fixtures.Tests.Sdk;

public sealed class SdkBurstOutputTests
{
    private const string Ready = """{"type":"ready","driver":"node","node":"v20","sdk":{"name":"sentry.javascript.node","version":"10.24.0"},"loadedMs":300}""";
    private const string Begun = """{"type":"begun","at":"2026-11-20T10:00:00.000Z","met":2}""";
    private static readonly DateTimeOffset Asked = new(2026, 11, 20, 9, 59, 59, TimeSpan.Zero);

    private static readonly string[] Whole =
    [
        Ready, Begun, Raised(0, "a"), Raised(1, "b"), Raised(2, "c"), Raised(3, "d"),
        Event("a", "answered", "\"2026-11-20T10:00:00.500Z\"", "\"status\":200,\"event\":{\"message\":\"m\"}"),
        Event("b", "dropped", "null", "\"reason\":\"queue_overflow\""),
        Event("c", "unanswered", "\"2026-11-20T10:00:00.600Z\"", "\"reason\":\"ECONNRESET\""),
        Event("d", "unsettled", "null", "\"reason\":\"the deadline of 900 ms passed before it had left\""),
        End(),
    ];

    public static TheoryData<string, string[], int?, string> Broken => new()
    {
        { "no end line", Whole[..^1], 137, "Process 0 ended with 137 before it was done, after 4 of 4 errors: last words" },
        { "killed at the deadline", Whole[..^1], null, "Process 0 had to be killed at the deadline, after 4 of 4 errors: last words" },
        { "cut in the middle of a line", [.. Whole[..5], "{\"type\":\"rais"], 137, "Process 0 ended with 137 before it was done, after 3 of 4 errors: last words" },
        { "began alone", [Ready, Begun.Replace("\"met\":2", "\"met\":1"), .. Whole[2..]], 0, "Process 0 began when only 1 of 2 processes had come." },
        { "told to stop", [.. Whole[..^1], End("\"stopped by SIGTERM\"", notRaised: 0)], 143, "Process 0 gave up: stopped by SIGTERM; 0 of 4 errors were not raised." },
        { "too slow itself", [.. Whole[..^1], End("\"the deadline of 900 ms passed\"", notRaised: 3)], 0, "Process 0 gave up: the deadline of 900 ms passed; 3 of 4 errors were not raised." },
        { "SDK keeps silent", [.. Whole[..^1], End("null", notRaised: 0)], 0, "Process 0: the SDK neither sent 1 events nor recorded them as discarded." },
        { "SDK counts otherwise", [.. Whole[..^1], End(mismatch: "\"queue_overflow: ours 1, theirs 2\"")], 0, "Process 0: queue_overflow: ours 1, theirs 2." },
        { "an outcome is missing", [.. Whole[..6], .. Whole[7..]], 0, "Process 0 counts 4 errors, but told of 4 and of 3 outcomes." },
        { "a raised line is missing", [.. Whole[..2], .. Whole[3..]], 0, "Process 0 counts 4 errors, but told of 3 and of 4 outcomes." },
    };

    [Fact]
    public void Merge_EachOutcome_IsExactlyOneOfThree()
    {
        SdkBurstResult result = Merge(Whole, 0);
        result.Problems.Should().BeEmpty("a target that does not answer in time is no fault of the senders");
        result.Events.Select(sent => (sent.Status, sent.DroppedBecause, sent.NoAnswerBecause, sent.Left)).Should().Equal(
            (200, null, null, true), (null, "queue_overflow", null, false), (null, null, "ECONNRESET", true), (null, null, "the deadline of 900 ms passed before it had left", false));
        result.Events[0].Payload!.Value.GetProperty("message").GetString().Should().Be("m");
        result.Events[0].SentAt.Should().Be(Asked.AddMilliseconds(1500));
        result.Events[1].SentAt.Should().Be(result.Events[1].RaisedAt);
        result.DroppedByReason.Should().Equal(new Dictionary<string, int> { ["queue_overflow"] = 1, ["network_error"] = 1 });
        (result.Sdk, result.StartedAt, result.EndedAt, result.NotRaised).Should().Be(("sentry.javascript.node 10.24.0", Asked.AddSeconds(1), Asked.AddSeconds(2), 0));
    }

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Merge_AccountThatDoesNotClose_IsAProblem(string what, string[] lines, int? exitCode, string problem) =>
        Merge(lines, exitCode).Problems.Should().Equal([problem], "{0}", what);

    [Fact]
    public void Merge_ProcessThatSaidNoOutcome_LeavesTheEventUnknown()
    {
        SdkBurstEvent unknown = Merge(Whole[..3], 137).Events.Should().ContainSingle().Subject;
        unknown.Should().BeEquivalentTo(new { EventId = "a", Status = (int?)null, DroppedBecause = (string?)null, Left = (bool?)null, Accepted = (bool?)null });
        unknown.NoAnswerBecause.Should().Contain("ended before");
    }

    [Fact]
    public void Merge_SameIdOrSerialTwice_IsAProblem()
    {
        BurstShare share = new(0, 4);
        SdkBurstResult result = SdkBurstOutput.Merge(Request(8), [Process(0, share, Whole, 0), Process(1, share, Whole, 0)], Asked);
        result.Problems.Should().HaveCount(8).And.Contain("The SDK gave 2 events the id a.").And.Contain("2 events have the serial number 3 of 8.");
    }

    [Fact]
    public void Merge_LineOfUnknownType_IsAnError() => FluentActions.Invoking(() => Merge([Ready, """{"type":"surprise"}"""], 0))
        .Should().Throw<InvalidOperationException>().WithMessage("*surprise*");

    [Theory]
    [InlineData(60, 4, new[] { 0, 15, 30, 45 }, new[] { 15, 15, 15, 15 })]
    [InlineData(10, 4, new[] { 0, 3, 6, 8 }, new[] { 3, 3, 2, 2 })]
    [InlineData(2, 2, new[] { 0, 1 }, new[] { 1, 1 })]
    public void Share_Events_AreSpreadEvenlyWithoutGaps(int events, int processes, int[] first, int[] count)
    {
        SdkBurstRequest request = Request(events) with { Processes = processes };
        BurstShare[] shares = [.. Enumerable.Range(0, processes).Select(index => BurstShare.Of(request, index))];
        shares.Select(share => share.FirstSerial).Should().Equal(first);
        shares.Select(share => share.Events).Should().Equal(count);
    }

    private static SdkBurstResult Merge(string[] lines, int? exitCode) => SdkBurstOutput.Merge(Request(4), [Process(0, new(0, 4), lines, exitCode)], Asked);

    private static BurstProcess Process(int index, BurstShare share, string[] lines, int? exitCode) => new(index, share, exitCode, string.Join('\n', lines), "first words\nlast words\n");

    private static SdkBurstRequest Request(int events) => new("http://k@127.0.0.1:9/7", "00112233445566aa", 2, events, 4, "p", "r", "e", "s", TimeSpan.FromSeconds(1));

    private static string Raised(int serial, string id) => $$"""{"type":"raised","serial":{{serial}},"group":{{serial}},"eventId":"{{id}}","raisedAt":"2026-11-20T10:00:00.100Z"}""";

    private static string Event(string id, string outcome, string leftAt, string facts) =>
        $$"""{"type":"event","eventId":"{{id}}","outcome":"{{outcome}}","leftAt":{{leftAt}},"settledAt":"2026-11-20T10:00:01.000Z",{{facts}}}""";

    private static string End(string givenUp = "\"the deadline of 900 ms passed\"", int notRaised = 0, string mismatch = "") =>
        $$"""{"type":"end","raised":4,"unsettled":1,"notRaised":{{notRaised}},"givenUp":{{givenUp}},"discarded":{"queue_overflow":1,"network_error":1},"mismatches":[{{mismatch}}]}""";
}
