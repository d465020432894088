using Verification.ReferenceTarget.Accounts;
using Verification.ReferenceTarget.Api;

namespace Verification.ReferenceTarget.Tests.Api;

public sealed class SmallPartsTests
{
    [Theory]
    [InlineData("is:unresolved level:error", "is:unresolved|level:error")]
    [InlineData("""tag:"two words" text""", "tag:two words|text")]
    [InlineData(@"a\ b 'c d'", "a b|c d")]
    [InlineData("  ", "")]
    public void Split_Query_IsCutAsAShellCuts(string query, string words) =>
        string.Join('|', IssueQuery.Split(query)).Should().Be(words);

    [Theory]
    [InlineData(1, "1")]
    [InlineData(10, "A")]
    [InlineData(32, "10")]
    [InlineData(45, "1D")]
    public void Base32_ShortId_HasGlitchTipsDigits(int number, string text) => IssueView.Base32(number).Should().Be(text);

    [Fact]
    public void Password_Hashed_IsVerifiedAndNothingElseIs()
    {
        var stored = Passwords.Hash("correct horse");
        stored.Should().StartWith("pbkdf2_sha256$").And.NotContain("correct");
        Passwords.Verify("correct horse", stored).Should().BeTrue();
        Passwords.Verify("correct hors", stored).Should().BeFalse();
        Passwords.Verify("correct horse", "!unusable").Should().BeFalse();
    }

    [Fact]
    public void Scopes_NamesAndBits_AreSixteenAndRoundTrip()
    {
        Scopes.Names.Should().HaveCount(16).And.OnlyHaveUniqueItems();
        Scopes.Bits(Scopes.Names).Should().Be(0xFFFF);
        Scopes.Bits(["event:admin"]).Should().NotBe(Scopes.Bits(["event:read"]), "higher scopes do not imply lower ones");
        Scopes.Bits(["no:such"]).Should().BeNull();
        Scopes.FromBits(Scopes.Bits(["org:read", "event:read"])!.Value).Should().BeEquivalentTo("event:read", "org:read");
    }

    [Theory]
    [InlineData("My Shop!", "my-shop")]
    [InlineData("***", "unnamed")]
    public void Slug_Name_FitsAPath(string name, string slug) => Slugs.From(name, 50).Should().Be(slug);
}
