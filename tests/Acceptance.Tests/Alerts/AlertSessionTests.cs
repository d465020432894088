using FluentAssertions;
using Verification.Acceptance.Alerts;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Alerts;

/// <summary>Where nothing can be received nothing is concluded, and how long is waited follows from what the target does by the clock.</summary>
public sealed class AlertSessionTests : IAsyncLifetime
{
    private readonly RepositoryLayout _layout = RepositoryLayout.Find();
    private readonly SecretVault _vault = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("alert-session").FullName;
    private Supervisor _supervisor = null!;
    private RunJournal _journal = null!;

    public static TheoryData<string> Checks => [.. CheckTypes.All.Where(type => type.IsSubclassOf(typeof(AlertCheck))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Target_ThatReachesNobody_LeavesEveryQuestionOpen(string name)
    {
        await using DeafTarget target = new();
        Catalogue catalogue = CatalogueFolder.Read(_layout);
        await using AlertSession session = new(await SettingAsync(target, catalogue));
        CheckTest check = CheckTypes.Create(CheckTypes.All.Single(type => type.Name == name));
        (Observation seen, TimeSpan _) = await check.ObserveAsync(new(catalogue.Find(name)!, target, null!, null!, null!, null!, _journal) { Alerts = session }, TestContext.Current.CancellationToken);
        (seen.Outcome, seen.Reason).Should().Be((Outcome.Unknown, $"Nothing that the target sends could be received: {DeafTarget.Why}."));
    }

    [Fact]
    public async Task Waiting_OfTheProduct_CoversAScanTheSlackAndTheThreshold()
    {
        await using DeafTarget target = new();
        AlertSetting setting = await SettingAsync(target, CatalogueFolder.Read(_layout));
        (setting.Interval, setting.Patience.TotalSeconds, setting.IssueAlert.TotalSeconds).Should().Be((10, 123, 80), "a monitor is watched for longer than an outage may go unseen, an alert for a scan and 20 s");
        setting.AnotherScan.Should().BeGreaterThan(setting.Outbound.Scan);
    }

    public async ValueTask InitializeAsync()
    {
        string runId = RunRequest.NewRunId(TimeProvider.System);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"{runId}-alerts"), _folder));
        _journal = new(Path.Combine(_folder, "journal.jsonl"), _vault, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _journal.Dispose();
        await _supervisor.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<AlertSetting> SettingAsync(DeafTarget target, Catalogue catalogue) => new(
        new AnyDrill
        {
            Target = target, Supervisor = _supervisor, Tools = await HostTools.DiscoverAsync(), Layout = _layout, Journal = _journal, Vault = _vault,
            Request = new RunRequest { RunId = "alerts", Target = TargetKind.Containers, Reason = "a test" },
        },
        catalogue);
}
