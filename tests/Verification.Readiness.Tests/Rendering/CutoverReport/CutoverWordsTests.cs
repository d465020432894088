using FluentAssertions;
using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering.CutoverReport;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.CutoverReport;

public sealed class CutoverWordsTests
{
    private static readonly DrillAccount Account = CutoverSamples.Good().Account;

    [Theory]
    [InlineData(null, "none came")]
    [InlineData(0.0, "0 ms")]
    [InlineData(1400.0, "1.4 s")]
    [InlineData(-40.0, "40 ms before")]
    [InlineData(double.NaN, "not measured")]
    [InlineData(double.NegativeInfinity, "not measured")]
    public void FromChange_OfAnyTime_SaysBeforeOrAfter(double? milliseconds, string expected) => CutoverWords.FromChange(milliseconds, "none came").Should().Be(expected);

    [Theory]
    [InlineData(9800, "9.8 s")]
    [InlineData(3_600_000, "1 h")]
    [InlineData(-1, "not measured")]
    [InlineData(double.MaxValue, "not measured")]
    public void Time_OfAnyLength_IsSaidAsAPersonDoes(double milliseconds, string expected) => CutoverWords.Time(milliseconds).Should().Be(expected);

    [Fact]
    public void Loss_OfAnAccount_CountsDroppedLostAndUnexplained()
    {
        CutoverWords.Loss(Account).Should().Be("3 of 60 stored nowhere");
        CutoverWords.Loss(Account with { Unexplained = 4 }).Should().Be("7 of 60 stored nowhere, 4 unexplained");
        CutoverWords.Loss(Account with { Dropped = new Dictionary<string, int>(), Lost = new Dictionary<string, int>() }).Should().Be("0 of 60 stored nowhere");
    }

    [Fact]
    public void Parts_OfAnAccountAsLargeAsCanBe_DoNotOverflow() =>
        CutoverWords.Parts(Account with { Old = int.MaxValue, New = int.MaxValue, Unexplained = int.MaxValue }).Should().Be((3L * int.MaxValue) + 5);
}
