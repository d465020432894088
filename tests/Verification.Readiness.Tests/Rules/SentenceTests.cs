using FluentAssertions;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

public sealed class SentenceTests
{
    private static readonly Item Web = Things.Service("web", "ports=[80, 443]", "key=!hunter2hunter2", "tag=?") with { More = name => name == "env.DEBUG" ? Fact.Of(true) : null };

    [Theory]
    [InlineData("{name} listens on {ports}", "web listens on [80, 443]")]
    [InlineData("{name} has the key {key}", "web has the key [redacted]")]
    [InlineData("{tag}", "unknown")]
    [InlineData("{missing}", "not set")]
    [InlineData("DEBUG is {env.DEBUG}", "DEBUG is true")]
    [InlineData("{ name } { } {{name}} ${name}", "{ name } { } {web} $web")]
    public void Fill_WithAnItem_PutsItsFactsInPlace(string template, string expected) => Sentence.Fill(template, Web).Should().Be(expected);

    [Fact]
    public void Fill_WithoutAnItem_CallsEveryFactNotSet() => Sentence.Fill("{name} has {ports}", null).Should().Be("not set has not set");

    // What a fact holds is foreign text: it must not be filled in a second time.
    [Fact]
    public void Fill_WithAFactThatLooksLikeAPlaceholder_LeavesIt() =>
        Sentence.Fill("{a}", Things.Service("web", "a={key}", "key=!hunter2hunter2")).Should().Be("{key}");

    [Theory]
    [InlineData("x", 200)]
    [InlineData("🎉", 100)]
    public void Fill_WithAHugeFact_ShowsALineOfIt(string character, int whole)
    {
        string filled = Sentence.Fill("{a}", Things.Service("web", $"a={string.Concat(Enumerable.Repeat(character, 50_000))}"));

        filled.Should().Be(string.Concat(Enumerable.Repeat(character, whole)) + "…");
    }

    [Fact]
    public void Facts_OfATemplate_AreItsPlaceholders() => Sentence.Facts("{name} {env.A} {a b} {}").Should().Equal("name", "env.A");
}
