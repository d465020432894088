using FluentAssertions;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>The verdict itself, exhaustively: every bag of checks and everything that can happen to them, in every scope on every target.</summary>
public sealed class VerdictTableTests
{
    // A hundred and eighty thousand checks are weighed here, so what a world's runs share is made once, and no document is written.
    [Fact]
    public void Verdict_OfEveryWorldOfThreeChecks_IsTheLowestCeiling()
    {
        var breaches = from bag in Worlds.Bags(Case.All, 3)
                       let shared = new World(Setting.EveryScope[0], bag)
                       let catalogue = shared.Catalogue()
                       let evidence = shared.Evidence()
                       from setting in Setting.EveryScope
                       let world = shared with { Setting = setting }
                       let run = world.Run()
                       let verdict = VerdictRules.Decide(run, Weighing.Weigh(catalogue, evidence, run), unattributed: 0)
                       where verdict != Ceilings.Expected(world)
                       select $"{world}: {verdict}";

        breaches.FirstOrDefault().Should().BeNull();
    }

    [Fact]
    public void Verdict_OfEveryWorldOfTwoChecksOnEveryTarget_IsTheLowestCeiling() => Breach(Worlds.Small(2, Setting.Plain)).Should().BeNull();

    [Fact]
    public void Verdict_InEveryConditionOfARun_IsTheLowestCeiling() => Breach(Worlds.Small(1, Setting.All, Case.Kinds)).Should().BeNull();

    private static string? Breach(IEnumerable<World> worlds) => VerdictAlgebraTests.FirstBreach(worlds, VerdictLaws.TheLowestCeilingIsTheVerdict);
}
