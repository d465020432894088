using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

public sealed class RuleEvaluatorTests
{
    private const string Claim = "service\nwhere: { role: web }\nholds: { limit: set }\nsays: \"{name} has {limit}\"\n";

    // A service: w web, d database, ? role unknown; then + limit set, - not set, ? unknown.
    public static TheoryData<string, string, string, Outcome> Cases => new()
    {
        { "each", "", "w+", Outcome.Pass },
        { "each", "", "w+ w+ d-", Outcome.Pass },
        { "each", "", "w+ w-", Outcome.Fail },
        { "each", "", "w+ w?", Outcome.Unknown },
        { "each", "", "w- w?", Outcome.Fail },
        { "each", "", "?-", Outcome.Unknown },
        { "each", "", "w+ ?-", Outcome.Unknown },
        { "each", "", "w+ ?+", Outcome.Pass },
        { "each", "", "w- ?-", Outcome.Fail },
        { "each", "", "", Outcome.Unknown },
        { "each", "", "d+", Outcome.Unknown },
        { "each", "pass", "", Outcome.Pass },
        { "each", "fail", "d+", Outcome.Fail },
        // It holds if it is one; if it is none, there is none, and that is a failure.
        { "each", "fail", "?+", Outcome.Unknown },
        { "each", "pass", "?+", Outcome.Pass },
        { "some", "", "w+", Outcome.Pass },
        { "some", "", "w+ w-", Outcome.Pass },
        { "some", "", "w- w-", Outcome.Fail },
        { "some", "", "w- w?", Outcome.Unknown },
        { "some", "", "w+ w?", Outcome.Pass },
        { "some", "", "d+", Outcome.Fail },
        { "some", "", "", Outcome.Fail },
        { "some", "unknown", "", Outcome.Unknown },
        { "some", "pass", "d-", Outcome.Pass },
        // What holds may not be a web service at all.
        { "some", "", "?+", Outcome.Unknown },
        { "some", "", "w- ?+", Outcome.Unknown },
        { "some", "", "w+ ?-", Outcome.Pass },
        { "some", "", "?-", Outcome.Fail },
        { "some", "pass", "?-", Outcome.Unknown },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Ask_OfServices_GivesTheOutcome(string quantifier, string whenNone, string services, Outcome expected) =>
        Ask(quantifier, whenNone, Things.Subject(Services(services))).Outcome.Should().Be(expected);

    [Theory]
    [InlineData("each", "w+", Outcome.Unknown)]
    [InlineData("each", "w-", Outcome.Fail)]
    [InlineData("each", "", Outcome.Unknown)]
    [InlineData("some", "w+", Outcome.Pass)]
    [InlineData("some", "w-", Outcome.Unknown)]
    [InlineData("some", "", Outcome.Unknown)]
    public void Ask_WhereSomethingCouldNotBeRead_SaysOnlyWhatTheRestCannotChange(string quantifier, string services, Outcome expected)
    {
        Observation seen = Ask(quantifier, "", Things.Incomplete(Services(services)));

        seen.Outcome.Should().Be(expected);
        if (expected == Outcome.Unknown)
        {
            seen.Reason.Should().Contain("extra.yaml: permission denied");
        }
    }

    [Fact]
    public void Ask_WhereAnotherKindCouldNotBeRead_IsNotConcerned() =>
        Ask("each", "", Things.Subject(Services("w+")) with { Incomplete = new Dictionary<string, string> { ["script"] = "x" } }).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void Ask_OfServicesThatFail_GivesEachItsPlaceAndSentence()
    {
        Observation seen = Ask("each", "", Things.Subject(Things.Service("a", "role=web", "limit=none"), Things.Service("bb", "role=web"), Things.Service("c", "role=web", "limit=set")));

        seen.Should().BeEquivalentTo(new
        {
            Outcome = Outcome.Fail, Measured = 2.0, Samples = 3, Source = "files", Reason = "a has none (1 more like it)",
            // The fact's own place where it was given, the service's where it wasn't.
            Places = new[] { new Place("compose.yaml", 105), new Place("compose.yaml", 12) },
            Details = new[] { "compose.yaml:105: a has none", "compose.yaml:12: bb has not set" },
        });
    }

    [Fact]
    public void Ask_OfNothing_PutsTheFindingWhereItBelongs() => Ask("some", "", Things.Subject()).Should().BeEquivalentTo(new
    {
        Outcome = Outcome.Fail, Measured = 1.0, Samples = 1, Reason = "not set has not set", Places = new[] { Things.Root }, Details = new[] { "compose.yaml:1: not set has not set" },
    });

    [Fact]
    public void Ask_OfWhatCannotBeTold_SaysWhereAndWhy() => Ask("each", "", Things.Subject(Things.Service("a", "role=web", "limit=?"))).Should().BeEquivalentTo(new
    {
        Outcome = Outcome.Unknown, Measured = (double?)null, Reason = "a: limit comes from a variable that is not set.",
        Places = new[] { new Place("compose.yaml", 105) }, Details = new[] { "compose.yaml:105: a: limit comes from a variable that is not set." },
    });

    [Fact]
    public void Ask_OfServicesThatHold_CountsAndNamesThem()
    {
        Item[] many = [.. Enumerable.Range(1, 10).Select(index => Things.Service($"s{index}", "role=web", "limit=set"))];

        Ask("each", "", Things.Subject(many)).Should().BeEquivalentTo(new { Outcome = Outcome.Pass, Measured = 0.0, Samples = 10 })
            .And.BeOfType<Observation>().Which.Reason.Should().Contain("all 10").And.Contain("s8 and 2 more").And.NotContain("s9");
    }

    [Fact]
    public void Ask_ABehaviouralCheck_IsAMistakeOfOurs() =>
        FluentActions.Invoking(() => RuleEvaluator.Ask(Given.Check(), Things.Subject())).Should().Throw<InvalidOperationException>().WithMessage("*no static check*");

    private static Observation Ask(string quantifier, string whenNone, Subject subject)
    {
        CheckDefinition check = Things.Check($"{quantifier}: {Claim}{(whenNone.Length > 0 ? $"whenNone: {whenNone}" : "")}");
        return RuleEvaluator.Ask(check, subject);
    }

    private static Item[] Services(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((letters, index) => Things.Service(
            $"s{index}", $"role={letters[0] switch { 'w' => "web", 'd' => "database", _ => "?" }}", $"limit={letters[1] switch { '+' => "set", '-' => "none", _ => "?" }}")),
    ];
}
