using FluentAssertions;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Tests.KillMatrix;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Containers;

/// <summary>Resilience drills on the images of this engine: what passes without a defect goes red with it; skipped where there is no engine.</summary>
public sealed class ContainerDrillTests
{
    public static TheoryData<DefectCase> Cases => [.. DefectCases.OfContainers];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoDefect_EveryDrill_Passes() =>
        (await AskAsync([], DefectCases.OfContainers.Select(entry => entry.Check))).Should().OnlyContain(seen => seen.Value.Outcome == Outcome.Pass);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Defect_ItsDrill_IsKilledByTheCheckNamedForIt(DefectCase seeded)
    {
        IReadOnlyDictionary<string, Observation> seen = await AskAsync([seeded.Defect], [seeded.Check]);

        seen[seeded.Check].Outcome.Should().Be(Outcome.Fail, seen[seeded.Check].Reason);
        seen.Where(entry => entry.Key != seeded.Check && entry.Value.Outcome == Outcome.Fail).Should().BeEmpty();
    }

    // Every check that looks at a drill of those named.
    private static async Task<IReadOnlyDictionary<string, Observation>> AskAsync(string[] defects, IEnumerable<string> checks)
    {
        await using ContainerBench bench = await ContainerBench.OpenAsync();
        Catalogue catalogue = CatalogueFolder.Read(bench.Layout);
        Type[] all = [.. CheckTypes.All.Where(type => type.IsSubclassOf(typeof(ResilienceCheck)))];
        DrillKind[] kinds = [.. all.Where(type => checks.Contains(type.Name)).Select(ResilienceCheck.KindOf).Distinct()];
        Assert.SkipWhen(bench.Images.Next is null && kinds.Contains(DrillKind.Upgrade), "VERIFICATION_IMAGES names no image to upgrade to (upgrade=REFERENCE).");
        await using StackTarget target = await bench.StartAsync();
        RunRequest request = new() { RunId = bench.RunId, Target = TargetKind.Containers, Reason = "defects of drills on containers" };
        using DrillTurns turns = new(2, null);
        AnyDrill setting = new()
        {
            Turns = turns,
            Target = target, Supervisor = bench.Supervisor, Tools = bench.Tools, Layout = bench.Layout, Request = request, Journal = bench.Journal, Vault = bench.Vault, Defects = defects,
        };
        await using ResilienceSession session = new(new ResilienceSetting(setting) { Only = kinds });
        return (await Task.WhenAll(all.Where(type => kinds.Contains(ResilienceCheck.KindOf(type))).Select(async type => KeyValuePair.Create(
            type.Name, (await CheckTypes.Create(type).ObserveAsync(new(catalogue.Find(type.Name)!, target, null!, null!, null!, null!, bench.Journal) { Resilience = session }, Ct)).Seen)))).ToDictionary();
    }
}
