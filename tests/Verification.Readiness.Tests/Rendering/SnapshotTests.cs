using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.BackupReport;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class SnapshotTests
{
    public static TheoryData<string> Names { get; } = [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_OfADocumentWithEverySection_IsTheAcceptedOne(string name) => Snapshot.Match(Render(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_RenderedTwice_IsTheSame(string name) =>
        Render(name).Should().Be(Render(name));

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

    private static string Render(string name) => name switch
    {
        "report.md" => MarkdownReport.Render(Samples.Everything()),
        "report.html" => HtmlReport.Render(Samples.Everything()),
        "junit.xml" => JUnitReport.Render(Samples.Everything()),
        "runbook.md" => RunbookMarkdown.Render(Runbook.Of(Samples.Everything())!),
        "runbook.html" => RunbookHtml.Render(Runbook.Of(Samples.Everything())!),
        "audit.md" => MarkdownReport.Render(AuditSamples.Audit()),
        "audit.html" => HtmlReport.Render(AuditSamples.Audit()),
        "audit.sarif" => SarifReport.Render(AuditSamples.Audit()),
        "audit.txt" => TerminalSummary.Render(AuditSamples.Audit(), "report.html"),
        _ => throw new InvalidOperationException($"Nothing renders {name}."),
    };
}
