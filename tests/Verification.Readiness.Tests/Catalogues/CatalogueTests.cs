using FluentAssertions;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Readiness.Tests.Catalogues;

public sealed class CatalogueTests
{
    private static readonly CheckDefinition Tags = Given.Check();

    private static readonly CheckDefinition Level = Given.Check("LevelIsIntact");

    [Fact]
    public void Of_ChecksInAnyOrder_IsOrderedByAreaAndId()
    {
        CheckDefinition backup = Given.Check("ZipIsWhole") with { Area = "backup" };

        foreach (CheckDefinition[] order in new[] { [Tags, Level, backup], new[] { backup, Level, Tags } })
        {
            Given.Catalogue(order).Checks.Should().Equal(backup, Level, Tags);
        }
    }

    [Theory]
    [InlineData("TagsAreIntact")]
    [InlineData("tagsareintact")]
    public void Of_TwoChecksOfOneName_IsRefused(string second) =>
        FluentActions.Invoking(() => Given.Catalogue(Tags, Given.Check(second))).Should().Throw<InputException>().WithMessage("*defined twice*");

    [Theory]
    [InlineData("NoSuchCheck")]
    [InlineData("tagsareintact")]
    public void Of_AWaiverOrQuarantineOfNoCheck_IsRefused(string name)
    {
        FluentActions.Invoking(() => Catalogue.Of([Tags], [new Waiver(name, "r", "w", new(2026, 1, 1))], [])).Should().Throw<InputException>().WithMessage($"*{name}*");
        FluentActions.Invoking(() => Catalogue.Of([Tags], [], [new Quarantine(name, "r", new(2026, 1, 1))])).Should().Throw<InputException>().WithMessage($"*{name}*");
    }

    [Fact]
    public void Find_AnyLetterCase_FindsTheCheck()
    {
        Given.Catalogue(Tags, Level).Find("tagsAREintact").Should().Be(Tags);
        Given.Catalogue(Tags, Level).Find("Other").Should().BeNull();
    }
}
