using FluentAssertions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;
using Xunit;

namespace Verification.Readiness.Tests.Rules;

/// <summary>What must hold of every rule on every subject; by seed, so that a breach can be replayed.</summary>
public sealed class RuleLaws
{
    private const int Seeds = 4000;

    // The law that makes Unknown honest: what is concluded without a fact stands whatever the fact turns out to be.
    [Fact]
    public void Ask_WithUnknownFacts_ConcludesOnlyWhatHoldsWhateverTheyAre()
    {
        int concluded = 0;
        Breaches(world =>
        {
            Outcome first = world.Ask().Outcome;
            concluded += first != Outcome.Unknown && world.Unknowns().Count > 0 ? 1 : 0;
            return first == Outcome.Unknown ? null : world.Resolutions().Select(other => other.Ask().Outcome).FirstOrDefault(other => other != first, first) is Outcome changed && changed != first
                ? $"{first} became {changed}" : null;
        }).Should().BeEmpty();
        concluded.Should().BeGreaterThan(200, "the law must have been tried where facts were unknown");
    }

    [Fact]
    public void Ask_WithAFactMadeUnknown_NeverTurnsIntoPassOrFail()
    {
        int tried = 0;
        Breaches(world =>
        {
            Outcome first = world.Ask().Outcome;
            IEnumerable<Outcome> others = world.Forgetting().Select(other => other.Ask().Outcome);
            tried += world.Forgetting().Count();
            return others.FirstOrDefault(other => other != first && other != Outcome.Unknown, Outcome.Unknown) is Outcome changed && changed != Outcome.Unknown ? $"{first} became {changed}" : null;
        }).Should().BeEmpty();
        tried.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Ask_WithAnItemMoreThatViolates_LeavesFailAsItIs()
    {
        int tried = 0;
        Breaches(world =>
        {
            Item[] violating = [.. RuleWorld.Strangers().Where(item => (world.Rule.Where?.Of(item).Truth ?? Truth.True) == Truth.True && world.Rule.Holds.Of(item).Truth == Truth.False)];
            if (world.Ask().Outcome != Outcome.Fail || violating.Length == 0)
            {
                return null;
            }

            tried++;
            return violating.Select(item => world.With(item).Ask().Outcome).Any(outcome => outcome != Outcome.Fail) ? "a failure went away" : null;
        }).Should().BeEmpty();
        tried.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Ask_WithItemsThatCouldNotBeRead_ConcludesOnlyWhatHoldsWhateverTheyAre()
    {
        int concluded = 0;
        Breaches(world =>
        {
            Outcome first = (world with { Incomplete = true }).Ask().Outcome;
            concluded += first == Outcome.Unknown ? 0 : 1;
            return first != Outcome.Unknown && RuleWorld.Strangers().Select(item => world.With(item).Ask().Outcome).Any(other => other != first) ? $"{first} was not sure" : null;
        }).Should().BeEmpty();
        concluded.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Ask_OfItemsInAnotherOrder_ConcludesTheSame() =>
        Breaches(world => (world with { Items = [.. world.Items.Reverse()] }).Ask().Outcome == world.Ask().Outcome ? null : "the order decided").Should().BeEmpty();

    [Fact]
    public void Ask_OfSecretFacts_NeverShowsOne() => Breaches(world =>
    {
        Observation seen = world.Secret().Ask();
        return string.Join('\n', [seen.Reason, .. seen.Details]).Contains(RuleWorld.Canary, StringComparison.Ordinal) ? seen.Reason : null;
    }).Should().BeEmpty();

    [Fact]
    public void Ask_Always_GivesAPlaceForEachDetail() => Breaches(world =>
    {
        Observation seen = world.Ask();
        return seen.Places.Count != seen.Details.Count || (seen.Outcome == Outcome.Fail && (seen.Measured != seen.Places.Count || seen.Places.Count == 0))
            ? $"{seen.Places.Count} places for {seen.Details.Count} details of {seen.Outcome}" : null;
    }).Should().BeEmpty();

    private static List<string> Breaches(Func<RuleWorld, string?> law) =>
    [
        .. Enumerable.Range(1, Seeds).Select(seed => (Seed: seed, World: RuleWorld.Of(seed))).Select(one => law(one.World) is string breach ? $"seed {one.Seed}: {breach}: {one.World}" : null)
            .OfType<string>().Take(3),
    ];
}
