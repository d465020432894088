using FluentAssertions;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Images;

public sealed class DigestRefreshTests
{
    private const string New = "sha256:0000000000000000000000000000000000000000000000000000000000000001";
    private readonly string _file = RepositoryLayout.Find().Images;

    [Theory]
    [InlineData("glitchtip/glitchtip:v5.2.1")]
    [InlineData("glitchtip/glitchtip:6.2.6")]
    [InlineData("redis:7-alpine")]
    [InlineData("postgres:17-alpine")]
    public void With_AnyPinnedImage_ChangesItsDigestAndNothingElse(string reference)
    {
        string before = File.ReadAllText(_file);
        PinnedImages after = PinnedImages.Parse("after", DigestRefresh.With(before, reference, New)), was = PinnedImages.Parse("before", before);

        foreach ((PinnedImage now, PinnedImage then) in All(after).Zip(All(was)))
        {
            now.Should().Be(now.Reference == reference ? then with { Digest = New } : then);
        }
    }

    [Fact]
    public void With_TheDigestThatItHas_LeavesEveryByte()
    {
        string text = File.ReadAllText(_file);
        PinnedImage redis = PinnedImages.Parse("pinned", text).Redis;

        DigestRefresh.With(text, redis.Reference, redis.Digest!).Should().Be(text);
    }

    private static IEnumerable<PinnedImage> All(PinnedImages pinned) => [.. pinned.Glitchtip, pinned.Postgres, pinned.NewerPostgres!, pinned.Redis];
}
