using FluentAssertions;
using Verification.Audit.Env;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Env;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("A = 1", "1")]
    [InlineData("A: 1", "1")]
    [InlineData("A=", "")]
    [InlineData("A=  spaced out  ", "spaced out")]
    [InlineData("A=x # comment", "x")]
    [InlineData("A=x#y", "x#y")]
    [InlineData("A='x # y'", "x # y")]
    [InlineData("A='$B \\n'", "$B \\n")]
    [InlineData("A='it\\'s'", "it's")]
    [InlineData("A=\"a\\nb\\tc\"", "a\nb\tc")]
    [InlineData("A=\"q \\\" q\"", "q \" q")]
    [InlineData("A=\"\\$HOME\"", "$HOME")]
    [InlineData("A=\"back\\\\slash\"", "back\\slash")]
    [InlineData("A=\"\\0101\\c\\x\"", "A\\c\\x")]
    [InlineData("A=a\\nb", "a\\nb")]
    [InlineData("A=$$B", "$B")]
    [InlineData("A=cost: 5$", "cost: 5$")]
    [InlineData("A=$5", "$5")]
    [InlineData("A=\"line one\nline two\"", "line one\nline two")]
    [InlineData("A='line one\nline two'", "line one\nline two")]
    [InlineData("A=x\r\n", "x")]
    [InlineData("A=\"x\"\r\n", "x")]
    [InlineData("\uFEFFA=x", "x")]
    [InlineData("\n# c\n\n  A=x", "x")]
    [InlineData("A=\"x\" # comment", "x")]
    [InlineData("A=postgres://u:p@db/x?y=z", "postgres://u:p@db/x?y=z")]
    [InlineData("A=\"a=b\"", "a=b")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData("B=b\nA=${B}c", "bc")]
    [InlineData("B=b\nA=\"$B c\"", "b c")]
    [InlineData("B=b\nA='$B'", "$B")]
    [InlineData("A=${C:-d}", "d")]
    [InlineData("A=${OUT}", "outside")]
    [InlineData("OUT=inside\nA=$OUT", "outside")]
    [InlineData("A=pa$word", "pa")]
    public void Value_OfAnyForm_IsWhatComposeReads(string text, string expected) =>
        DotEnv.Read(".env", text, name => name == "OUT" ? "outside" : null).Find("A")!.Value.Should().Be(expected);

    [Fact]
    public void Entries_KeepOrderLinesAndForm()
    {
        EnvFile file = DotEnv.Read(".env", "# c\nexport A='1'\nB=two\nC=\"l1\nl2\"\nD\nOUT\n\nB=3\n", name => name == "OUT" ? "o" : null);
        file.Entries.Select(entry => $"{entry.Place} {entry.Name}={entry.Value ?? "-"} {entry.Raw.ReplaceLineEndings("|")} {entry.Quoted} {entry.Exported} {entry.Inherited}").Should().Equal(
            ".env:2 A=1 '1' True True False", ".env:3 B=two two False False False", ".env:4 C=l1\nl2 \"l1|l2\" True False False",
            ".env:6 D=-  False False True", ".env:7 OUT=o  False False True", ".env:9 B=3 3 False False False");
        file.Crlf.Should().BeFalse();
        file.Find("B")!.Value.Should().Be("3");
    }

    [Fact]
    public void File_WithLineEndsOfWindows_SaysSo() => DotEnv.Read(".env", "A=1\r\nB=2\r\n").Should().Match<EnvFile>(file => file.Crlf && file.Find("B")!.Value == "2");

    [Fact]
    public void Statement_BehindAClosingQuote_IsTheNextOne() => DotEnv.Read(".env", "A=\"1\" B=2").Entries.Select(entry => $"{entry.Name}={entry.Value}").Should().Equal("A=1", "B=2");

    [Theory]
    [InlineData("A=1\nB=\"open\nC=3", ".env:2: the quote that opens here is never closed*")]
    [InlineData("A='open", ".env:1: the quote that opens here is never closed*")]
    [InlineData("A=1\n\nA B=2", ".env:3: the name of the variable has a space in it*")]
    [InlineData("$A=1", ".env:1: the name of the variable has \"$\" in it*")]
    [InlineData("A;B=1", ".env:1: *")]
    [InlineData("=1", ".env:1: the name of the variable is missing*")]
    [InlineData("A=${B", ".env:1: *no variable that Compose understands*")]
    [InlineData("A=${}", ".env:1: *no variable that Compose understands*")]
    [InlineData("A=${B:?needed}", ".env:1: the required variable B has no value*")]
    [InlineData("A=1\nB=\0", ".env:2: the character U+0000*")]
    public void File_ThatIsBroken_IsRefusedWithItsLine(string text, string expected)
    {
        Action read = () => DotEnv.Read(".env", text);
        read.Should().Throw<InputException>().WithMessage(expected).Which.Message.Should().EndWith(".").And.NotContain("\n");
    }

    [Fact]
    public void Error_NeverQuotesAValue()
    {
        Action read = () => DotEnv.Read(".env", "PASSWORD=\"hunter2");
        read.Should().Throw<InputException>().Which.Message.Should().NotContain("hunter2");
    }

    [Fact]
    public void Values_ThatDoubleFromLineToLine_AreRefusedBeforeTheyGrow()
    {
        string text = "A0=0123456789\n" + string.Join('\n', Enumerable.Range(1, 60).Select(line => $"A{line}=$A{line - 1}$A{line - 1}"));
        Action read = () => DotEnv.Read(".env", text);
        read.Should().Throw<InputException>().WithMessage(".env:*the deployment grows beyond*");
    }

    [Fact]
    public void RawFormat_TakesEveryValueAsItStands() => DotEnv.ReadRaw("e", "# c\nA='$x' # y\n\nB\nC=", _ => "in", new WorkBudget())
        .Entries.Select(entry => $"{entry.Place.Line} {entry.Name}={entry.Value}").Should().Equal("2 A='$x' # y", "4 B=in", "5 C=");
}
