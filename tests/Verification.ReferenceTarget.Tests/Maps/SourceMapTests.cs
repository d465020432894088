using System.Text;
using Verification.ReferenceTarget.Maps;

namespace Verification.ReferenceTarget.Tests.Maps;

/// <summary>Places of a script and where they come from; hostile maps lead nowhere and harm nobody.</summary>
public sealed class SourceMapTests
{
    private static readonly SourceMap Map = Read(RecordedMap.Map(Conformance.Recording.Load("19-releases-sourcemaps")))!;

    [Theory]
    [InlineData(3, 69, "n", 4, 24, "computeTotalOfCart")]
    [InlineData(3, 70, "n", 4, 24, "computeTotalOfCart")]
    [InlineData(3, 133, "a", 7, 57, "handleCheckoutRequest")]
    [InlineData(3, 158, "globalThis.go", 8, 32, null)]
    [InlineData(3, 69, null, 4, 24, null)]
    public void Place_OfTheScript_ComesFrom(int line, int column, string? function, int sourceLine, int sourceColumn, string? name) =>
        Map.Find(line, column, function).Should().Match<SourcePlace>(place => place.File == "../app/a.ts" && place.Line == sourceLine && place.Column == sourceColumn && place.Name == name);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(99, 1)]
    [InlineData(0, 0)]
    public void Place_ThatTheMapDoesNotName_ComesFromNowhere(int line, int column) => Map.Find(line, column, "n").Should().BeNull();

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"mappings":"A!"}""")]
    [InlineData("""{"mappings":"g"}""")]
    [InlineData("""{"mappings":"gggggggggggggggggggg"}""")]
    public void Map_ThatIsNone_IsNotRead(string map) => Read(map).Should().BeNull();

    [Theory]
    [InlineData("""{"mappings":";;AAAA"}""")]
    [InlineData("""{"mappings":";;AADA","sources":["a"]}""")]
    [InlineData("""{"mappings":";;AADD","sources":["a"],"sourcesContent":[null]}""")]
    [InlineData("""{"mappings":5,"sources":5,"names":{}}""")]
    public void Map_WithPlacesOutsideOfItself_LeadsNowhere(string map) => Read(map)!.Find(3, 3, "n").Should().BeNull();

    // Line after line they add up to the largest number there is, and the place after it would be a negative one.
    [Fact]
    public void Map_WithLinesBeyondAllNumbers_LeadsNowhere()
    {
        var mappings = RecordedMap.Mappings([(1, 1_000_000_000, 0, -1), (2, 2_000_000_000, 0, -1), (3, int.MaxValue, 0, -1)]);
        Read($$"""{"mappings":";;{{mappings}}","sources":["a"],"sourcesContent":["x"]}""")!.Find(3, 9, "n").Should().BeNull();
    }

    private static SourceMap? Read(string map) => SourceMap.Read(Encoding.UTF8.GetBytes(RecordedMap.Script), Encoding.UTF8.GetBytes(map));
}
