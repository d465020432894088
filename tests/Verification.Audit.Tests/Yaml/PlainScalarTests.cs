using FluentAssertions;
using Verification.Audit.Yaml;
using Xunit;

namespace Verification.Audit.Tests.Yaml;

public sealed class PlainScalarTests
{
    [Theory]
    [InlineData("", ScalarKind.Nothing, "")]
    [InlineData("Null", ScalarKind.Nothing, "")]
    [InlineData("nil", ScalarKind.Text, "nil")]
    [InlineData("True", ScalarKind.Boolean, "true")]
    [InlineData("tRUE", ScalarKind.Text, "tRUE")]
    [InlineData("yes", ScalarKind.Text, "yes")]
    [InlineData("0", ScalarKind.Whole, "0")]
    [InlineData("-12", ScalarKind.Whole, "-12")]
    [InlineData("+12", ScalarKind.Whole, "12")]
    [InlineData("1_000", ScalarKind.Whole, "1000")]
    [InlineData("0x1F", ScalarKind.Whole, "31")]
    [InlineData("0o17", ScalarKind.Whole, "15")]
    [InlineData("017", ScalarKind.Whole, "15")]
    [InlineData("0b101", ScalarKind.Whole, "5")]
    [InlineData("0x", ScalarKind.Text, "0x")]
    [InlineData("0xZZ", ScalarKind.Text, "0xZZ")]
    [InlineData("018", ScalarKind.Fraction, "18")]
    [InlineData("18446744073709551615", ScalarKind.Whole, "18446744073709551615")]
    [InlineData("18446744073709551616", ScalarKind.Fraction, "18446744073709552000")]
    [InlineData("1.0", ScalarKind.Fraction, "1")]
    [InlineData("1.50", ScalarKind.Fraction, "1.5")]
    [InlineData(".5", ScalarKind.Fraction, "0.5")]
    [InlineData("-.5", ScalarKind.Fraction, "-0.5")]
    [InlineData("1e3", ScalarKind.Fraction, "1000")]
    [InlineData("1e21", ScalarKind.Fraction, "1e+21")]
    [InlineData("1.5e21", ScalarKind.Fraction, "1.5e+21")]
    [InlineData("1e20", ScalarKind.Fraction, "100000000000000000000")]
    [InlineData("0.0001", ScalarKind.Fraction, "0.0001")]
    [InlineData("0.00001", ScalarKind.Fraction, "1e-05")]
    [InlineData("123456.789", ScalarKind.Fraction, "123456.789")]
    [InlineData("-0.0", ScalarKind.Fraction, "-0")]
    [InlineData(".inf", ScalarKind.Fraction, "+Inf")]
    [InlineData("-.INF", ScalarKind.Fraction, "-Inf")]
    [InlineData(".nan", ScalarKind.Fraction, "NaN")]
    [InlineData("1e999", ScalarKind.Fraction, "+Inf")]
    [InlineData("1.2.3", ScalarKind.Text, "1.2.3")]
    [InlineData("1,000", ScalarKind.Text, "1,000")]
    [InlineData("12 ", ScalarKind.Text, "12 ")]
    [InlineData("-", ScalarKind.Text, "-")]
    [InlineData(".", ScalarKind.Text, ".")]
    [InlineData("22:22", ScalarKind.Text, "22:22")]
    [InlineData("e3", ScalarKind.Text, "e3")]
    [InlineData("٣", ScalarKind.Text, "٣")]
    public void Scalar_Plain_IsWhatComposeTakesItFor(string text, ScalarKind kind, string asText)
    {
        PlainScalars.Kind(text).Should().Be(kind);
        new YamlScalar(new("f.yaml", 1), text, kind).AsText.Should().Be(asText);
    }

    [Fact]
    public void Scalar_OfAMillionDigits_IsTextAtOnce() => PlainScalars.Kind(new string('9', 1_000_000)).Should().Be(ScalarKind.Text);
}
