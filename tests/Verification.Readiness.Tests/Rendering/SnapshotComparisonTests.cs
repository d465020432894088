using FluentAssertions;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Verify and our own comparison accept and refuse the same: the package set in use goes through this table, whichever it is.</summary>
public sealed class SnapshotComparisonTests : IDisposable
{
    private readonly SnapshotFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one\ntwo", "one\ntwo")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo\nthree")]
    [InlineData("one\ntwo\nthree", "one\r\ntwo\rthree")]
    [InlineData("one\n", "one")]
    [InlineData("one\r\n", "one")]
    [InlineData("\uFEFFone", "one")]
    [InlineData("\uFEFF", "")]
    [InlineData("id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 of 2025-11-03T09:00:00Z", "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 of 2025-11-03T09:00:00Z")]
    public async Task Match_TheAcceptedText_Passes(string accepted, string text)
    {
        _folder.Accept("report.verified.md", accepted);
        _folder.Accept("report.received.md", "of a run before");

        await Snapshot.MatchAsync("report", [("md", text)], _folder.Path);

        _folder.Read("report.received.md").Should().BeNull("what matches leaves nothing behind");
    }

    [Theory]
    [InlineData("one", "other")]
    [InlineData("one", "One")]
    [InlineData("one", "one ")]
    [InlineData("one", "one\n")]
    [InlineData("one\n\n", "one")]
    [InlineData("one", "\uFEFFone")]
    [InlineData("one", "")]
    [InlineData("", "one")]
    [InlineData("", "")]
    [InlineData(null, "one")]
    [InlineData(null, "")]
    [InlineData("id Guid_1", "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("at DateTime_1", "at 2025-11-03T09:00:00Z")]
    [InlineData("in {TempPath}", "in /tmp")]
    public async Task Match_AnotherText_IsRefusedByName(string? accepted, string text)
    {
        if (accepted is not null)
        {
            _folder.Accept("report.verified.md", accepted);
        }

        await Refused([("md", text)], "report.verified.md");

        _folder.Read("report.received.md").Should().Be(text);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("json")]
    [InlineData("md")]
    [InlineData("sarif")]
    [InlineData("txt")]
    [InlineData("xml")]
    public async Task Match_EveryFormatOfOurs_IsText(string extension)
    {
        Rendered.All.Select(rendered => rendered.Extension).Should().Contain(extension);
        _folder.Accept($"report.verified.{extension}", "<p>one</p>");
        await Snapshot.MatchAsync("report", [(extension, "<p>one</p>")], _folder.Path);
        await Refused([(extension, "<p>two</p>")], $"report.verified.{extension}");
    }

    [Fact]
    public async Task Match_SeveralFormats_NamesEachThatDiffers()
    {
        _folder.Accept("report.verified.html", "one");
        _folder.Accept("report.verified.md", "one");
        await Refused([("html", "two"), ("md", "two"), ("txt", "two")], "report.verified.html", "report.verified.md", "report.verified.txt");
    }

    [Fact]
    public async Task Match_AFormatThatTheDocumentNoLongerHas_IsRefusedByName()
    {
        _folder.Accept("report.verified.html", "one");
        _folder.Accept("report.verified.md", "one");
        await Refused([("md", "one")], "report.verified.html");
    }

    [Fact]
    public async Task Match_ADocumentWhoseNameBeginsTheSame_IsAnother()
    {
        _folder.Accept("report.verified.md", "one");
        _folder.Accept("report-of-old.verified.html", "two");
        await Snapshot.MatchAsync("report", [("md", "one")], _folder.Path);
    }

    private async Task Refused((string Extension, string Text)[] formats, params string[] files)
    {
        Exception refusal = (await FluentActions.Awaiting(() => Snapshot.MatchAsync("report", formats, _folder.Path)).Should().ThrowAsync<Exception>()).Which;
        refusal.Message.Should().ContainAll(files);
    }
}
