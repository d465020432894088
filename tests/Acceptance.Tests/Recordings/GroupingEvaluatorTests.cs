using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Sdk;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>How the real 5.2 grouped repeats, a distinct message and a fingerprint, put through the grouping evaluators.</summary>
public sealed class GroupingEvaluatorTests
{
    [Fact]
    public void RealProduct_RecordedGroups_PassesBoth()
    {
        IReadOnlyList<StoredEvent> events = Events(issue => issue);
        RepeatsGroupTogether.Evaluate(Recorded.Check(nameof(RepeatsGroupTogether)), events, "api").Outcome.Should().Be(Outcome.Pass);
        DistinctErrorsStayApart.Evaluate(Recorded.Check(nameof(DistinctErrorsStayApart)), events, "api").Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public void TamperedRecording_AllInOneIssue_FailsApartOnly()
    {
        IReadOnlyList<StoredEvent> events = Events(_ => "1");
        RepeatsGroupTogether.Evaluate(Recorded.Check(nameof(RepeatsGroupTogether)), events, "api").Outcome.Should().Be(Outcome.Pass);
        DistinctErrorsStayApart.Evaluate(Recorded.Check(nameof(DistinctErrorsStayApart)), events, "api").Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void TamperedRecording_EachInItsOwnIssue_FailsTogetherOnly()
    {
        int next = 0;
        IReadOnlyList<StoredEvent> events = Events(_ => $"{next++}");
        RepeatsGroupTogether.Evaluate(Recorded.Check(nameof(RepeatsGroupTogether)), events, "api").Outcome.Should().Be(Outcome.Fail);
        DistinctErrorsStayApart.Evaluate(Recorded.Check(nameof(DistinctErrorsStayApart)), events, "api").Outcome.Should().Be(Outcome.Pass);
    }

    private static IReadOnlyList<StoredEvent> Events(Func<string, string> issueOf) =>
        [.. Recorded.File("07-grouping-repeats").GetProperty("events").EnumerateArray().Select(entry => Event(entry, issueOf))];

    private static StoredEvent Event(JsonElement entry, Func<string, string> issueOf)
    {
        JsonElement sent = entry.GetProperty("sent");
        string value = sent.GetProperty("exception").GetProperty("values")[0].GetProperty("value").GetString()!;
        SentRole role = value == "repeat boom" && !sent.TryGetProperty("fingerprint", out _) ? SentRole.Repeat : SentRole.Distinct;
        SentEvent left = new("grouping", role, sent.GetProperty("event_id").GetString()!, DateTimeOffset.UnixEpoch, 200, sent);
        JsonElement detail = JsonSerializer.SerializeToElement(new { groupID = issueOf(entry.GetProperty("issue").GetString()!) });
        return new(left, TimeSpan.FromSeconds(2), detail, null, 1, null, 0, []);
    }
}
