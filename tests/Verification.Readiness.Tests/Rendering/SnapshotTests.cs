using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class SnapshotTests
{
    public static TheoryData<string> Names { get; } = [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_OfADocumentWithEverySection_IsTheAcceptedOne(string name) => Snapshot.Match(Render(name, Samples.Everything()), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_RenderedTwice_IsTheSame(string name) =>
        Render(name, Samples.Everything()).Should().Be(Render(name, Samples.Everything()));

    [Fact]
    public void Snapshots_WithoutATest_DoNotExist() => Snapshot.Dangling().Should().BeEmpty();

    [Fact]
    public void Match_WithAnotherText_FailsAndLeavesWhatItReceived()
    {
        string folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "report.verified.md"), "accepted");
            FluentActions.Invoking(() => Snapshot.Match("other", "report.md", folder)).Should().Throw<Exception>().WithMessage("*it is the accepted report.verified.md*");
            File.ReadAllText(Path.Combine(folder, "report.received.md")).Should().Be("other");

            Snapshot.Match("accepted", "report.md", folder);
            File.Exists(Path.Combine(folder, "report.received.md")).Should().BeFalse("what matches leaves nothing behind");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Dangling_WithAFileOfNoTest_NamesIt()
    {
        string folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "gone.verified.md"), "old");
            File.WriteAllText(Path.Combine(folder, "report.verified.md"), "current");
            Snapshot.Dangling(folder).Should().Equal("gone.verified.md");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Render(string name, VerdictDocument document) => name switch
    {
        "report.md" => MarkdownReport.Render(document),
        "report.html" => HtmlReport.Render(document),
        "junit.xml" => JUnitReport.Render(document),
        _ => throw new InvalidOperationException($"Nothing renders {name}."),
    };
}
