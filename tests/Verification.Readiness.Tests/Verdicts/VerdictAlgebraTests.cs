using FluentAssertions;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>The laws of the verdict: in every small world, and by seed in larger ones.</summary>
public sealed class VerdictAlgebraTests
{
    public static TheoryData<string> Laws => [.. VerdictLaws.All.Keys];

    internal static Verdict Real(Readiness.Catalogues.Catalogue catalogue, IReadOnlyList<Readiness.Evidence.EvidenceLine> evidence, RunRecord run) =>
        ReadinessEvaluator.Evaluate(catalogue, evidence, run) is var document ? new Verdict(document.Verdict, document.ExitCode) : throw new InvalidOperationException();

    [Theory, MemberData(nameof(Laws))]
    public void Law_InEveryWorldOfOneCheck_Holds(string law) => FirstBreach(Worlds.Small(1, Setting.EveryScope), VerdictLaws.All[law]).Should().BeNull();

    [Theory, MemberData(nameof(Laws))]
    public void Law_InEveryKindOfWorldOfTwoChecks_Holds(string law) =>
        FirstBreach(Worlds.Small(2, Setting.EveryScope, Case.Kinds), VerdictLaws.All[law]).Should().BeNull();

    [Theory, MemberData(nameof(Laws))]
    public void Law_InRandomLargerWorlds_Holds(string law)
    {
        Law rule = VerdictLaws.All[law];
        string? breach = Enumerable.Range(1, 40)
            .Where(seed => rule(Real, Worlds.Random(seed)) is not null)
            .Select(seed => Worlds.Shrunk(seed, Worlds.Random(seed), world => rule(Real, world)))
            .FirstOrDefault();

        breach.Should().BeNull();
    }

    [Fact]
    public void Worlds_OfTheExhaustiveTests_ReachEveryWord() =>
        Worlds.Small(2, [.. Setting.EveryScope, new(RunScope.Partial, TargetKind.Embedded), new(RunScope.Audit, TargetKind.Files, OnlySomeAreas: true)], Case.Kinds).Select(world => Real(world.Catalogue(), world.Evidence(), world.Run()).Word).Distinct().Should().BeEquivalentTo(
            "GO", "GO WITH CONDITIONS", "NO-GO", "INCONCLUSIVE",
            "REHEARSAL PASSED", "REHEARSAL FAILED", "REHEARSAL INCONCLUSIVE",
            "PARTIAL REHEARSAL PASSED", "PARTIAL REHEARSAL FAILED", "PARTIAL REHEARSAL INCONCLUSIVE",
            "PARTIAL RUN PASSED", "PARTIAL RUN FAILED", "PARTIAL RUN INCONCLUSIVE",
            "AUDIT PASSED", "AUDIT FAILED", "AUDIT INCONCLUSIVE", "PARTIAL AUDIT PASSED", "PARTIAL AUDIT FAILED", "PARTIAL AUDIT INCONCLUSIVE");

    internal static string? FirstBreach(IEnumerable<World> worlds, Law law) =>
        worlds.Select(world => law(Real, world) is string breach ? $"{world}: {breach}" : null).FirstOrDefault(breach => breach is not null);
}
