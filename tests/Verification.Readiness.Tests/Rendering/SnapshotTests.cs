using System.Reflection;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class SnapshotTests
{
    public static TheoryData<string> Documents { get; } = [.. Rendered.All.Select(rendered => rendered.Document).Distinct()];

    [Theory]
    [MemberData(nameof(Documents))]
    public Task Document_InEachOfItsFormats_IsTheAcceptedOne(string document) => Snapshot.MatchAsync(document, FormatsOf(document));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_RenderedTwice_IsTheSame(string document) => FormatsOf(document).Should().Equal(FormatsOf(document));

    [Fact]
    public void Renderers_EveryOne_HasASnapshot() => typeof(MarkdownReport).Assembly.GetExportedTypes()
        .Where(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(method => method.Name == "Render" && method.ReturnType == typeof(string)))
        .Should().Contain(typeof(MarkdownReport)).And.BeSubsetOf(Rendered.All.Select(rendered => rendered.Renderer));

    [Fact]
    public void Snapshots_WithoutATest_DoNotExist() => SnapshotFiles.Dangling().Should().BeEmpty();

    [Fact]
    public void Dangling_WithAFileOfNoTest_NamesIt()
    {
        using SnapshotFolder folder = new();
        folder.Accept("gone.verified.md", "old");
        folder.Accept("report.verified.md", "current");
        folder.Accept("report.verified.sarif", "a format that it never had");
        SnapshotFiles.Dangling(folder.Path).Should().Equal("gone.verified.md", "report.verified.sarif");
    }

    private static (string Extension, string Text)[] FormatsOf(string document) =>
        [.. Rendered.All.Where(rendered => rendered.Document == document).Select(rendered => (rendered.Extension, rendered.Text()))];
}
