using FluentAssertions;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Tests.KillMatrix;
using Verification.Fixtures;
using Verification.Fixtures.Containers;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Containers;

/// <summary>Resilience drills on the images of this engine: what passes without a defect goes red with it; skipped where there is no engine.</summary>
public sealed class ContainerDrillTests : IAsyncLifetime
{
    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly SecretVault _vault = new();
    private readonly string _runId = RunRequest.NewRunId(TimeProvider.System);
    private readonly string _logs = Directory.CreateTempSubdirectory("container-drills").FullName;
    private Supervisor? _supervisor;

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

    public async ValueTask InitializeAsync() => _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(_runId), _logs));

    public async ValueTask DisposeAsync()
    {
        await _supervisor!.DisposeAsync();
        Directory.Delete(_logs, recursive: true);
    }

    // Every check that looks at a drill of those named.
    private async Task<IReadOnlyDictionary<string, Observation>> AskAsync(string[] defects, IEnumerable<string> checks)
    {
        string[] given = (Environment.GetEnvironmentVariable("VERIFICATION_IMAGES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Catalogue catalogue = CatalogueFolder.Read(_layout);
        HostTools tools = await HostTools.DiscoverAsync(ct: Ct);
        ImageSet images = ImageSet.Choose(PinnedImages.Read(_layout), given);
        Type[] all = [.. CheckTypes.All.Where(type => type.IsSubclassOf(typeof(ResilienceCheck)))];
        DrillKind[] kinds = [.. all.Where(type => checks.Contains(type.Name)).Select(ResilienceCheck.KindOf).Distinct()];
        using RunJournal journal = new(Path.Combine(_logs, "journal.jsonl"), _vault, TimeProvider.System);
        try
        {
            await using StackTarget target = await ContainerTarget.StartAsync(new(_runId, _supervisor!, tools, images, _vault, journal), Ct);
            Assert.SkipUnless(target.IsStandIn, "VERIFICATION_IMAGES names no image of the reference target.");
            Assert.SkipWhen(images.Next is null && kinds.Contains(DrillKind.Upgrade), "VERIFICATION_IMAGES names no image to upgrade to (upgrade=REFERENCE).");
            RunRequest request = new() { RunId = _runId, Target = TargetKind.Containers, Reason = "defects of drills on containers" };
            AnyDrill setting = new() { Target = target, Supervisor = _supervisor!, Tools = tools, Layout = _layout, Request = request, Journal = journal, Vault = _vault, Defects = defects };
            await using ResilienceSession session = new(new ResilienceSetting(setting) { Only = kinds });
            return (await Task.WhenAll(all.Where(type => kinds.Contains(ResilienceCheck.KindOf(type))).Select(async type => KeyValuePair.Create(
                type.Name, (await CheckTypes.Create(type).ObserveAsync(new(catalogue.Find(type.Name)!, target, null!, null!, null!, null!, journal) { Resilience = session }, Ct)).Seen)))).ToDictionary();
        }
        catch (ServerStartException absent) when (given.Length == 0)
        {
            Assert.Skip($"{absent.Message.ReplaceLineEndings(" ")} Tests take images from VERIFICATION_IMAGES, written as for --image and separated by commas.");
            throw;
        }
    }
}
