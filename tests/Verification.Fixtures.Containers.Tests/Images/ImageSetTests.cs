using FluentAssertions;
using Verification.Readiness;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Images;

public sealed class ImageSetTests
{
    private static readonly PinnedImages Pinned = PinnedImages.Read(RepositoryLayout.Find());

    [Fact]
    public void Choose_NothingGiven_IsWhatIsPinned()
    {
        ImageSet set = ImageSet.Choose(Pinned, []);

        set.Glitchtip.Name.Should().Be(Pinned.Default);
        set.Postgres.Pulled.Should().Be(Pinned.Postgres.Reference + "@" + Pinned.Postgres.Digest);
        set.Redis.Should().Be(Pinned.Redis);
    }

    [Fact]
    public void Choose_NameOfAPinnedImage_IsThatOneWithItsDigest() => ImageSet.Choose(Pinned, ["glitchtip=6.2"]).Glitchtip.Pulled.Should().Contain(":6.2.6@sha256:");

    [Fact]
    public void Choose_Reference_ReplacesThatPartOnly()
    {
        ImageSet set = ImageSet.Choose(Pinned, ["postgres=example.test:5000/db/postgres:17"]);

        set.Postgres.Pulled.Should().Be("example.test:5000/db/postgres:17");
        set.Redis.Should().Be(Pinned.Redis);
    }

    [Fact]
    public void Choose_Mirror_HoldsWhatHasNoRegistryOfItsOwn()
    {
        ImageSet set = ImageSet.Choose(Pinned, ["mirror=mirror.example.test/hub/", "redis=other.example.test/redis:7"]);

        set.Glitchtip.Reference.Should().StartWith("mirror.example.test/hub/glitchtip/glitchtip:");
        set.Postgres.Pulled.Should().StartWith("mirror.example.test/hub/library/postgres:").And.Contain("@sha256:", "the same image has the same digest everywhere");
        set.Redis.Reference.Should().Be("other.example.test/redis:7");
    }

    [Theory]
    [InlineData("glitchtip=4.2", "5.2")]
    [InlineData("glitchtip=5.2", "6.2")]
    [InlineData("glitchtip=other.example.test/glitchtip:v4.1.0", "5.2")]
    [InlineData("glitchtip=6.2", null)]
    [InlineData("glitchtip=reference-target", null)]
    [InlineData("upgrade=5.2", "5.2")]
    public void Next_WithoutAWord_IsThePinnedVersionAfterIt(string text, string? name) => (ImageSet.Choose(Pinned, [text]).Next?.Name).Should().Be(name);

    [Fact]
    public void Next_Reference_IsThatImageThroughTheMirrorToo() =>
        ImageSet.Choose(Pinned, ["upgrade=glitchtip/glitchtip:v5.3", "mirror=mirror.example.test/hub"]).Next!.Pulled.Should().Be("mirror.example.test/hub/glitchtip/glitchtip:v5.3");

    [Fact]
    public void NewerPostgres_PinnedOrNamed_IsThatImageThroughTheMirrorToo()
    {
        ImageSet.Choose(Pinned, []).NewerPostgres.Should().Be(Pinned.NewerPostgres);
        ImageSet.Choose(Pinned, ["newer-postgres=postgres:18", "mirror=mirror.example.test/hub"]).NewerPostgres!.Pulled.Should().Be("mirror.example.test/hub/library/postgres:18");
    }

    [Theory]
    [InlineData("web=x")]
    [InlineData("glitchtip")]
    [InlineData("glitchtip=")]
    [InlineData("glitchtip=a b")]
    [InlineData("postgres=--privileged")]
    public void Choose_WhatIsNoOverride_SaysHowToWriteOne(string text) =>
        FluentActions.Invoking(() => ImageSet.Choose(Pinned, [text])).Should().Throw<InputException>().WithMessage($"--image {text}*PART=REFERENCE*glitchtip, postgres, redis, upgrade, newer-postgres, mirror*5.2*");

    [Fact]
    public void Choose_OnePartTwice_IsRefused() =>
        FluentActions.Invoking(() => ImageSet.Choose(Pinned, ["redis=redis:7", "redis=redis:8"])).Should().Throw<InputException>().WithMessage("*twice*");

    [Theory]
    [InlineData("glitchtip/glitchtip:v4.2.9", null, 4)]
    [InlineData("glitchtip/glitchtip:6", null, 6)]
    [InlineData("glitchtip:latest", "GLITCHTIP_VERSION=5.2.1", 5)]
    [InlineData("glitchtip/glitchtip:v4.2.9", "GLITCHTIP_VERSION=5.2.1", 5)]
    [InlineData("example.test:5000/glitchtip", null, null)]
    [InlineData("glitchtip:latest", "GLITCHTIP_VERSION=dev", null)]
    [InlineData("glitchtip:sha-5abc", null, null)]
    public void MajorOf_WhatAnImageTells_IsReadInOrder(string reference, string? environment, int? major) =>
        ImageSet.MajorOf(reference, environment is null ? [] : [environment], new Dictionary<string, string>()).Should().Be(major);
}
