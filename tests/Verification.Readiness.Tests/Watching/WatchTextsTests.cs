using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering.WatchReport;
using Verification.Readiness.Tests.Rendering;
using Verification.Readiness.Watching;
using Xunit;

namespace Verification.Readiness.Tests.Watching;

public sealed class WatchTextsTests
{
    private const string Hostile = "<script>alert(1)</script> \u001b[31m [x](http://evil.test) ](y) | \"} evil_total 1\n# TYPE evil counter\n@here :tada: \u202e";

    private static readonly Catalogue Catalogue = Catalogue.Of(
        new[] { WatchCriteria.Unbroken, WatchCriteria.Uptime, WatchCriteria.NoRestart, WatchCriteria.Canaries, WatchCriteria.MemoryBudget }.Select(Check), [], []);

    private static WatchState State { get; } = new Watched()
        .Check(0, new() { Version = Hostile, HostUsedShare = 0.5, Parts = [new(Hostile, Hostile, null, 100)] })
        .Look(false, Hostile).Look(false, Hostile).Canary(0, Outcome.Fail, Hostile)
        .Add(new() { Sequence = 0, Kind = WatchKind.Trigger, At = Watched.Start, Outcome = Outcome.Fail, Trigger = "down", Reason = Hostile }).State;

    private static WatchVerdict Verdict => WatchVerdict.Of(State, Catalogue, State.LastAt);

    [Fact]
    public void Html_WithHostileText_IsWellFormedAndHasNoForeignElement()
    {
        XElement html = XElement.Parse(WatchDocument.Html(State, Verdict).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));

        html.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "img", "a", "iframe"]);
        html.Value.Should().Contain("alert(1)").And.NotContain("\u001b").And.NotContain("\u202e");
    }

    [Fact]
    public void Markdown_WithHostileText_IsInert() =>
        WatchDocument.Markdown(State, Verdict).Should().NotContain("<script").And.NotMatchRegex(@"(?<!\\)\]\(http").And.NotContain("@here").And.NotContain("\u001b");

    [Fact]
    public void Terminal_WithHostileText_HasOneLinePerCriterion() =>
        WatchDocument.Terminal(State, Verdict).TrimEnd('\n').Split('\n').Should().HaveCount(Verdict.Criteria.Count + 1).And.NotContain(line => line.Contains('\u001b'));

    [Fact]
    public void Report_OfAnyOutcome_NeverSaysGo()
    {
        foreach (WatchState state in new[] { State, new Watched(standIn: true).State, new Watched().Check(0).State })
        {
            WatchVerdict verdict = WatchVerdict.Of(state, Catalogue, state.LastAt);
            Regex.IsMatch(WatchDocument.Markdown(state, verdict) + WatchDocument.Terminal(state, verdict), @"\bGO\b").Should().BeFalse();
        }
    }

    [Fact]
    public void Metrics_WithHostileText_KeepOneSampleALine()
    {
        string text = WatchMetrics.Of(State);

        text.Should().EndWith("# EOF\n");
        text.TrimEnd('\n').Split('\n').Should().OnlyContain(line => Regex.IsMatch(line, @"^(# (TYPE|HELP|EOF).*|watch[a-z0-9_]*(\{([a-z_]+=""([^""\\]|\\.)*"",?)*\})? \S+)$"));
    }

    [Fact]
    public void Metrics_OfWhatWasNotMeasured_AreLeftOut() =>
        WatchMetrics.Of(new Watched().State).Should().NotContain("watch_host_memory_ratio").And.NotContain("watch_availability_ratio").And.NotContain("NaN");

    [Theory]
    [InlineData(NoticeShape.Generic)]
    [InlineData(NoticeShape.Telegram)]
    [InlineData(NoticeShape.Slack)]
    public void Notice_WithHostileText_IsJsonOfOneLine(NoticeShape shape)
    {
        WatchObservation about = new() { Sequence = 9, Kind = WatchKind.Trigger, At = Watched.Start, Outcome = Outcome.Fail, Trigger = "down", Reason = Hostile + " <!channel>" };

        string body = NoticeBody.Json(shape, State, about);

        string text = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("text").GetString()!;
        text.Should().StartWith("TRIGGER down").And.NotContain("\u001b").And.NotContain("\n");
        text.Contains("<!channel>", StringComparison.Ordinal).Should().Be(shape != NoticeShape.Slack);
    }

    [Fact]
    public void Timeline_OfTheWatch_MarksItsTrigger() => WatchTimeline.Of(State).Marks.Should().ContainSingle(mark => mark.Name.StartsWith("down "));

    private static CheckDefinition Check(string id) => CatalogueReader.ReadCheck(
        $"scenarios/checks/watch/{id}/check.yaml", File.ReadAllText(Repository.Path("scenarios", "checks", "watch", id, "check.yaml")));
}
