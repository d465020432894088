using FluentAssertions;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Readiness.Tests.Catalogues;

/// <summary>What a check.yaml with a rule may leave out, and what it may not say.</summary>
public sealed class StaticCheckTests
{
    private const string Path = "scenarios/checks/exposure/PortsStayPrivate/check.yaml";

    private const string Good = """
        id: PortsStayPrivate
        area: exposure
        question: Is every port private?
        category: Security
        requirement: required
        why: strangers
        severity: critical
        points: 20
        source: review B
        remediation: publish on 127.0.0.1
        minutes: 5
        provenBy: PortsAreClosed
        rule:
          each: port
          holds: { loopback: true }
          says: "{name} is open"

        """;

    [Fact]
    public void ReadCheck_WithARule_AppliesEverywhereAndAllowsNoFinding() => CatalogueReader.ReadCheck(Path, Good).Should().BeEquivalentTo(new
    {
        Method = Method.Static, ProvenBy = "PortsAreClosed", Built = true, Threshold = new Threshold(Comparison.AtMost, 0, "findings"), AppliesTo = Enum.GetValues<TargetKind>(),
    });

    [Fact]
    public void ReadCheck_WithoutARule_IsBehaviouralAndProvenByNothing() => CatalogueReader.ReadCheck(Path, Behavioural()).Should().BeEquivalentTo(new
    {
        Method = Method.Behavioural, ProvenBy = (string?)null, Rule = (Readiness.Rules.Rule?)null, AppliesTo = new[] { TargetKind.Attached }, Threshold = new Threshold(Comparison.AtLeast, 1, "x"),
    });

    [Fact]
    public void ReadCheck_WithARuleThatSaysMore_KeepsWhatItSays() =>
        CatalogueReader.ReadCheck(Path, Good.Replace("minutes: 5", "minutes: 5\nappliesTo: [files]\nthreshold: { is: atMost, value: 2, unit: ports }").Replace("provenBy: PortsAreClosed\n", "")).Should().BeEquivalentTo(new
        {
            Method = Method.Static, ProvenBy = (string?)null, AppliesTo = new[] { TargetKind.Files }, Threshold = new Threshold(Comparison.AtMost, 2, "ports"),
        });

    public static TheoryData<string, string, int, string> Bad => new()
    {
        { Good, Behavioural().Replace("appliesTo: [attached]\n", ""), 1, "'appliesTo' must be a list" },
        { Good, Behavioural().Replace("threshold: { is: atLeast, value: 1, unit: x }\n", ""), 1, "'threshold' must hold keys and values" },
        { Good, Behavioural() + "provenBy: Other\n", 14, "'provenBy' belongs to a check with a rule" },
        { "minutes: 5", "minutes: 5\nthreshold: { is: atLeast, value: 1, unit: findings }", 12, "must be 'atMost'" },
        { "minutes: 5", "minutes: 5\nthreshold: { is: equal, value: 1, unit: findings }", 12, "must be 'atMost'" },
        { "provenBy: PortsAreClosed", "provenBy: [PortsAreClosed]", 12, "'provenBy' must be plain text" },
        { "provenBy: PortsAreClosed", "method: static", 12, "'method' is not known" },
        { "rule:", "rules:", 1, "'appliesTo' must be a list" },
        { "  each: port\n  holds: { loopback: true }\n  says: \"{name} is open\"\n", "", 13, "'rule' must hold keys and values" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void ReadCheck_ThatCannotBeUsed_NamesFileAndLine(string part, string instead, int line, string says)
    {
        string text = Good.ReplaceLineEndings("\n").Replace(part, instead, StringComparison.Ordinal);

        text.Should().NotBe(Good);
        FluentActions.Invoking(() => CatalogueReader.ReadCheck(Path, text)).Should().Throw<InputException>().Which.Message.Should().StartWith($"{Path}:{line}: ").And.Contain(says);
    }

    private static string Behavioural() =>
        Good[..Good.IndexOf("provenBy", StringComparison.Ordinal)] + "appliesTo: [attached]\nthreshold: { is: atLeast, value: 1, unit: x }\n";
}
