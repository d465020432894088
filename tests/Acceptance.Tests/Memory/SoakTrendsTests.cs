using FluentAssertions;
using Verification.Acceptance.Load;
using Verification.Acceptance.Memory;
using Verification.Acceptance.Tests.Load;
using Verification.Fixtures.Memory;
using Verification.Load.Plans;
using Verification.Readiness.Load;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Acceptance.Tests.Memory;

public sealed class SoakTrendsTests
{
    private const int Events = 8000, SoakMs = 8000, ApartMs = 20_000, EveryMs = 100;
    private const double Bound = 512, Backend = 3_500_000;

    [Fact]
    public void AreOpen_ConnectionIsMadeHalfWay_UntilASecondSoakHasNone()
    {
        AreOpen(1, (soak, ms) => soak == 0 && ms >= SoakMs / 2 ? Backend : 0).Should().BeTrue("8,000 events are too few to tell a connection from 0.9 KiB per event");
        AreOpen(2, (soak, ms) => soak == 1 || ms >= SoakMs / 2 ? Backend : 0).Should().BeFalse("16,000 are not");
        Trend(2, (soak, ms) => soak == 1 || ms >= SoakMs / 2 ? Backend : 0).High.Should().BeLessThan(Bound);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AreOpen_LeakOfAnEvent_SurelyGrowsWhicheverSoakItIs(int soaks)
    {
        AreOpen(soaks, (soak, ms) => ((soak * Events) + ms) * 2048.0).Should().BeFalse("a sure answer needs no other soak");
        Trend(soaks, (soak, ms) => ((soak * Events) + ms) * 2048.0).Slope.Should().BeApproximately(2048, 1, "the second goes on where the first one ended");
    }

    [Fact]
    public void Of_LeakThatAPauseHalfHides_IsSeenAll() =>
        Trend(3, (soak, ms) => (ms * 1024.0) - (soak * 12_000_000)).Slope.Should().BeApproximately(1024, 1, "what is given back between two soaks was not leaked by fewer events");

    [Fact]
    public void Of_NothingWasSeenStored_HasNoTrend() => SoakTrends.Of(Run(1, stored: false), Start, [Part(1, (_, _) => 0)]).Should().ContainSingle().Which.Trend.Should().BeNull();

    private static DateTimeOffset Start => DateTimeOffset.UnixEpoch;

    private static bool AreOpen(int soaks, Func<int, int, double> bytes) => SoakTrends.AreOpen(Run(soaks), Start, [Part(soaks, bytes)], Bound);

    private static SlopeEstimate Trend(int soaks, Func<int, int, double> bytes) => SoakTrends.Of(Run(soaks), Start, [Part(soaks, bytes)]).Single().Trend!;

    // One event a millisecond, all of them stored at once.
    private static PlanRun Run(int soaks, bool stored = true)
    {
        LoadPlan plan = Runs.Plan("soak") with { Stages = [new("soak", StageKind.Soak, 0, 1000, 1000, SoakMs)] };
        return new() { Plan = plan, Drives = [.. Enumerable.Range(0, soaks).Select(soak => Soak(plan, soak, stored))] };
    }

    private static DriveRun Soak(LoadPlan plan, int soak, bool stored)
    {
        DriveRun drive = Runs.Drive(Enumerable.Repeat((short)200, Events), plan: plan);
        DateTimeOffset begun = Start.AddMilliseconds(soak * ApartMs);
        StoreWatch watch = new(null!, null!, Runs.Ids) { Start = begun, Stored = stored ? [.. Enumerable.Range(0, SoakMs / EveryMs).Select(look => new Point(look * EveryMs, look * EveryMs))] : [] };
        return new(drive.Drive with { Result = drive.Drive.Result with { StartedAt = begun } }, watch);
    }

    private static PartHistory Part(int soaks, Func<int, int, double> bytes) => new()
    {
        Part = "postgres", Basis = "a test", InTotal = true, IntervalMs = EveryMs, Unread = [], Marks = [], LongestGapMs = EveryMs, Notes = [],
        Samples = [.. from soak in Enumerable.Range(0, soaks)
                      from ms in Enumerable.Range(0, SoakMs / EveryMs).Select(look => look * EveryMs)
                      let anon = 60_000_000 + (long)bytes(soak, ms)
                      select new MemorySample((soak * ApartMs) + ms, anon, anon, anon)],
    };
}
