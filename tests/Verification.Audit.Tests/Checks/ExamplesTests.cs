using FluentAssertions;
using Verification.Audit.Facts;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Audit.Tests.Checks;

/// <summary>Every static check goes red on its bad examples, and on nothing else: no check that can't.</summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Checks => [.. Example.StaticChecks.Select(check => check.Id)];

    [Theory, MemberData(nameof(Checks))]
    public void BadExamples_EachFailsThisCheck_AndNoOtherRequiredOne(string id)
    {
        CheckDefinition check = Example.Catalogue.Find(id)!;
        IReadOnlyList<Example> examples = Example.Of(check, "bad");
        examples.Count.Should().BeGreaterThanOrEqualTo(2);
        examples.SelectMany(example => Complaints(example, check, Outcome.Fail)).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Checks))]
    public void GoodExamples_EachPassesThisCheck_AndEveryRequiredOne(string id)
    {
        CheckDefinition check = Example.Catalogue.Find(id)!;
        IReadOnlyList<Example> examples = Example.Of(check, "good");
        examples.Count.Should().BeGreaterThanOrEqualTo(2);
        examples.SelectMany(example => Complaints(example, check, Outcome.Pass)).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Checks))]
    public void BadExamples_Finding_SaysWhereItIs(string id)
    {
        CheckDefinition check = Example.Catalogue.Find(id)!;
        foreach (Example example in Example.Of(check, "bad"))
        {
            Observation seen = example.Observe()[id];
            seen.Places.Should().HaveSameCount(seen.Details).And.NotBeEmpty($"{example} has findings");
            seen.Places.Should().OnlyContain(place => place.Line >= 1 && place.File.Length > 0);
        }
    }

    [Fact]
    public void Rules_AskOnlyForWhatIsRead() => FluentActions.Invoking(() => Vocabulary.Validate(Example.Catalogue)).Should().NotThrow();

    [Fact]
    public void Vocabulary_EveryFact_IsAskedForBySomeRule()
    {
        // What a message or an author's own rule may well want, though no rule of ours asks for it.
        string[] offered = ["glitchtipMajor", "imageDigest", "type", "tls"];
        HashSet<string> asked = [.. Example.StaticChecks.SelectMany(check => check.Rule!.Facts)];
        Vocabulary.Kinds.SelectMany(kind => kind.Facts.Keys).Where(fact => !asked.Contains(fact) && !offered.Contains(fact)).Should().BeEmpty();
    }

    [Fact]
    public void Catalogue_StaticChecks_AreAtLeastFortyFive() => Example.StaticChecks.Count().Should().BeGreaterThanOrEqualTo(45);

    [Fact]
    public void ProvenBy_NamesABehaviouralCheck() => Example.StaticChecks
        .Where(check => check.ProvenBy is string proof && Example.Catalogue.Find(proof) is not { Method: Method.Behavioural })
        .Select(check => $"{check.Id}: {check.ProvenBy}").Should().BeEmpty();

    private static IEnumerable<string> Complaints(Example example, CheckDefinition about, Outcome expected)
    {
        IReadOnlyDictionary<string, Observation> seen = example.Observe();
        if (seen[about.Id].Outcome != expected)
        {
            yield return $"{example}: {about.Id} is {seen[about.Id].Outcome} ({seen[about.Id].Reason})";
        }

        foreach (CheckDefinition other in Example.StaticChecks.Where(check => check.Id != about.Id && check.Requirement == Requirement.Required && seen[check.Id].Outcome != Outcome.Pass))
        {
            yield return $"{example}: the required check {other.Id} is {seen[other.Id].Outcome} too ({seen[other.Id].Reason})";
        }
    }
}
