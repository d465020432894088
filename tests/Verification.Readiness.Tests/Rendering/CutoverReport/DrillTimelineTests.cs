using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.CutoverReport;
using Verification.Readiness.Rendering.Pictures;
using Verification.Readiness.Tests.Rendering.Pictures;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.CutoverReport;

public sealed class DrillTimelineTests
{
    public static TheoryData<string> Odd { get; } = [.. OddCutovers.All.Keys];

    /// <summary>What is in a slice, and the names of the fillings that it must be drawn with, its upper part first.</summary>
    public static TheoryData<int[], string> Slices { get; } = new()
    {
        { [5, 0, 0, 0, 0, 0], "pale c0" },
        { [0, 5, 0, 0, 0, 0], "cell c3" },
        { [0, 0, 5, 0, 0, 0], "pale c1, cell c1" },
        { [5, 6, 0, 0, 0, 0], "cell c3" },
        { [5, 5, 0, 0, 0, 0], "cell c3" },
        { [6, 5, 0, 0, 0, 0], "pale c0" },
        { [0, 0, 0, 5, 0, 0], "pale c5, stripe c5" },
        { [9, 0, 0, 1, 0, 0], "pale c0, pale c5, stripe c5" },
        { [0, 9, 0, 3, 1, 0], "cell c3, empty c2, stripe c2" },
        { [0, 0, 0, 0, 5, 0], "empty c2, stripe c2" },
        { [0, 90, 0, 30, 20, 1], "cell c3, cell c4" },
        { [0, 0, 0, 0, 1, 9], "cell c4" },
        { [0, 0, 0, 0, 0, 0], "" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Pictures_OfAnyRecord_HoldOnlyFiguresInsideTheirFrame(string name)
    {
        foreach (XElement picture in Drawn.Pictures(Html(OddCutovers.All[name])))
        {
            double[] box = [.. Drawn.Figures(new XElement("svg", picture.Attribute("viewBox")))];
            Drawn.Figures(picture).Where(figure => !double.IsFinite(figure) || Math.Abs(figure) > Math.Max(box[2], box[3]) + 1).Should().BeEmpty();
            picture.Descendants().Attributes("d").SelectMany(path => Drawn.Places(path.Value)).Where(place => place.X < 0 || place.X > box[2] || place.Y < 0 || place.Y > box[3]).Should().BeEmpty();
            picture.Elements().Take(2).Should().OnlyContain(text => text.Value.Length > 10);
            picture.Parent!.Element("figcaption")!.Element("span")!.Value.Should().EndWith(".");
        }
    }

    [Theory]
    [MemberData(nameof(Slices))]
    public void Slice_OfAnyMixture_ShowsWhereMostWentAndTheWorstOfIt(int[] counts, string expected)
    {
        // Another service, so that there is a picture when the slice is empty.
        XElement picture = Picture([new(0, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5])], new Slice(0, 0, 0, 1, 0, 0, 0));
        IEnumerable<string> drawn = Drawn.Of(picture, "path", "cell").Concat(Drawn.Of(picture, "path", "stripe"))
            .Select(path => (Kind: path.Attribute("class")!.Value.Replace("cell pale", "pale", StringComparison.Ordinal).Replace("cell empty", "empty", StringComparison.Ordinal), Places: Drawn.Places(path.Attribute("d")!.Value)))
            .Where(path => path.Places.Any(place => place.Y < 36)).Select(path => path.Kind);

        drawn.Should().BeEquivalentTo(expected.Split(", ", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Cells_OfAService_LieWhereItsSlicesLieInTime()
    {
        XElement picture = Picture([new(0, 1, 0, 0, 0, 0, 0), new(1000, 1, 0, 0, 0, 0, 0), new(3000, 0, 0, 0, 0, 0, 1)]);
        double[] boundaries = [.. Drawn.Of(picture, "path", "cell").SelectMany(path => Boxes(path.Attribute("d")!.Value)).OrderBy(box => box.X).SelectMany(box => new[] { box.X, box.X + box.Width })];
        double second = (boundaries[3] - boundaries[0]) / 4;

        boundaries.Should().HaveCount(4, "two slices of one kind are one stretch, and the silent one is left blank");
        boundaries[1].Should().BeApproximately(boundaries[0] + (2 * second), 0.2);
        boundaries[2].Should().BeApproximately(boundaries[0] + (3 * second), 0.2);
    }

    [Fact]
    public void Silence_BetweenSlicesOfOneKind_StaysBlank()
    {
        XElement picture = Picture([new(0, 0, 1, 0, 0, 0, 0), new(1000, 0, 1, 0, 0, 0, 0), new(2000, 0, 0, 0, 0, 0, 0), new(3000, 0, 1, 0, 0, 0, 0)]);
        (double X, double Width)[] stretches = [.. Boxes(Drawn.Of(picture, "path", "cell c3").Single().Attribute("d")!.Value)];

        stretches.Should().HaveCount(2);
        (stretches[0].X + stretches[0].Width).Should().BeLessThan(stretches[1].X - (stretches[1].Width / 2));
    }

    [Fact]
    public void Slices_TooManyToBeSeen_AreAddedUpAndNoLossDisappears()
    {
        Slice[] slices = [.. Enumerable.Range(0, 7000).Select(index => new Slice(index * 10, 0, 1, 0, 0, 0, index == 4321 ? 1 : 0))];
        XElement picture = Picture(slices);

        Boxes(Drawn.Of(picture, "path", "cell c4").Single().Attribute("d")!.Value).Should().ContainSingle().Which.Width.Should().BeGreaterThan(1);
        picture.Parent!.Element("figcaption")!.Element("span")!.Value.Should().Be("1 service over 1 min 10 s, a cell per 590 ms. Unexplained: api 1.");
    }

    [Fact]
    public void Legend_OfAPicture_NamesWhatIsDrawnAndNothingElse()
    {
        XElement legend = Drawn.Pictures(Html(CutoverSamples.Cutover()))[1].Parent!.Descendants("ul").Single();
        legend.Elements("li").Select(entry => entry.Elements().LastOrDefault()?.Value ?? entry.Value).Should().Equal("stored at the old endpoint", "stored at the new endpoint", "unexplained", "blank: none was raised");
        legend.Descendants().Where(element => element.Name.LocalName == "text").Select(letter => letter.Value).Should().Equal("O", "N", "?");
    }

    [Fact]
    public void Marks_OfSteps_AreNumberedInThePictureAndListedBesideIt()
    {
        XElement picture = Drawn.Pictures(Html(CutoverSamples.Cutover()))[0];
        picture.Parent!.Descendants("ol").Single().Elements("li").Select(mark => string.Join(" ", mark.Elements().Select(part => part.Value.Trim()))).Should().Equal(
            "1 backup 3.1 s", "2 change 3.9 s", "3 restart api 4 s", "4 online api 4.4 s", "5 restart queue-worker 4.9 s", "6 restart bot 5.2 s", "7 verify 8 s");
        Regex.Matches(Drawn.Of(picture, "path", "arrow").Single().Attribute("d")!.Value, "z").Should().HaveCount(4, "four steps concern one service each");
        Drawn.Texts(picture, "row ink").Where(place => place.Y < 18 && place.X > 90).Should().HaveCountGreaterThan(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(400)]
    public void Flags_OfAnyNumberOfMarks_NeverCoverOneAnotherAndCountAllOfThem(int count)
    {
        foreach (double spread in new[] { 0, 0.3, 6, 11, 400 })
        {
            double[] places = [.. Enumerable.Range(0, count).Select(index => Math.Min(90 + (index * spread), 345))];
            IReadOnlyList<TimelineFlags.Flag> flags = TimelineFlags.Flags(places, 351);

            flags.Zip(flags.Skip(1)).Where(pair => pair.First.X + pair.First.Width >= pair.Second.X || pair.First.Last + 1 != pair.Second.First).Should().BeEmpty();
            flags.Should().OnlyContain(flag => flag.X + flag.Width <= 351.001);
            (flags[0].First, flags[^1].Last).Should().Be((1, count));
        }
    }

    [Theory]
    [InlineData("restart api", 0)]
    [InlineData("api online", 0)]
    [InlineData("restart queue-worker", 2)]
    [InlineData("restart worker", 1)]
    [InlineData("online: worker.", 1)]
    [InlineData("restart apiary", null)]
    [InlineData("change", null)]
    [InlineData("", null)]
    public void Step_ThatNamesAService_IsMarkedInItsRow(string step, int? row) =>
        DrillTimeline.Row(step, ["api", "worker", "queue-worker", ""]).Should().Be(row);

    private static IEnumerable<(double X, double Width)> Boxes(string path) =>
        Regex.Matches(path, @"M([\d.]+) [\d.]+h([\d.]+)v").Select(match => (double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)));

    private static XElement Picture(IReadOnlyList<Slice> slices, params Slice[] other)
    {
        ServiceTimeline[] rows = [new("api", slices), .. other.Length == 0 ? Array.Empty<ServiceTimeline>() : [new("bot", other)]];
        return Drawn.Pictures(Html(CutoverSamples.Cutover() with { Drills = [CutoverSamples.Good() with { Timeline = rows, Steps = [] }] })).Single();
    }

    private static XElement Html(CutoverRecord cutover) => Readback.Html(HtmlReport.Render(Samples.Rehearsal() with { Cutover = cutover }));
}
