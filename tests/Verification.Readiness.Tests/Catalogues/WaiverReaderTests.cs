using FluentAssertions;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Readiness.Tests.Catalogues;

public sealed class WaiverReaderTests
{
    private const string Waivers = """
        waivers:
          - check: TagsAreIntact
            reason: routing does not use tags yet
            who: ops@example.test
            until: 2026-06-30

        """;

    [Fact]
    public void ReadWaivers_OfAList_GivesEachEntry() => CatalogueReader.ReadWaivers("waivers.yaml", Waivers)
        .Should().Equal(new Waiver("TagsAreIntact", "routing does not use tags yet", "ops@example.test", new DateOnly(2026, 6, 30)));

    [Theory]
    [InlineData("")]
    [InlineData("# none\n")]
    [InlineData("waivers:\n")]
    [InlineData("waivers: []\n")]
    public void ReadWaivers_OfNone_IsEmpty(string text) => CatalogueReader.ReadWaivers("waivers.yaml", text).Should().BeEmpty();

    [Fact]
    public void ReadQuarantine_OfAList_GivesEachEntry() =>
        CatalogueReader.ReadQuarantine("quarantine.yaml", "quarantine:\n- {check: A, reason: flakes, since: 2026-05-01}\n")
            .Should().Equal(new Quarantine("A", "flakes", new DateOnly(2026, 5, 1)));

    [Theory]
    [InlineData("until: 2026-06-30", "until: 2026-06-31", 5, "date such as")]
    [InlineData("until: 2026-06-30", "until: forever", 5, "date such as")]
    [InlineData("    until: 2026-06-30\n", "", 2, "'until' is missing")]
    [InlineData("who: ops@example.test", "who: ''", 2, "'who' is missing or empty")]
    [InlineData("until: 2026-06-30", "until: 2026-06-30\n    severity: low", 6, "'severity' is not known")]
    [InlineData("waivers:", "waiver:", 1, "'waiver' is not known")]
    [InlineData("  - check: TagsAreIntact", "  - TagsAreIntact\n  - check: A", 2, "keys and values")]
    public void ReadWaivers_ThatCannotBeUsed_NamesFileAndLine(string part, string instead, int line, string says)
    {
        string text = Waivers.Replace(part, instead, StringComparison.Ordinal);

        text.Should().NotBe(Waivers);
        FluentActions.Invoking(() => CatalogueReader.ReadWaivers("waivers.yaml", text)).Should().Throw<InputException>()
            .Which.Message.Should().StartWith($"waivers.yaml:{line}: ").And.Contain(says);
    }
}
