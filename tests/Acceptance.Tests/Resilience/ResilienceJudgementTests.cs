using FluentAssertions;
using Verification.Acceptance.Resilience;
using Verification.Fixtures.Faults;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Resilience;

/// <summary>What drills written by hand are worth: missing evidence is never a pass.</summary>
public sealed class ResilienceJudgementTests
{
    private static readonly StopSeen Ended = new(TimeSpan.FromSeconds(0.5), Killed: false, 0);

    [Fact]
    public void Judge_EverythingStoredOnce_Passes() =>
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), Histories.Of(DrillKind.WorkerStop, accepted: 300, stored: 300)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Samples == 300);

    [Fact]
    public void Judge_OneEventMissing_Fails() =>
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), Histories.Of(DrillKind.WorkerStop, accepted: 300, stored: 299)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1);

    [Fact]
    public void Judge_OneEventStoredTwice_Fails()
    {
        DrillResult result = Histories.Of(DrillKind.WorkerStop, accepted: 300, stored: 300);
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), result with { Rows = result.Rows.ToDictionary(row => row.Key, row => row.Key.EndsWith("2a", StringComparison.Ordinal) ? 2 : 1) }).Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void Judge_NothingInFlight_IsUnknown() =>
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), Histories.Of(DrillKind.WorkerStop, accepted: 300, stored: 300, inFlight: 0)).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Judge_NothingAccepted_IsUnknown() =>
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), Histories.Of(DrillKind.WorkerStop, accepted: 0, stored: 0, unanswered: 300)).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Judge_OraclesDisagree_IsUnknownWithBothFigures()
    {
        DrillResult result = Histories.Of(DrillKind.WorkerStop, accepted: 300, stored: 300);
        Histories.Judge(new GracefulWorkerStopLosesNothing(new()), result with { Listed = result.Listed.Skip(1).ToHashSet() }).Should()
            .Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("the database has 300") && seen.Reason.Contains("the API lists 299"));
    }

    [Fact]
    public void Judge_FaultThatDidNotHappen_IsUnknownEvenIfEventsAreMissing() =>
        Histories.Judge(new DatabaseCrashLosesNothing(new()), Histories.Of(DrillKind.DatabaseCrash, accepted: 300, stored: 200) with { Doubt = "PostgreSQL was not killed" }).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Judge_EventsMissingAndMessagesThatCanNotBeRead_IsUnknown() =>
        Histories.Judge(new KilledWorkerLosesNothing(new()), Histories.Of(DrillKind.WorkerKill, accepted: 300, stored: 250) with { UnreadableMessages = 50 }).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Judge_UnansweredRequests_AreNobodysLoss() =>
        Histories.Judge(new DatabaseCrashLosesNothing(new()), Histories.Of(DrillKind.DatabaseCrash, accepted: 100, stored: 100, unanswered: 100)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Samples == 100);

    [Theory]
    [InlineData(8, 8, false, Outcome.Pass, 0)]
    [InlineData(8, 5, false, Outcome.Fail, 3)]
    [InlineData(8, 8, true, Outcome.Fail, 1)]
    [InlineData(1, 1, false, Outcome.Pass, 0)]
    [InlineData(0, 0, false, Outcome.Unknown, null)]
    public void WebStop_RequestsTakenAndAnswered_AreCounted(int taken, int answered, bool killed, Outcome expected, int? measured) => Histories
        .Judge(new WebStopFinishesRequests(new()), Histories.Of(DrillKind.WebStop, accepted: Math.Max(1, answered), stored: Math.Max(1, answered)) with { Extra = new WebExtra(8, taken, answered, Ended with { Killed = killed }) })
        .Should().Match<Observation>(seen => seen.Outcome == expected && seen.Measured == measured);

    [Fact]
    public void WebStop_AcknowledgedAndNotStored_Fails() => Histories
        .Judge(new WebStopFinishesRequests(new()), Histories.Of(DrillKind.WebStop, accepted: 8, stored: 7) with { Extra = new WebExtra(8, 8, 8, Ended) }).Outcome.Should().Be(Outcome.Fail);

    [Theory]
    [InlineData(true, true, true, 0, Outcome.Pass)]
    [InlineData(true, false, true, 0, Outcome.Fail)]
    [InlineData(true, true, false, 0, Outcome.Fail)]
    [InlineData(true, true, true, 1, Outcome.Fail)]
    [InlineData(false, true, true, 0, Outcome.Unknown)]
    public void MemoryLimit_WhatTheEngineDid_Decides(bool exceeded, bool restarted, bool flows, int others, Outcome expected) => Histories
        .Judge(new MemoryLimitRestartsTheContainer(new()), Histories.Of(DrillKind.MemoryLimit, accepted: 50, stored: 50) with
        {
            Extra = new MemoryExtra(new(448, exceeded, restarted, TimeSpan.FromSeconds(2), [.. Enumerable.Repeat("Redis: ended", others)], []), flows),
        }).Outcome.Should().Be(expected);
}
