using System.Text.Json;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Evidence;

public sealed class EvidenceLogTests
{
    private static readonly string Good = JsonSerializer.Serialize(Given.Line(), Json.Line);

    [Fact]
    public void Parse_WrittenLines_GivesThemBackInOrder()
    {
        EvidenceLine[] lines = [Given.Line("A"), Given.Line("B", Outcome.Fail), Given.Line("C", Outcome.Unknown)];
        string text = string.Join('\n', lines.Select(line => JsonSerializer.Serialize(line, Json.Line))) + "\n";

        EvidenceLog.Parse("evidence.jsonl", text).Should().BeEquivalentTo(lines, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Parse_BlankLinesAndCarriageReturns_AreNoEvidence() => EvidenceLog.Parse("e", $"\r\n{Good}\r\n\r\n").Should().ContainSingle();

    [Fact]
    public void Parse_NothingAtAll_IsNoEvidence() => EvidenceLog.Parse("e", "").Should().BeEmpty();

    public static TheoryData<string> Damaged => new(
        Good[..^1],
        Good[1..],
        "null",
        "[]",
        "\"pass\"",
        "{}",
        "not json",
        Good + Good,
        Good.Replace("\"outcome\":\"pass\"", "\"outcome\":\"unknown, fail\""),
        Good.Replace("\"outcome\":\"pass\"", "\"outcome\":\"fail\",\"outcome\":\"pass\""),
        Good.Replace("\"measured\":0", "\"measured\":NaN"),
        Good.Replace("\"subject\":", "\"Subject\":"),
        Good.Replace("\"threshold\":{", "\"threshold\":null,\"y\":{"),
        Good.Replace("\"schemaVersion\":1", "\"schemaVersion\":2"));

    [Theory, MemberData(nameof(Damaged))]
    public void Parse_ADamagedLine_NamesFileAndLineAndReadsNothing(string damaged) =>
        FluentActions.Invoking(() => EvidenceLog.Parse("evidence.jsonl", $"{Good}\n\n{damaged}\n{Good}\n"))
            .Should().Throw<InputException>().Which.Message.Should().StartWith("evidence.jsonl:3: ").And.EndWith(".").And.NotContain("\n");
}
