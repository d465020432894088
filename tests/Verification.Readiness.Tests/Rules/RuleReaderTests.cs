using FluentAssertions;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

public sealed class RuleReaderTests
{
    private const string Good = """
        each: service
        where: { role: web }
        holds:
          restart: [always, unless-stopped]
        whenNone: fail
        says: "{name} restarts: {restart}"
        """;

    [Fact]
    public void Read_AGoodRule_GivesItsParts()
    {
        Rule rule = Things.Check(Good).Rule!;

        rule.Should().BeEquivalentTo(new { Quantifier = Quantifier.Each, Kind = "service", WhenNone = Outcome.Fail, Says = "{name} restarts: {restart}" });
        rule.Where.Should().NotBeNull();
    }

    [Theory]
    [InlineData("each", Outcome.Unknown)]
    [InlineData("some", Outcome.Fail)]
    public void Read_WithoutWhenNone_DoesNotPassOnNothing(string quantifier, Outcome expected) =>
        Things.Check($"{quantifier}: service\nholds: {{ a: b }}\nsays: x").Rule.Should().BeEquivalentTo(new { WhenNone = expected, Where = (Condition?)null });

    [Theory]
    [InlineData("pass", Outcome.Pass)]
    [InlineData("unknown", Outcome.Unknown)]
    [InlineData("fail", Outcome.Fail)]
    public void Read_WhenNone_IsTheWordGiven(string word, Outcome expected) => Things.Check(Good.Replace("whenNone: fail", $"whenNone: {word}")).Rule!.WhenNone.Should().Be(expected);

    // What is replaced, by what, the line (the rule begins after line 12), and what the message says.
    public static TheoryData<string, string, int, string> Bad => new()
    {
        { "each: service", "some: service\neach: service", 13, "either 'each' or 'some'" },
        { "each: service\n", "", 13, "either 'each' or 'some'" },
        { "each: service", "each:", 13, "either 'each' or 'some'" },
        { "each: service", "each: [service]", 13, "'each' must be plain text" },
        { "each: service", "every: service", 13, "either 'each' or 'some'" },
        { "where: { role: web }", "were: { role: web }", 14, "'were' is not known" },
        { "where: { role: web }", "where: {}", 14, "a condition is missing" },
        { "where: { role: web }", "where: web", 14, "'where' must hold keys and values" },
        { "where: { role: web }", "where: { role: }", 14, "'role' is missing or empty" },
        { "where: { role: web }", "where: { role: [] }", 14, "'role' must be a list with at least one entry" },
        { "where: { role: web }", "where: { role: [[a]] }", 14, "each entry of 'role' must be plain text" },
        { "where: { role: web }", "where: { role: {} }", 14, "'role' has no test" },
        { "where: { role: web }", "where: { role: { equals: web } }", 14, "'equals' is not known; there are is, oneOf, contains, matches, exists, atLeast, atMost" },
        { "where: { role: web }", "where: { role: { matches: '(' } }", 14, "the pattern can't be used" },
        { "where: { role: web }", "where: { role: { matches: '(?=a)b' } }", 14, "the pattern can't be used" },
        { "where: { role: web }", "where: { role: { matches: '(a)\\1' } }", 14, "the pattern can't be used" },
        { "where: { role: web }", "where: { role: { exists: yes } }", 14, "'exists' is 'yes' but must be true or false" },
        { "where: { role: web }", "where: { role: { atLeast: lots } }", 14, "'atLeast' must be a number" },
        { "where: { role: web }", "where: { role: { oneOf: web } }", 14, "'oneOf' must be a list" },
        { "where: { role: web }", "where: { role: { is: [web] } }", 14, "'is' must be plain text" },
        { "where: { role: web }", "where: { not: web }", 14, "'not' must hold conditions" },
        { "where: { role: web }", "where: { not: {} }", 14, "a condition is missing" },
        { "where: { role: web }", "where: { not: { role: web }, not: { role: db } }", 14, "Duplicate" },
        { "where: { role: web }", "where: { any: { role: web } }", 14, "'any' must hold a list of conditions" },
        { "where: { role: web }", "where: { any: [] }", 14, "'any' must hold at least one condition" },
        { "where: { role: web }", "where: { all: [] }", 14, "'all' must hold at least one condition" },
        { "where: { role: web }", "where: { any: [ {} ] }", 14, "a condition is missing" },
        { "where: { role: web }", "where: { any: [ web ] }", 14, "each entry of 'any' must hold keys and values" },
        { "where: { role: web }", "where: { ? [a] : b }", 14, "a key must be plain text" },
        { "holds:\n  restart: [always, unless-stopped]\n", "", 13, "'holds' must hold keys and values" },
        { "holds:\n  restart: [always, unless-stopped]", "holds: {}", 15, "a condition is missing" },
        { "  restart: [always, unless-stopped]", "  all: [ { any: [ { not: {} } ] } ]", 16, "a condition is missing" },
        { "whenNone: fail", "whenNone: skip", 17, "pass, unknown, fail" },
        { "whenNone: fail", "whenNone: 'pass, fail'", 17, "pass, unknown, fail" },
        { "says: \"{name} restarts: {restart}\"", "says: ''", 13, "'says' is missing or empty" },
        { "says: \"{name} restarts: {restart}\"", "says: x\ntells: y", 19, "'tells' is not known" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void Read_ARuleThatCannotBeUsed_NamesFileAndLine(string part, string instead, int line, string says)
    {
        string rule = Good.ReplaceLineEndings("\n").Replace(part, instead, StringComparison.Ordinal);

        rule.Should().NotBe(Good.ReplaceLineEndings("\n"));
        FluentActions.Invoking(() => Things.Check(rule)).Should().Throw<InputException>()
            .Which.Message.Should().StartWith($"check.yaml:{line}: ").And.Contain(says).And.EndWith(".").And.NotContain("\n");
    }
}
