using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Watching;
using Xunit;

namespace Verification.Readiness.Tests.Watching;

public sealed class WatchJudgeTests
{
    private static readonly WatchPlan Two = new(TimeSpan.FromHours(2), TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    [Fact]
    public void Unbroken_WhileItRuns_IsUnknown() =>
        Ask(WatchCriteria.Unbroken, new Watched().Check(0).State, hours: 1).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Unbroken_NobodyRunsItAnyMore_IsUnknownAndSaysSo()
    {
        Observation seen = Ask(WatchCriteria.Unbroken, new Watched().Check(0).State, hours: 9);

        seen.Outcome.Should().Be(Outcome.Unknown);
        seen.Reason.Should().Contain("nobody looked for 9 h");
    }

    [Fact]
    public void Failure_BeforeTheEnd_StandsAtOnce() =>
        Ask(WatchCriteria.Canaries, new Watched().Canary(0, Outcome.Fail, "lost").State, hours: 1).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void NoFailure_BeforeTheEnd_IsUnknown() =>
        Ask(WatchCriteria.Canaries, new Watched().Canary(0, Outcome.Pass).State, hours: 1).Reason.Should().Contain("So far: All 1 test event came back as sent");

    [Fact]
    public void Canaries_NoneWasSent_IsUnknown() => Ask(WatchCriteria.Canaries, Finished(canaries: false), hours: 2).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Restart_OnlyWebCanBeSeen_IsUnknown()
    {
        CheckFigures web = new() { Parts = [new("web", "a", null, 1)], PartsUnseen = "only web can be seen" };

        Ask(WatchCriteria.NoRestart, Finished(web), hours: 2).Outcome.Should().Be(Outcome.Unknown);
    }

    [Fact]
    public void Restart_OfTheOnlyPartThatCanBeSeen_IsAFailureAllTheSame()
    {
        Watched watched = new Watched(Two).Check(0, new() { Parts = [new("web", "a", null, 1)], PartsUnseen = "only web" }).Check(1, new() { Parts = [new("web", "b", null, 1)], PartsUnseen = "only web" });

        Ask(WatchCriteria.NoRestart, watched.State, hours: 2).Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void Availability_FewLooks_ProveNothing() => Ask(WatchCriteria.Availability, Finished(), hours: 2).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Services_OfNobody_AreUnknown() => Ask(WatchCriteria.Services, Finished(), hours: 2).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void AnotherCheck_IsNotAnswered() => Ask("TagsAreIntact", Finished(), hours: 2).Outcome.Should().Be(Outcome.Unknown);

    private static WatchState Finished(CheckFigures? figures = null, bool canaries = true)
    {
        Watched watched = new(Two);
        for (int hour = 0; hour <= 2; hour++)
        {
            watched.Check(hour, figures);
            watched.Canary(hour, canaries ? Outcome.Pass : Outcome.Unknown).After(hour < 2 ? 1 : 0);
        }

        foreach (int milestone in new[] { 0, 1 })
        {
            watched.Add(new() { Sequence = 0, Kind = WatchKind.Milestone, At = Watched.Start, Index = milestone, Outcome = Outcome.Pass, Reason = "over" });
        }

        watched.State.IsComplete.Should().BeTrue();
        return watched.State;
    }

    private static Observation Ask(string id, WatchState state, double hours) => WatchJudge.Of(
        new CheckDefinition
        {
            Id = id, Area = "watch", Question = "?", Category = "Reliability", Requirement = Requirement.Required, Why = "why", Severity = Severity.High, Points = 1, AppliesTo = [TargetKind.Attached], Built = true,
            Threshold = id is WatchCriteria.Unbroken ? new(Comparison.AtLeast, 48, "h") : id is WatchCriteria.Availability ? new(Comparison.AtLeast, 99.5, "%") : new(Comparison.AtMost, 0, "things"),
            Source = "here", Remediation = "do", Minutes = 1,
        },
        state, Watched.Start.AddHours(hours));
}
