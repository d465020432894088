using FluentAssertions;
using Verification.Readiness;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Images;

public sealed class PinnedImagesTests
{
    private static readonly PinnedImages Pinned = PinnedImages.Read(RepositoryLayout.Find());

    [Fact]
    public void Read_OurFile_HasAProfileForEveryImage()
    {
        foreach (PinnedImage image in Pinned.Glitchtip)
        {
            Pinned.Profile(image.Major).Worker.Should().NotBeEmpty("{0} needs a worker", image.Name);
            ImageSet.MajorOf(image.Reference, [], new Dictionary<string, string>()).Should().Be(image.Major, "its tag says so");
        }
    }

    [Fact]
    public void Read_OurFile_PinsTheServersByDigestAndLimitsEveryPart()
    {
        new[] { Pinned.Postgres, Pinned.Redis }.Should().OnlyContain(image => image.Digest != null && image.Digest.StartsWith("sha256:") && image.Digest.Length == 71);
        Pinned.MemoryMiB.Keys.Should().Contain(["web", "worker", "postgres", "redis", "migrate"]);
    }

    [Fact]
    public void Profile_OfAnUnknownMajor_SaysWhereToAddIt() =>
        FluentActions.Invoking(() => Pinned.Profile(9)).Should().Throw<InputException>().WithMessage("GlitchTip 9 has no profile in fixtures/images.json (there are 4, 5, 6)*");

    [Theory]
    [InlineData("{", "can't be read")]
    [InlineData("{}", "needs glitchtip images")]
    [InlineData("null", "needs glitchtip images")]
    [InlineData("""{"default":"1","glitchtip":[{"reference":"a:1","name":"2","major":1}],"postgres":{"reference":"p"},"redis":{"reference":"r"},"profiles":[{"major":1}],"memoryMiB":{"web":1}}""", "named by \"default\"")]
    public void Parse_WhatIsNoSuchFile_IsRefusedByName(string text, string because) =>
        FluentActions.Invoking(() => PinnedImages.Parse("images.json", text)).Should().Throw<InputException>().Which.Message.Should().StartWith("images.json").And.Contain(because);
}
