using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Ingest;
using Verification.Acceptance.Security;
using Verification.Fixtures.Ingest;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>What the real 5.2 was seen to answer, put through the evaluators: it fails what is known of it and passes the rest.</summary>
public sealed class IngestEvaluatorTests
{
    [Fact]
    public void WrongKeyIsRejected_Recorded403_Passes() =>
        WrongKeyIsRejected.Evaluate(Recorded.Check(nameof(WrongKeyIsRejected)), (Accepted, Answer("wrong_key")), (Accepted, new IngestAnswer(401, ""))).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void WrongKeyIsRejected_Recorded500OfTheStoreEndpoint_IsUnknown() =>
        WrongKeyIsRejected.Evaluate(Recorded.Check(nameof(WrongKeyIsRejected)), (Accepted, Answer("wrong_key")), (Accepted, Answer("store_no_key"))).Outcome.Should().Be(Outcome.Unknown);

    [Theory]
    [InlineData(404, 404, Outcome.Unknown)]
    [InlineData(200, 429, Outcome.Unknown)]
    [InlineData(200, 200, Outcome.Fail)]
    public void WrongKeyIsRejected_StoreEndpointThatTellsNothing_IsNoRefusal(int right, int wrong, Outcome expected) => WrongKeyIsRejected
        .Evaluate(Recorded.Check(nameof(WrongKeyIsRejected)), (Accepted, Answer("wrong_key")), (new IngestAnswer(right, ""), new IngestAnswer(wrong, ""))).Outcome.Should().Be(expected);

    [Fact]
    public void UnknownItemKeepsNeighbours_RecordedItems_FailsForTheTypesThatAbort()
    {
        Dictionary<string, string> sent = [];
        List<string> stored = [];
        foreach (JsonElement item in Recorded.File("09-session-and-replay").EnumerateArray())
        {
            string type = item.GetProperty("type").GetString()!;
            sent[type] = type;
            if (item.GetProperty("followingEventStored").GetBoolean())
            {
                stored.Add(type);
            }
        }

        Readiness.Evidence.Observation seen = UnknownItemKeepsNeighbours.Evaluate(Recorded.Check(nameof(UnknownItemKeepsNeighbours)), sent, stored);
        seen.Outcome.Should().Be(Outcome.Fail);
        seen.Details.Should().Contain(line => line.Contains("feedback")).And.NotContain(line => line.Contains("client_report"));
    }

    [Fact]
    public void WrongKeyLeavesProjectOpen_RecordedBlock_Fails() => WrongKeyLeavesProjectOpen
        .Evaluate(Recorded.Check(nameof(WrongKeyLeavesProjectOpen)), Answer("wrong_key"), Answer("right_key_just_after_wrong_key")).Outcome.Should().Be(Outcome.Fail);

    [Theory]
    [InlineData(200, "application/json", Outcome.Fail)]
    [InlineData(401, "application/json", Outcome.Fail)]
    [InlineData(403, "application/json", Outcome.Pass)]
    [InlineData(403, "text/html", Outcome.Unknown)]
    [InlineData(400, "application/json", Outcome.Unknown)]
    [InlineData(500, "text/html", Outcome.Unknown)]
    public void SignUpIsClosed_Answer_IsReadAsTheProductMeansIt(int status, string contentType, Outcome expected) =>
        SignUpIsClosed.Evaluate(Recorded.Check(nameof(SignUpIsClosed)), status, contentType).Outcome.Should().Be(expected);

    [Fact]
    public void SignUpIsClosed_RecordedOpenInstallation_Fails()
    {
        int status = Recorded.File("23-misc").GetProperty("signup").GetProperty("status").GetInt32();
        SignUpIsClosed.Evaluate(Recorded.Check(nameof(SignUpIsClosed)), status, "application/json").Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void RepeatedEventIdIsStoredOnce_RecordedCopies_Fails()
    {
        JsonElement misc = Recorded.File("23-misc");
        string envelope = Id(misc.GetProperty("dup_envelope_1").GetProperty("body"), "id");
        string store = Id(misc.GetProperty("dup_store_1").GetProperty("body"), "event_id");
        int copies = int.Parse(misc.GetProperty("dup_store_issue").GetProperty("body").GetProperty("count").GetString()!);
        string[] stored = [envelope, .. Enumerable.Repeat(store, copies)];
        RepeatedEventIdIsStoredOnce.Evaluate(Recorded.Check(nameof(RepeatedEventIdIsStoredOnce)), stored, envelope, store).Outcome.Should().Be(Outcome.Fail);
        RepeatedEventIdIsStoredOnce.Evaluate(Recorded.Check(nameof(RepeatedEventIdIsStoredOnce)), stored.Distinct().ToArray(), envelope, store).Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public void MalformedFieldKeepsEvent_RecordedAnswers_FailsForEachEventThatIsGone()
    {
        Dictionary<string, string> accepted = [];
        List<string> stored = [];
        foreach (JsonProperty field in Recorded.File("24-field-validation").EnumerateObject().Where(field => field.Value.GetProperty("status").GetInt32() == 200))
        {
            string id = field.Value.GetProperty("sent").GetProperty("event_id").GetString()!;
            accepted[id] = field.Name;
            if (field.Value.GetProperty("event").GetProperty("status").GetInt32() == 200)
            {
                stored.Add(id);
            }
        }

        Readiness.Evidence.Observation seen = MalformedFieldKeepsEvent.Evaluate(Recorded.Check(nameof(MalformedFieldKeepsEvent)), accepted.Count, accepted, stored);
        seen.Outcome.Should().Be(Outcome.Fail);
        seen.Details.Should().Contain(line => line.Contains("tags_str")).And.Contain(line => line.Contains("exception_str")).And.NotContain(line => line.Contains("user_str"));
    }

    private static readonly IngestAnswer Accepted = new(200, "");

    private static IngestAnswer Answer(string name) => new(Recorded.File("12-auth-errors").GetProperty(name).GetProperty("answer").GetProperty("status").GetInt32(), "");

    private static string Id(JsonElement body, string name) => body.GetProperty(name).GetString()!;
}
