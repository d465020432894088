using Verification.Acceptance.Load;
using Verification.Fixtures;
using Verification.Fixtures.Load;
using Verification.Fixtures.Runs;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Load.Plans;
using Verification.Load.Statistics;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance.Tests.Load;

/// <summary>Plans that were run, written by hand: the history first, then what a check makes of it.</summary>
internal static class Runs
{
    public const string RunTag = "0123456789abcdef";

    public static EventIds Ids { get; } = new(RunTag);

    public static LoadPlan Plan(string id = "burst-100", Slo? slo = null) => new()
    {
        Id = id, Title = id, Source = "a test", Model = LoadModel.Open, Engine = LoadEngine.Own, Payload = new(1000, 1, false), Connections = new(1, true),
        Stages = [new("only", StageKind.Constant, 0, 100, 100, 1000)], DrainMilliseconds = 1000, Slo = slo,
    };

    /// <summary>A drive whose events got these statuses, a millisecond apart, and were answered after so many milliseconds.</summary>
    public static DriveRun Drive(IEnumerable<short> statuses, double latencyMs = 5, string? shortfall = null, LoadPlan? plan = null)
    {
        EventOutcome[] outcomes = [.. statuses.Select((status, index) => new EventOutcome
        {
            IntendedMicroseconds = index * 1000, Status = status, LateMicroseconds = status == 0 ? -1 : 0, LatencyMicroseconds = status > 0 ? (int)(latencyMs * 1000) : -1,
        })];
        LoadPlan driven = plan ?? Plan();
        DriveResult result = DriveSummary.Of(new()
        {
            Engine = "test", Plan = driven, StartedAt = DateTimeOffset.UnixEpoch, EndedAtMicroseconds = outcomes.Length * 1000, Outcomes = outcomes, WithoutRetryAfter = 0, Cpu = TimeSpan.Zero, AllocatedBytes = 0,
        }) with { Shortfall = shortfall };
        DriveRequest request = new() { Plan = driven, Url = "http://127.0.0.1:1", Project = "1", Key = "k", RunTag = RunTag, Release = "r", Environment = "e", Output = "" };
        return new(new(request, result, outcomes), new StoreWatch(null!, null!, Ids));
    }

    /// <summary>The same with a census in which each event has so many copies in both oracles.</summary>
    public static PlanRun Counted(IReadOnlyList<short> statuses, Func<int, int> copies, bool queued = false, Action<LoadCensus>? also = null)
    {
        DriveRun drive = Drive(statuses);
        LoadCensus census = new(Ids, drive.Drive.Outcomes, sql: true, api: true) { MissingAreQueued = queued };
        for (int serial = 0; serial < statuses.Count; serial++)
        {
            for (int copy = 0; copy < copies(serial); copy++)
            {
                census.SeeRow(Ids.Of(serial), here: true, intact: true);
                census.SeeEntry(Ids.Of(serial), intact: true);
            }
        }

        also?.Invoke(census);
        drive.Census = new(census, new GroupTally(1), []);
        return new() { Plan = Plan(), Drives = [drive] };
    }

    public static CheckDefinition Check(string id) => CatalogueFolder.Read(RepositoryLayout.Find()).Find(id)!;
}
