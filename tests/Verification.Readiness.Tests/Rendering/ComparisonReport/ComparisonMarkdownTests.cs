using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Readiness.History;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.ComparisonReport;
using Verification.Readiness.Tests.History;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.ComparisonReport;

public sealed class ComparisonMarkdownTests
{
    private static readonly Threshold NoneLost = new(Comparison.AtMost, 0, "lost events");

    public static TheoryData<int> Payloads { get; } = new(Enumerable.Range(0, Planting.Payloads.Count));

    [Fact]
    public void Render_Changes_AreATableWithFiguresAndReasons()
    {
        string markdown = Render(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(3)));
        markdown.Should().StartWith("## Compared with night-001\n\nGO · score 100 (A+) -&gt; NO-GO · score 95 (A)\n\nFigures: 1 regression.\n\n| Figure | Check | Before | Now | Because |\n| --- |");
        Readback.MarkdownRows(markdown).Should().ContainSingle().Which.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["Figure"] = "✗ regression", ["Check"] = "AckedEventsAreStored", ["Before"] = "0 lost events (10 samples)", ["Now"] = "3 lost events (10 samples)", ["Because"] = "a count has no noise",
        });
        markdown.Should().Contain("3 lost events (10 samples)<br>✗ fail").And.Contain("a count has no noise<br>it was seen");
    }

    [Fact]
    public void Render_NothingChanged_HasNoTable() =>
        Render(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(0))).Should().NotContain("|").And.EndWith("Figures: 1 the same.\n");

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Render_HostileReason_IsInertAndKeepsTheTable(int number)
    {
        string payload = Planting.Payloads[number];
        string hostile = Render(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(3, payload))), harmless = Render(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(3)));

        hostile.Split('\n').Should().HaveSameCount(harmless.Split('\n'), "no line can be added");
        hostile.Should().Contain($"<br>{Inert.Markdown(TextClip.Of(payload, 400))} |").And.NotContainAny("<script", "<img", "<svg");
        Regex.Count(hostile, @"(?<!\\)\|").Should().Be(Regex.Count(harmless, @"(?<!\\)\|"), "no cell can be added");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Render_HostileTarget_IsInert(int number)
    {
        ComparedRun later = Nights.Of(2, run => run with { Target = run.Target with { Subject = "b", Product = Planting.Payloads[number], Version = Planting.Payloads[number] } }, Lost(0));
        Render(Nights.Of(1, Lost(0)), later).Split('\n').Should().HaveCount(8).And.ContainSingle(line => line.StartsWith("> **!** The targets differ: GlitchTip 5.2 before, "));
    }

    [Fact]
    public void Render_EndlessReason_IsCut() => Render(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(3, new string('x', 2_000_000)))).Length.Should().BeLessThan(2000);

    private static Seen Lost(double value, string reason = "it was seen") => new("AckedEventsAreStored", value, NoneLost, reason);

    private static string Render(ComparedRun earlier, ComparedRun later) => ComparisonMarkdown.Render(RunComparison.Of(earlier, later, HistoryLog.Empty));
}
