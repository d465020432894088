using System.Text;
using FluentAssertions;
using Verification.Readiness.Bundles;
using Xunit;

namespace Verification.Readiness.Tests.Bundles;

public sealed class ManifestTests
{
    private static (string Path, ReadOnlyMemory<byte> Content) File(string path, string content) => (path, Encoding.UTF8.GetBytes(content));

    [Fact]
    public void Of_SomeFiles_ListsEachByPathWithDigestAndLength()
    {
        Manifest manifest = Manifest.Of(Given.Run(), [File("run.json", "abc"), File("logs\\web.log", ""), File("evidence.jsonl", "x")]);

        manifest.Files.Select(file => file.Path).Should().Equal("evidence.jsonl", "logs/web.log", "run.json");
        // The digests of "abc" and of nothing, from FIPS 180-4.
        manifest.Files[2].Should().Be(new ManifestFile("run.json", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
        manifest.Files[1].Should().Be(new ManifestFile("logs/web.log", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0));
    }

    [Fact]
    public void Of_ARun_CarriesItsNameAndCommit() =>
        Manifest.Of(Given.Run() with { WorkTreeDirty = true }, []).Should().BeEquivalentTo(
            new { SchemaVersion = 1, RunId = "run-1", Given.Run().Commit, WorkTreeDirty = true });

    [Fact]
    public void Of_FilesIncludingTheManifest_LeavesItOut() =>
        Manifest.Of(Given.Run(), [File(Manifest.FileName, "{}"), File("run.json", "{}")]).Files.Select(file => file.Path).Should().Equal("run.json");

    [Theory]
    [InlineData("../run.json")]
    [InlineData("logs/../../run.json")]
    [InlineData("/etc/hostname")]
    [InlineData("C:/run.json")]
    [InlineData("logs//web.log")]
    [InlineData("./run.json")]
    [InlineData("")]
    public void Of_APathOutsideTheBundle_IsRefused(string path) =>
        FluentActions.Invoking(() => Manifest.Of(Given.Run(), [File(path, "")])).Should().Throw<ArgumentException>();

    [Fact]
    public void Of_TheSamePathTwice_IsRefused() =>
        FluentActions.Invoking(() => Manifest.Of(Given.Run(), [File("logs/a", ""), File("logs\\a", "")])).Should().Throw<ArgumentException>();
}
