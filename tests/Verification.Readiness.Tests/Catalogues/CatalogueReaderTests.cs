using System.Diagnostics;
using FluentAssertions;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Readiness.Tests.Catalogues;

public sealed class CatalogueReaderTests
{
    private const string Path = "scenarios/checks/sdk/TagsAreIntact/check.yaml";

    private const string Good = """
        id: TagsAreIntact
        area: sdk
        question: Are all tags stored as sent?
        category: Integration
        requirement: required
        why: alerts route by tag
        severity: high
        points: 2.5
        appliesTo: [embedded, containers]
        threshold:
          is: atMost
          value: 0
          unit: tags
        source: card, section 2
        remediation: upgrade
        minutes: 30

        """;

    private static readonly CheckDefinition Expected = new()
    {
        Id = "TagsAreIntact",
        Area = "sdk",
        Question = "Are all tags stored as sent?",
        Category = "Integration",
        Requirement = Requirement.Required,
        Why = "alerts route by tag",
        Severity = Severity.High,
        Points = 2.5,
        AppliesTo = [TargetKind.Embedded, TargetKind.Containers],
        Built = true,
        Threshold = new Threshold(Comparison.AtMost, 0, "tags"),
        Source = "card, section 2",
        Remediation = "upgrade",
        Minutes = 30,
    };

    public static TheoryData<string> Readable => new(Good, "\uFEFF" + Good, Good.Replace("\n", "\r\n"), "# a comment\n---\n" + Good, Good + "built: true\n");

    [Theory, MemberData(nameof(Readable))]
    public void ReadCheck_WithMarksCommentsOrOtherLineEnds_ReadsTheSame(string text) =>
        CatalogueReader.ReadCheck(Path, text).Should().BeEquivalentTo(Expected);

    [Fact]
    public void ReadCheck_NotBuilt_IsKept() => CatalogueReader.ReadCheck(Path, Good + "built: false\n").Built.Should().BeFalse();

    // What is replaced, by what, and the line and the words that the message must have.
    public static TheoryData<string, string, int, string> Bad => new()
    {
        { Good, "", 1, "empty" },
        { Good, "# only a comment\n", 1, "empty" },
        { Good, "- a list\n", 1, "keys and values" },
        { Good, "just text", 1, "keys and values" },
        { "  is: atMost", "\tis: atMost", 11, "tab" },
        { "why: alerts route by tag", "area: sdk", 6, "Duplicate" },
        { "area: sdk\n", "", 1, "'area' is missing" },
        { "area: sdk", "area:", 1, "'area' is missing or empty" },
        { "area: sdk", "area: [sdk]", 2, "'area' must be plain text" },
        { "severity: high", "severity: urgent", 7, "critical, high, medium, low" },
        { "severity: high", "severity: 1", 7, "critical, high, medium, low" },
        { "severity: high", "severity: 'high, low'", 7, "critical, high, medium, low" },
        { "requirement: required", "requirement: Optional", 5, "required, recommended" },
        { "points: 2.5", "points: many", 8, "'points' must be a number" },
        { "points: 2.5", "points: .nan", 8, "'points' must be a number" },
        { "points: 2.5", "points: 2,5", 8, "'points' must be a number" },
        { "points: 2.5", "points: -1", 8, "between 0 and 100" },
        { "points: 2.5", "points: 101", 8, "between 0 and 100" },
        { "minutes: 30", "minutes: 2.5", 16, "whole number" },
        { "minutes: 30", "minutes: -1", 16, "whole number" },
        { "minutes: 30", "minutes: 1e300", 16, "whole number" },
        { "category: Integration", "category: Vibes", 4, "Security, Resource efficiency" },
        { "[embedded, containers]", "embedded", 9, "must be a list" },
        { "[embedded, containers]", "[]", 9, "must be a list" },
        { "[embedded, containers]", "[embedded, moon]", 9, "'moon'" },
        { "[embedded, containers]", "[[embedded]]", 9, "must be one of" },
        { "  value: 0", "  value: none", 12, "'value' must be a number" },
        { "  value: 0", "  value: 0\n  values: 1", 13, "'values' is not known" },
        { "  is: atMost", "  is: below", 11, "atMost, atLeast, equal" },
        { "minutes: 30", "minutes: 30\nminuets: 3", 17, "'minuets' is not known" },
        { "minutes: 30", "minutes: 30\nbuilt: no", 17, "true or false" },
        { "minutes: 30", "minutes: 30\n? [a, b]\n: c", 17, "is not known" },
        { "minutes: 30", "minutes: 30\n---\nid: Other", 18, "second document" },
        { "id: TagsAreIntact", "id: TagsAreWhole", 1, "the folder is sdk/TagsAreIntact" },
        { "area: sdk", "area: load", 1, "the folder is sdk/TagsAreIntact" },
        { "source: card, section 2", "source: \"\\q\"", 14, "not valid YAML" },
        { "source: card, section 2", "source: 'open", 14, "not valid YAML" },
        { "source: card, section 2", "source: *nothing", 14, "*nothing" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void ReadCheck_ThatCannotBeUsed_NamesFileAndLineInOneSentence(string part, string instead, int line, string says)
    {
        string text = Good.Replace(part, instead, StringComparison.Ordinal);

        text.Should().NotBe(Good);
        FluentActions.Invoking(() => CatalogueReader.ReadCheck(Path, text)).Should().Throw<InputException>()
            .Which.Message.Should().StartWith($"{Path}:{line}: ").And.Contain(says).And.EndWith(".").And.NotContain("\n");
    }

    // Every level repeats the one before nine times: 9^30 values from a page of text. As a key it has to be hashed.
    [Theory]
    [InlineData("bomb: *b30\n")]
    [InlineData("? *b30\n: x\n")]
    public void ReadCheck_WithABombOfAliases_IsRefusedAtOnce(string use)
    {
        string bomb = "b0: &b0 x\n" + string.Concat(Enumerable.Range(1, 30).Select(level =>
            $"b{level}: &b{level} [{string.Join(", ", Enumerable.Repeat($"*b{level - 1}", 9))}]\n"));
        Stopwatch watch = Stopwatch.StartNew();

        FluentActions.Invoking(() => CatalogueReader.ReadCheck(Path, Good + bomb + use)).Should().Throw<InputException>().WithMessage($"{Path}:18: *aliases*");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    // A stack overflow can't be caught: without the limit on nesting this ends the test process.
    [Fact]
    public void ReadCheck_NestedWithoutEnd_IsRefused() =>
        FluentActions.Invoking(() => CatalogueReader.ReadCheck(Path, Good + "deep: " + new string('[', 100_000)))
            .Should().Throw<InputException>().WithMessage($"{Path}:17: *levels deep*");

    [Fact]
    public void ReadCheck_AtAnyPrefixOfAGoodFile_EitherReadsOrNamesFileAndLine()
    {
        List<string> wrong = [];
        for (int length = 0; length <= Good.Length; length++)
        {
            try
            {
                _ = CatalogueReader.ReadCheck(Path, Good[..length]);
            }
            catch (InputException error) when (error.Message.StartsWith(Path + ":", StringComparison.Ordinal))
            {
                continue;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                wrong.Add($"{length}: {error.GetType().Name}: {error.Message}");
            }
        }

        wrong.Should().BeEmpty();
    }
}
