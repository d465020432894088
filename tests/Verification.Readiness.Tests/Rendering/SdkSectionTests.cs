using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class SdkSectionTests
{
    private const string Absent = "its program is not built";

    [Fact]
    public void Table_OfSdksAndScenarios_HasACellForEachAlsoForWhatWasNotExercised()
    {
        Table table = Of([new("node", "sentry.javascript.node 10.24.0", null), new("dotnet", "Sentry for .NET", Absent), new("python", "sentry-sdk", Absent)],
            new SdkScenario("basic-error", [new(6, 6, 0, 0, 0, null), new(6, 0, 0, 0, 0, Absent), new(6, 0, 0, 0, 0, Absent)]));
        table.Columns.Should().Equal("Scenario", "Node", ".NET", "SDK 3");
        table.Rows[0].Select(cell => cell.Text).Should().Equal("SDK", "sentry.javascript.node 10.24.0", "Sentry for .NET", "sentry-sdk");
        table.Rows[1].Should().Equal(new Cell("basic-error"), new Cell("✓ 6 events intact", Tone: Tone.Good), new Cell("- not exercised", Absent), new Cell("- not exercised", Absent));
    }

    [Theory]
    [InlineData(6, 0, 0, 0, "✓ 6 events intact", null, Tone.Good)]
    [InlineData(5, 1, 0, 0, "✗ 5 of 6 events intact", "1 altered", Tone.Bad)]
    [InlineData(3, 0, 2, 1, "✗ 3 of 6 events intact", "2 lost, 1 other (see the ledger)", Tone.Bad)]
    [InlineData(4, 0, 0, 2, "? 4 of 6 events intact", "2 other (see the ledger)", Tone.Unsure)]
    public void Cell_OfEvents_SaysTheWorst(int intact, int altered, int lost, int other, string text, string? note, Tone tone) =>
        Of([new("node", "n", null)], new SdkScenario("a", [new(6, intact, altered, lost, other, null)])).Rows[1][1].Should().Be(new Cell(text, note, tone));

    [Fact]
    public void Section_WithoutAReplay_SaysSo() => SdkSection.Of(null).Blocks.Should().Equal(new Paragraph("No scenario was replayed in this run."));

    private static Table Of(IReadOnlyList<ReplayedSdk> sdks, params SdkScenario[] scenarios) => SdkSection.Of(new(sdks, scenarios)).Blocks.OfType<Table>().Single();
}
