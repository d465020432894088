using System.Text.Json;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests;

public sealed class JsonTests
{
    // Found while writing the verifier: the framework's converter reads "unknown, fail" as the number 3, which is neither
    // Fail nor Unknown, and the verdict was GO.
    [Theory]
    [InlineData("\"unknown, fail\"")]
    [InlineData("\"pass,fail\"")]
    [InlineData("\"FAIL\"")]
    [InlineData("\" fail\"")]
    [InlineData("\"\"")]
    [InlineData("\"2\"")]
    [InlineData("2")]
    [InlineData("null")]
    public void Read_OutcomeThatIsNotExactlyOneWord_IsRefused(string word) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Outcome>(word, Json.Line)).Should().Throw<JsonException>();

    [Fact]
    public void Read_EveryWrittenOutcome_GivesItBack() =>
        Enum.GetValues<Outcome>().Select(outcome => JsonSerializer.Deserialize<Outcome>(JsonSerializer.Serialize(outcome, Json.Line), Json.Line))
            .Should().Equal(Enum.GetValues<Outcome>());

    [Theory]
    [InlineData("\"outcome\":\"pass\"", "\"outcome\":\"fail\",\"outcome\":\"pass\"")]
    [InlineData("\"outcome\":\"pass\"", "\"outcome\":\"pass\",\"verdict\":\"go\"")]
    [InlineData("\"outcome\":\"pass\"", "\"Outcome\":\"pass\"")]
    [InlineData("\"samples\":10", "\"samples\":\"10\"")]
    [InlineData("\"reason\":\"", "\"reason\":null,\"x\":\"")]
    [InlineData(",\"error\":0", "")]
    public void Read_EvidenceWithDoubledUnknownMissingOrMistypedFields_IsRefused(string field, string instead)
    {
        string line = JsonSerializer.Serialize(Given.Line(), Json.Line);
        string changed = line.Replace(field, instead, StringComparison.Ordinal);

        changed.Should().NotBe(line);
        FluentActions.Invoking(() => JsonSerializer.Deserialize<EvidenceLine>(changed, Json.Line)).Should().Throw<JsonException>();
    }

    [Fact]
    public void RunRecord_WrittenAndRead_IsTheSame()
    {
        RunRecord run = Given.Run() with { Ledger = new LedgerSummary(2, new Dictionary<DeliveryClass, int> { [DeliveryClass.Stored] = 2 }), Unmet = ["x"] };
        string text = JsonSerializer.Serialize(run, Json.Document);

        JsonSerializer.Serialize(JsonSerializer.Deserialize<RunRecord>(text, Json.Document), Json.Document).Should().Be(text);
        text.Should().Contain("\"stored\": 2");
    }

    [Fact]
    public void Write_HostileText_LeavesNoMarkupOrControlCharacter() =>
        JsonSerializer.Serialize(Given.Line() with { Reason = "<script>\u001b[31m\0]]>é" }, Json.Line)
            .Should().MatchRegex("^[ -~]+$").And.NotContainAny("<", ">");
}
