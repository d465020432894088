using FluentAssertions;
using Verification.Acceptance.Sdk.Fields;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Tests.Sdk;

/// <summary>Two oracles: both must show an alteration for it to be one; where they disagree nobody knows.</summary>
public sealed class EventComparisonTests
{
    [Theory]
    [InlineData("v", "v", Outcome.Pass)]
    [InlineData("w", "w", Outcome.Fail)]
    [InlineData("w", "v", Outcome.Unknown)]
    [InlineData("v", "w", Outcome.Unknown)]
    [InlineData("", "v", Outcome.Unknown)]
    [InlineData("", "", Outcome.Fail)]
    [InlineData("v", null, Outcome.Pass)]
    [InlineData("w", null, Outcome.Fail)]
    [InlineData(null, "v", Outcome.Pass)]
    [InlineData(null, null, Outcome.Unknown)]
    public void Compare_Oracles_AreWeighed(string? api, string? sql, Outcome expected) =>
        EventComparison.Compare(Map("v"), Seen(api), Seen(sql)).Should().ContainSingle().Which.Outcome.Should().Be(expected);

    [Fact]
    public void Compare_WholeCauseMissing_LeavesItsFieldsUnknown()
    {
        FieldMap sent = new();
        sent.Add(FieldGroup.Error, "exceptions", "2");
        sent.Add(FieldGroup.Stack, "exception[-2].frames", "3");
        FieldMap stored = new();
        stored.Add(FieldGroup.Error, "exceptions", "1");
        EventComparison.Compare(sent, stored, stored).Should().BeEquivalentTo(
            [new { Path = "exceptions", Outcome = Outcome.Fail }, new { Path = "exception[-2].frames", Outcome = Outcome.Unknown }]);
    }

    private static FieldMap? Seen(string? value) => value switch
    {
        null => null,
        "" => new FieldMap(),
        _ => Map(value),
    };

    private static FieldMap Map(string value)
    {
        FieldMap map = new();
        map.Add(FieldGroup.Tags, "tag a", value);
        return map;
    }
}
