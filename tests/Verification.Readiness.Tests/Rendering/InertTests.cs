using FluentAssertions;
using Verification.Readiness.Rendering;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class InertTests
{
    [Theory]
    [InlineData("[a](b)", @"\[a\](b)")]
    [InlineData("![a](b)", @"!\[a\](b)")]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("<b>&lt;", "&lt;b&gt;&amp;lt;")]
    [InlineData("```", @"\`\`\`")]
    [InlineData("# h", @"\# h")]
    [InlineData("- i", @"\- i")]
    [InlineData("1. i", @"1\. i")]
    [InlineData("12) i", @"12\) i")]
    [InlineData("$x$", @"\$x\$")]
    [InlineData("@octocat", "@\u2060octocat")]
    [InlineData("https://a.example.test", "https:\u2060//a.example.test")]
    [InlineData("WWW.a.test", "WWW\u2060.a.test")]
    [InlineData("org/repo#12", "org/repo\\#\u206012")]
    [InlineData("_it_", @"\_it\_")]
    public void Markdown_OfTextThatWouldAct_EscapesIt(string text, string expected) => Inert.Markdown(text).Should().Be(expected);

    [Theory]
    [InlineData("connect ECONNREFUSED 127.0.0.1:5432 (attempt 3 of 5), snake_case_name stays - and so does 1.5 s!")]
    [InlineData("2.31 s")]
    [InlineData("-5 events, +1 event")]
    [InlineData("Ünïcödé 漢字 🎉 100 %")]
    public void Markdown_OfAnOrdinarySentence_LeavesItReadable(string text) => Inert.Markdown(text).Should().Be(text);

    [Theory]
    [InlineData("\u001b[31m", @"\u001B[31m")]
    [InlineData("\0", @"\u0000")]
    [InlineData("\u202egnp", @"\u202Egnp")]
    [InlineData("\U000E0041", @"\U000E0041")]
    [InlineData("\uffff", @"\uFFFF")]
    [InlineData("a\r\nb\u2028c", "a ↵ b ↵ c")]
    public void Line_OfInvisibleCharacters_ShowsThem(string text, string expected)
    {
        Inert.Line(text).Should().Be(expected);
        Inert.Terminal(text).Should().Be(expected);
        Inert.Html(text).Value.Should().Be(expected);
    }

    [Fact]
    public void Line_OfHalfACharacter_ShowsThatSomethingWasThere() => Inert.Line("a\ud800b").Should().Be("a\ufffdb");

    [Theory]
    [InlineData("::error::x", @"\u003A:error::x")]
    [InlineData("  ::error::x", @"\u003A:error::x")]
    [InlineData("a ##[command]x", @"a #\u0023[command]x")]
    [InlineData("a ##vso[x]", @"a #\u0023vso[x]")]
    public void Terminal_OfARunnersCommand_BreaksIt(string text, string expected) => Inert.Terminal(text).Should().Be(expected);

    [Fact]
    public void Xml_OfSeveralLines_KeepsThem() => Inert.Xml("a\r\nb\0").Should().Be("a\nb\\u0000");
}
