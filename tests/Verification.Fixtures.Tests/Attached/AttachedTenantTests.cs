using Verification.Fixtures.Attached;

namespace Verification.Fixtures.Tests.Attached;

public sealed class AttachedTenantTests
{
    private const string Run = "20261130-060000-0a1b2c3d";

    [Theory]
    [InlineData("sdk")]
    [InlineData("sdk-dotnet")]
    [InlineData("stale-key")]
    public void RunOf_NameOfOurs_GivesItsRun(string purpose) => AttachedTenant.RunOf(AttachedTenant.NameOf(purpose, Run)).Should().Be(Run);

    [Theory]
    [InlineData("verification")]
    [InlineData("verification-sdk")]
    [InlineData($"payments-{Run}")]
    [InlineData($"my-verification-sdk-{Run}")]
    [InlineData($"verification-sdk-{Run}-copy")]
    public void RunOf_NameOfSomebodyElse_GivesNone(string slug) => AttachedTenant.RunOf(slug).Should().BeNull("it is removed by --clean otherwise");

    [Fact]
    public void NameOf_LongestPurpose_FitsAProjectsSlug() => AttachedTenant.NameOf("malformed", Run).Length.Should().BeLessThanOrEqualTo(50);
}
