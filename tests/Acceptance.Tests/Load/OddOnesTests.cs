using FluentAssertions;
using Verification.Acceptance.Load;
using Xunit;

namespace Verification.Acceptance.Tests.Load;

public sealed class OddOnesTests
{
    private static int GroupOf(long serial) => (int)(serial % 2);

    [Fact]
    public void Of_OneContentPerGroup_IsEmpty() => OddOnes.Of([(0L, "a", 50L), (1L, "b", 50L)], GroupOf).Should().BeEmpty();

    [Fact]
    public void Of_OneEventUnlikeAMillion_IsThatOne() => OddOnes.Of([(0L, "a", 999_999L), (2L, "x", 1L), (1L, "b", 1_000_000L)], GroupOf).Should().Equal("x");

    [Fact]
    public void Of_EveryEventUnlikeTheOthers_IsEmpty() => OddOnes.Of([(0L, "a", 1L), (2L, "b", 1L), (4L, "c", 1L)], GroupOf).Should().BeEmpty("the product itself makes them differ");
}
