using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Load;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.Pictures;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.Pictures;

public sealed class PictureTests
{
    private static readonly Dictionary<string, LoadPlanRecord> Plans = OddPlans.All.ToDictionary(plan => plan.Plan);

    public static TheoryData<string> Names { get; } = [.. Plans.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_OfAnyPlan_HaveATitleADescriptionAndACaption(string plan)
    {
        XElement html = Html(plan);
        List<string> ids = [.. html.Descendants().Attributes("id").Select(id => id.Value)];

        ids.Should().OnlyHaveUniqueItems();
        foreach (XElement picture in Drawn.Pictures(html))
        {
            picture.Elements().Take(2).Select(element => element.Name.LocalName).Should().Equal("title", "desc");
            picture.Attribute("aria-labelledby")!.Value.Split(' ').Should().Equal(picture.Elements().Take(2).Select(element => element.Attribute("id")!.Value));
            picture.Elements().Take(2).Should().OnlyContain(text => text.Value.Length > 10);
            picture.Parent!.Element("figcaption")!.Element("span")!.Value.Should().EndWith(".");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_OfAnyPlan_HoldOnlyFiguresInsideTheirFrame(string plan)
    {
        foreach (XElement picture in Drawn.Pictures(Html(plan)))
        {
            double[] box = [.. Drawn.Figures(new XElement("svg", picture.Attribute("viewBox")))];
            Drawn.Figures(picture).Where(figure => !double.IsFinite(figure) || figure < -box[3] || figure > Math.Max(box[2], box[3]) + 1).Should().BeEmpty();
            picture.ToString().Should().NotContainAny("NaN", "Infinity", "∞");
            picture.Descendants().Attributes("d").SelectMany(path => Drawn.Places(path.Value)).Where(place => place.X < 0 || place.X > box[2] || place.Y < 0 || place.Y > box[3]).Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lines_OfOnePicture_AreToldApartByMoreThanColour(string plan)
    {
        foreach (XElement picture in Drawn.Pictures(Html(plan)))
        {
            IEnumerable<string> styles = Drawn.Of(picture, "path", "line").Select(line => line.Attribute("class")!.Value);
            styles.Distinct().Should().HaveSameCount(styles);
        }
    }

    [Theory]
    [InlineData("burst-2000", "load-1-arrivals load-1-latency load-1-memory")]
    [InlineData("knee", "load-1-knee")]
    [InlineData("nothing", "")]
    [InlineData("memory alone", "load-1-memory")]
    public void Pictures_WithoutFigures_AreLeftOutAndARowOfWordsSaysWhy(string plan, string expected)
    {
        XElement html = Html(plan);
        string[] all = ["arrivals against plan", "the latency distribution", "the backlog", "memory over time"];
        string said = string.Concat(html.Descendants("p").Select(paragraph => paragraph.Value).Where(text => text.StartsWith("Not drawn: ", StringComparison.Ordinal)));

        Drawn.Pictures(html).Select(picture => picture.Attribute("aria-labelledby")!.Value.Split("-title")[0]).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        all.Where(said.Contains).Should().HaveCount(plan switch { "burst-2000" => 0, "memory alone" => 3, _ => 4 });
    }

    [Fact]
    public void Soak_OfAHundredThousandSamples_IsDrawnInFewPointsAndKeepsItsSpike()
    {
        string report = HtmlReport.Render(Samples.Rehearsal() with { Load = new(1, [LoadSamples.Soak(100_000)]) });
        XElement picture = Drawn.Pictures(Readback.Html(report)).Single(picture => picture.Attribute("aria-labelledby")!.Value.Contains("memory"));
        IEnumerable<XElement> hairs = Drawn.Of(picture, "path", "hair");

        hairs.Should().HaveCount(6);
        picture.Descendants().Attributes("d").Should().OnlyContain(path => Drawn.Places(path.Value).Count() <= Thinning.Most + 1);
        double[] worker = [.. Drawn.Places(hairs.ElementAt(2).Attribute("d")!.Value).Select(place => place.Y)];
        (worker.Max() - worker.Min()).Should().BeGreaterThan(80, "460 MiB against 150 on an axis to 600");
        report.Length.Should().BeLessThan(400_000);
    }

    [Fact]
    public void Knee_WithItsBracket_MarksWhatBrokeByShape()
    {
        XElement picture = Drawn.Pictures(Html("knee")).Single();

        Drawn.Of(picture, "circle", "mark").Should().HaveCount(3, "three rates met the objective");
        Drawn.Of(picture, "path", "cross").Should().HaveCount(4, "four did not");
        Drawn.Of(picture, "path", "mark").Should().HaveCount(1, "one was not answered");
        XElement bracket = Drawn.Of(picture, "rect", "emphasis").Single();
        (double left, double right) = (Drawn.Number(bracket, "x"), Drawn.Number(bracket, "x") + Drawn.Number(bracket, "width"));
        double[] held = [.. Drawn.Of(picture, "circle", "mark").Select(mark => Drawn.Number(mark, "cx"))];
        held.Max().Should().BeApproximately(left, 0.11);
        Drawn.Of(picture, "path", "cross").Select(mark => Drawn.Places(mark.Attribute("d")!.Value).First().X + 3.5).Should().Contain(x => Math.Abs(x - right) < 0.21);
    }

    private static XElement Html(string plan) => Readback.Html(HtmlReport.Render(Samples.Rehearsal() with { Load = new(1, [Plans[plan]]) }));
}
