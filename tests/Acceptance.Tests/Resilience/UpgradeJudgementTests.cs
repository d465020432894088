using FluentAssertions;
using Verification.Acceptance.Resilience;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Resilience;

/// <summary>Upgrades written by hand, and what they are worth.</summary>
public sealed class UpgradeJudgementTests
{
    private static readonly WayBack Whole = new(null, Sent: 20, Accepted: 20, Stored: 20);
    private static readonly WayBack Refused = new("web ended with 1");

    [Theory]
    [InlineData(300, 0, Outcome.Pass, 0)]
    [InlineData(299, 0, Outcome.Fail, 1)]
    [InlineData(290, 10, Outcome.Fail, 10)]
    public void Upgrade_EventsMissingAfterIt_AreCounted(int stored, int queued, Outcome expected, int measured) => Histories
        .Judge(new UpgradeLosesNothing(new()), Upgrade(Whole, Whole, stored, queued)).Should().Match<Observation>(seen => seen.Outcome == expected && seen.Measured == measured);

    [Fact]
    public void Upgrade_AnEventStoredTwice_IsCounted()
    {
        DrillResult whole = Upgrade(Whole, Whole);
        string one = whole.Rows.Keys.First();
        Histories.Judge(new UpgradeLosesNothing(new()), whole with { Rows = whole.Rows.ToDictionary(row => row.Key, row => row.Key == one ? 2 : row.Value) })
            .Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1);
    }

    [Fact]
    public void Upgrade_NothingInTheQueueWhenItBegan_IsUnknown() =>
        Histories.Judge(new UpgradeLosesNothing(new()), Upgrade(Whole, Whole) with { InFlight = 0 }).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Upgrade_ImageThatIsNotThere_IsUnknownForBoth()
    {
        DrillResult result = new(DrillKind.Upgrade, "the next version takes over") { Doubt = "the image could not be pulled" };
        Histories.Judge(new UpgradeLosesNothing(new()), result).Outcome.Should().Be(Outcome.Unknown);
        Histories.Judge(new GoingBackLosesNothing(new()), result).Outcome.Should().Be(Outcome.Unknown);
    }

    public static TheoryData<string, int> Ways => new()
    {
        { "works", 0 }, { "refuses", 0 }, { "swallows", 1 }, { "takes half", 1 }, { "forgets", 1 }, { "copy refuses", 1 }, { "copy lost events", 1 }, { "neither", 2 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void GoingBack_SilentLossAndACopyThatDoesNotWork_AreShortfalls(string what, int shortfalls)
    {
        (WayBack back, WayBack copy) = what switch
        {
            "works" => (Whole, Whole),
            "refuses" => (Refused, Whole),
            "swallows" => (Whole with { Stored = 3 }, Whole),
            "takes half" => (Whole with { Accepted = 10, Stored = 10 }, Whole),
            "forgets" => (Whole with { Gone = 7 }, Whole),
            "copy refuses" => (Whole, Refused),
            "copy lost events" => (Refused, Whole with { Gone = 1 }),
            _ => (Whole with { Stored = 0 }, Refused),
        };
        Observation seen = Histories.Judge(new GoingBackLosesNothing(new()), Upgrade(back, copy));
        seen.Outcome.Should().Be(shortfalls == 0 ? Outcome.Pass : Outcome.Fail, seen.Reason);
        seen.Measured.Should().Be(shortfalls);
    }

    [Fact]
    public void GoingBack_NothingWasStoredBefore_IsUnknown() =>
        Histories.Judge(new GoingBackLosesNothing(new()), Upgrade(Whole, Whole, old: 0)).Outcome.Should().Be(Outcome.Unknown);

    private static DrillResult Upgrade(WayBack back, WayBack copy, int stored = 300, int queued = 0, int old = 200) =>
        Histories.Of(DrillKind.Upgrade, accepted: 300, stored, queued) with { Extra = new UpgradeExtra("glitchtip:1", "glitchtip:2", TimeSpan.FromSeconds(11), old, back, copy) };
}
