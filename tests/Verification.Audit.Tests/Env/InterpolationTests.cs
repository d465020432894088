using FluentAssertions;
using Verification.Audit.Env;
using Verification.Audit.Tests.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Env;

public sealed class InterpolationTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "a", ["E"] = "", ["_X1"] = "x" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$A", "a")]
    [InlineData("${A}", "a")]
    [InlineData("$A$A", "aa")]
    [InlineData("$A.b", "a.b")]
    [InlineData("$_X1-", "x-")]
    [InlineData("${U}", "")]
    [InlineData("${U-d}", "d")]
    [InlineData("${U:-d}", "d")]
    [InlineData("${E-d}", "")]
    [InlineData("${E:-d}", "d")]
    [InlineData("${A:-d}", "a")]
    [InlineData("${U:-}", "")]
    [InlineData("${U:-${A}}", "a")]
    [InlineData("${U:-${V:-${A}b}}c", "abc")]
    [InlineData("${U:-$$}", "$")]
    [InlineData("${U:-{}}", "{}")]
    [InlineData("${U:-a:b-c}", "a:b-c")]
    [InlineData("${A:+r}", "r")]
    [InlineData("${U:+r}", "")]
    [InlineData("${E:+r}", "")]
    [InlineData("${E+r}", "r")]
    [InlineData("${A+$A$A}", "aa")]
    [InlineData("${A:?m}", "a")]
    [InlineData("${E?m}", "")]
    [InlineData("${A:?${U}}", "a")]
    [InlineData("${U:-x} and ${U:-y}", "x and y")]
    [InlineData("$$A", "$A")]
    [InlineData("$$$A", "$a")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$", "$")]
    [InlineData("a$", "a$")]
    [InlineData("$ 5", "$ 5")]
    [InlineData("$5", "$5")]
    [InlineData("${U:-a\tb}", "a\tb")]
    public void Text_WithVariables_IsFilledAsComposeDoes(string text, string expected) => Fill(text).Text.Should().Be(expected);

    [Theory]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${A")]
    [InlineData("${1A}")]
    [InlineData("${A!}")]
    [InlineData("${A:}")]
    [InlineData("${A b}")]
    [InlineData("${U:-a\nb}")]
    [InlineData("${U?}")]
    [InlineData("${E:?m}")]
    [InlineData("${U:-${V:?m}}")]
    public void Text_ThatComposeRefuses_IsRefusedWithItsPlace(string text)
    {
        Action fill = () => Fill(text);
        fill.Should().Throw<InputException>().WithMessage("f:3: *");
    }

    [Fact]
    public void Uses_AreRecordedWithWhatTheyAre()
    {
        (string _, IReadOnlyList<string> names, List<VariableUse> uses) = Fill("${A:-$B} $A ${U} ${U:-$V} ${A:?m}");
        names.Should().Equal("A", "U", "V");
        uses.Select(use => $"{use.Name} {use.Set} {use.HasDefault} {use.Required} {use.Blank}").Should().Equal(
            "A True True False False", "A True False False False", "U False False False True", "U False True False False", "V False False False True", "A True False True False");
    }

    [Fact]
    public void Nesting_WithoutEnd_IsRefused()
    {
        Action fill = () => Fill(string.Concat(Enumerable.Repeat("${U:-", 5000)) + new string('}', 5000));
        fill.Should().Throw<InputException>().WithMessage("f:3: variables are nested more than*");
    }

    [Fact]
    public void Project_UnsetVariables_AreBlankAndRecordedWithTheirLines()
    {
        var project = Folder.Read("services:\n  web:\n    image: \"a:${TAG}\"\n    user: ${UID:-9}\n", "A=pa$word\n");
        Folder.Flow(project.Service("web")!.Tree).Should().Be("{image: a:, user: 9}");
        project.Variables.Where(use => use.Blank).Select(use => $"{use.Place} {use.Name}").Should().Equal(".env:1 word", "compose.yaml:3 TAG");
    }

    private static (string Text, IReadOnlyList<string> Names, List<VariableUse> Uses) Fill(string text)
    {
        List<VariableUse> uses = [];
        (string filled, IReadOnlyList<string> names) = new Interpolator(Variables.GetValueOrDefault, uses, new WorkBudget()).Fill(text, new("f", 3));
        return (filled, names, uses);
    }
}
