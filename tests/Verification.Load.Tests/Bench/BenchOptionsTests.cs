using Verification.Load.Bench;
using Verification.Readiness;

namespace Verification.Load.Tests.Bench;

public sealed class BenchOptionsTests
{
    [Fact]
    public void Read_AllOptions_AreTaken()
    {
        BenchOptions options = BenchOptions.Read(["--rows", "stall,schedule-1000", "--seconds", "1", "--repetitions", "2"]);
        options.Rows.Should().Equal("stall", "schedule-1000");
        (options.Seconds, options.Repetitions).Should().Be((1, 2));
    }

    [Theory]
    [InlineData("--rows")]
    [InlineData("--rows", "stall,other")]
    [InlineData("--seconds", "0")]
    [InlineData("--repetitions", "many")]
    [InlineData("--speed", "9")]
    public void Read_WrongOptions_AreRefused(params string[] args) =>
        FluentActions.Invoking(() => BenchOptions.Read(args)).Should().Throw<InputException>().WithMessage($"{args[0]}: *");

    [Fact]
    public void Rows_Ids_AreUnique() => BenchRun.Rows.Select(row => row.Id).Should().OnlyHaveUniqueItems();

    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 5, 1, 3 }, 3)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    public void Median_OfAFew_IsTheMiddle(double[] values, double expected) => Median.Of(values).Should().Be(expected);
}
