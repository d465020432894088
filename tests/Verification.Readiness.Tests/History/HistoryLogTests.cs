using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Verification.Readiness.History;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.History;

public sealed class HistoryLogTests
{
    private static readonly HistoryEntry Entry = Nights.Of(1, 2.5).Entry;

    [Fact]
    public void Line_ReadBack_IsTheSameRun()
    {
        string line = HistoryLog.Line(Entry);
        line.Should().NotContain("\n");
        HistoryLog.Parse(line).Entries.Should().ContainSingle().Which.Should().BeEquivalentTo(Entry);
    }

    [Fact]
    public void Line_OfARun_SaysWhatTheVerdictSays()
    {
        JsonNode line = JsonNode.Parse(HistoryLog.Line(Entry))!;
        line["runId"]!.GetValue<string>().Should().Be("night-001");
        line["target"]!["subject"]!.GetValue<string>().Should().Be(Given.Subject);
        line["host"]!["cores"]!.GetValue<int>().Should().Be(2);
        JsonNode check = line["checks"]![Nights.Latency]!;
        check.ToJsonString().Should().Be("""{"outcome":"pass","value":2.5,"unit":"s","samples":10,"threshold":{"is":"atMost","value":5,"unit":"s"}}""");
    }

    // Reasons, details and places quote what was seen; figures don't, and nothing else is remembered.
    [Fact]
    public void Line_OfARun_HoldsNoSentenceOfIt()
    {
        RunRecord run = Given.Run() with { Interrupted = "planted: by hand", Seed = 7 };
        EvidenceLine seen = Given.Line(outcome: Outcome.Fail) with { Reason = "planted: reason", Details = ["planted: detail"], Source = "planted: source" };
        VerdictDocument verdict = ReadinessEvaluator.Evaluate(Given.Catalogue(Given.Check() with { Remediation = "planted: remedy", Question = "planted: question?" }), [seen], run);
        HistoryLog.Line(HistoryEntry.Of(verdict, run, 1, [])).Should().NotContain("planted").And.Contain("\"ended\":\"interrupted\"");
    }

    [Theory]
    [InlineData("Ctrl-C", null, RunEnd.Interrupted)]
    [InlineData(null, "the suite died", RunEnd.HarnessFailed)]
    [InlineData("Ctrl-C", "the suite died", RunEnd.HarnessFailed)]
    [InlineData(null, null, RunEnd.Completed)]
    public void Entry_HowTheRunEnded_IsRemembered(string? interrupted, string? failed, RunEnd expected) =>
        Nights.Of(1, run => run with { Interrupted = interrupted, HarnessFailure = failed }, new Seen(Nights.Latency, 1, Nights.AtMost5Seconds)).Entry.Ended.Should().Be(expected);

    [Fact]
    public void Parse_MembersOfALaterVersion_AreTolerated()
    {
        JsonNode line = JsonNode.Parse(HistoryLog.Line(Entry))!;
        line["schemaVersion"] = 2;
        line["weather"] = new JsonObject { ["rain"] = true };
        line["target"]!["colour"] = "blue";
        line["checks"]![Nights.Latency]!["p99"] = 3;
        HistoryLog log = HistoryLog.Parse(line.ToJsonString());
        log.Unread.Should().BeEmpty();
        log.Entries.Single().Should().BeEquivalentTo(Entry with { SchemaVersion = 2 });
    }

    [Theory]
    [InlineData("{\"schemaVersion\":1,\"runId\":\"cut o")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\0\0\0\0")]
    [InlineData("<html>")]
    [InlineData("{\"runId\":NaN}")]
    public void Parse_DamagedLine_CostsThatLineOnly(string damaged)
    {
        HistoryLog log = HistoryLog.Parse($"{HistoryLog.Line(Entry)}\n{damaged}\n{HistoryLog.Line(Nights.Of(2, 1).Entry)}\n{damaged}");
        log.Entries.Select(entry => entry.RunId).Should().Equal("night-001", "night-002");
        log.Unread.Should().Equal(2, 4);
        log.Warning("history.jsonl").Should().Be("history.jsonl: 2 lines can't be read and are left out, the first is line 2; they were cut off or damaged.");
    }

    [Fact]
    public void Parse_WordThatIsNotKnown_CostsThatLineOnly() =>
        HistoryLog.Parse(HistoryLog.Line(Entry).Replace("\"containers\"", "\"moon\"", StringComparison.Ordinal)).Unread.Should().Equal(1);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Parse_NothingThere_IsAnEmptyHistoryWithoutWarning(string text)
    {
        HistoryLog.Parse(text).Entries.Should().BeEmpty();
        HistoryLog.Parse(text).Warning("x").Should().BeNull();
    }
}
