using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Hosting;

public sealed class WorkDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fixtures-test-").FullName;

    [Fact]
    public void Create_Twice_FailsBecauseRunsNeverShare()
    {
        using var work = WorkDirectory.For("run-1", _root);
        work.Create();
        var act = () => WorkDirectory.For("run-1", _root).Create();
        act.Should().Throw<IOException>().WithMessage("*same run id*");
    }

    [Fact]
    public void Create_Top_IsPassableAndChildrenArePrivate()
    {
        using var work = WorkDirectory.For("run-2", _root);
        work.Create();
        var child = work.CreateChild("postgres");
        Convert.ToString((int)File.GetUnixFileMode(work.Path), 8).Should().Be("755");
        Convert.ToString((int)File.GetUnixFileMode(child), 8).Should().Be("700");
        var again = () => work.CreateChild("postgres");
        again.Should().Throw<IOException>();
    }

    [Fact]
    public void Dispose_WithContent_RemovesAllOfIt()
    {
        var work = WorkDirectory.For("run-3", _root);
        work.Create();
        File.WriteAllText(Path.Combine(work.CreateChild("data"), "file"), "x");
        work.Dispose();
        Directory.EnumerateFileSystemEntries(_root).Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../other")]
    [InlineData("a b")]
    [InlineData(".hidden")]
    public void For_RunIdThatIsNoName_IsRefused(string runId)
    {
        var act = () => WorkDirectory.For(runId, _root);
        act.Should().Throw<ArgumentException>().WithMessage("*cannot name a directory*");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
