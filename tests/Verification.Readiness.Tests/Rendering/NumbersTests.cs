using System.Globalization;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(2.31, "s", "2.31 s")]
    [InlineData(0.0, "events", "0 events")]
    [InlineData(104.28, "events/s", "104.28 events/s")]
    [InlineData(12000.0, "", "12000")]
    [InlineData(null, "s", "not measured")]
    public void Measure_OfAFigure_PrintsItWithItsUnit(double? value, string unit, string expected) => Numbers.Measure(value, unit).Should().Be(expected);

    [Theory]
    [InlineData(0.001)]
    [InlineData(1234567.891)]
    [InlineData(-17.5)]
    [InlineData(1e21)]
    public void Figure_ReadBack_IsTheSameNumber(double value) => double.Parse(Numbers.Figure(value), CultureInfo.InvariantCulture).Should().Be(value);

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.5, "1 s")]
    [InlineData(2310, "2.31 s")]
    [InlineData(59_994, "59.99 s")]
    [InlineData(59_996, "1 min 0 s")]
    [InlineData(192_400, "3 min 12 s")]
    public void Duration_OfMilliseconds_IsWhatAPersonSays(double milliseconds, string expected) => Numbers.Duration(milliseconds).Should().Be(expected);

    [Theory]
    [InlineData(new double[] { 5, 3 }, 92, "100 - 5 - 3 = 92")]
    [InlineData(new double[] { }, 100, "100 = 100")]
    [InlineData(new double[] { 60, 50 }, 0, "100 - 60 - 50 = -10, counted as 0")]
    [InlineData(new[] { 0.1, 0.2 }, 99.7, "100 - 0.1 - 0.2 = 99.7")]
    public void Subtraction_OfPoints_ShowsTheSum(double[] taken, double result, string expected) => Numbers.Subtraction(taken, result).Should().Be(expected);

    [Theory]
    [InlineData(1L << 30, "1 GiB")]
    [InlineData(256L << 20, "256 MiB")]
    [InlineData(2040109465, "1.9 GiB")]
    public void Bytes_OfMemory_AreInBinaryUnits(long bytes, string expected) => Numbers.Bytes(bytes).Should().Be(expected);

    [Fact]
    public void Figure_OfMinusZero_IsZero() => Numbers.Figure(-0.0).Should().Be("0");

    [Fact]
    public void Percent_OfAWeight_HasNoNoiseOfBinaryFractions() => Numbers.Percent(0.07).Should().Be("7 %");

    [Fact]
    public void Moment_OfAnotherZone_IsInUtc() =>
        Numbers.Moment(new DateTimeOffset(2025, 11, 3, 1, 30, 0, TimeSpan.FromHours(2))).Should().Be("2025-11-02 23:30:00 UTC");
}
