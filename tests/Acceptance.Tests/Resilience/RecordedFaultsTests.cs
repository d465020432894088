using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Tests.Recordings;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Resilience;

/// <summary>What the real 5.2 was seen to lose and to delay, put through the evaluators.</summary>
public sealed class RecordedFaultsTests
{
    // Taken by the first drill and left so: no other event can be among them.
    private const int LeftTaken = 100;
    private static readonly JsonElement Faults = Recorded.File("22-chaos");

    [Fact]
    public void KilledWorker_Recorded100InUnacked_AreDelayedAndNotLost()
    {
        DrillResult seen = Drill(DrillKind.WorkerKill, "worker_sigkill_mid_burst", "stored_20s_after_restart", Taken("worker_sigkill_mid_burst"));
        Histories.Judge(new KilledWorkerResumesSoon(new()), seen).Should().Match<Observation>(answer => answer.Outcome == Outcome.Fail && answer.Measured == 100);
        Histories.Judge(new KilledWorkerLosesNothing(new()), seen).Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public void StoppedWorker_Recorded400Of400_Passes() => Histories.Judge(
        new GracefulWorkerStopLosesNothing(new()), Drill(DrillKind.WorkerStop, "worker_stop_graceful_mid_burst", "stored_10s_after_restart")).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void BrokerWithBacklog_Recorded300Of300_Passes() => Histories.Judge(
        new BrokerRestartLosesNothing(new()), Drill(DrillKind.BrokerRestart, "redis_sigkill_with_backlog_aof", "stored")).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void DatabaseDown_RecordedNoneOf60_Fails() => Histories.Judge(
        new DatabaseCrashLosesNothing(new()), Drill(DrillKind.DatabaseCrash, "postgres_down_with_backlog", "stored_after_pg_back", Taken("postgres_down_with_backlog") - LeftTaken)).Should()
        .Match<Observation>(answer => answer.Outcome == Outcome.Fail && answer.Measured == 60);

    [Fact]
    public void BrokerUnderABurst_Recorded10InUnacked_AreDelayed()
    {
        DrillResult seen = Drill(DrillKind.CutOff, "redis_sigkill_mid_burst_aof", "stored", Taken("redis_sigkill_mid_burst_aof") - LeftTaken);
        seen.Account.Should().Match<DrillAccount>(account => account.Accepted == 392 && account.Delayed == 10 && account.Lost == 0);
        Histories.Judge(new CutOffPartsLoseNothing(new()), seen).Outcome.Should().Be(Outcome.Pass);
    }

    private static DrillResult Drill(DrillKind kind, string name, string stored, int queued = 0) =>
        Histories.Of(kind, Faults.GetProperty(name).GetProperty("sent").GetProperty("200").GetInt32(), Faults.GetProperty(name).GetProperty(stored).GetInt32(), queued);

    // waiting/taken/indexed
    private static int Taken(string name) => int.Parse(Faults.GetProperty(name).GetProperty("queue_end").GetString()!.Split('/')[1]);
}
