using FluentAssertions;
using Verification.Readiness.Alerts;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Alerts;

/// <summary>How soon a monitor sees that its page is broken, and whole again.</summary>
public sealed class UptimeMonitorTests
{
    private static readonly CheckDefinition Check = Given.Check("UptimeMonitorDetectsOutage") with { Threshold = new(Comparison.AtMost, 120, "s") };

    private static readonly MonitorFacts Seen = new() { Interval = 10, ChecksBefore = 2, WasUp = true, Checks = 6, Visits = 6, DownAfter = 9, WaitedForDown = 9, UpAfter = 5, WaitedForUp = 5, Look = 0.5 };

    [Fact]
    public void BothChanges_SeenInTime_Pass()
    {
        UptimeMonitor.Outage(Check, Seen).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 8.75 && seen.Error == 0.25);
        UptimeMonitor.Recovery(Check, Seen).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 4.75);
    }

    [Theory]
    [InlineData(119, Outcome.Pass)]
    [InlineData(120.4, Outcome.Unknown)]
    [InlineData(121, Outcome.Fail)]
    public void Outage_SeenLate_IsHeldAgainstTheThreshold(double after, Outcome expected) => UptimeMonitor.Outage(Check, Seen with { DownAfter = after }).Outcome.Should().Be(expected);

    [Fact]
    public void Monitor_ThatNeverRuns_FailsTheOutageAndLeavesTheRecoveryOpen()
    {
        MonitorFacts never = Seen with { ChecksBefore = 0, WasUp = false, Checks = 0, Visits = 0, DownAfter = null, WaitedForDown = 123, UpAfter = null, WaitedForUp = 0 };
        UptimeMonitor.Outage(Check, never).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 123 && seen.Reason.Contains("did not check its page once"));
        UptimeMonitor.Recovery(Check, never).Outcome.Should().Be(Outcome.Unknown);
    }

    [Fact]
    public void Recovery_NeverSeen_FailsAlone()
    {
        MonitorFacts stuck = Seen with { UpAfter = null, WaitedForUp = 123 };
        UptimeMonitor.Outage(Check, stuck).Outcome.Should().Be(Outcome.Pass);
        UptimeMonitor.Recovery(Check, stuck).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 123);
    }

    [Fact]
    public void Page_CalledDownWhileItWasWhole_IsUnknown()
    {
        MonitorFacts blind = Seen with { WasUp = false, Visits = 0 };
        UptimeMonitor.Outage(Check, blind).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("0 requests came for it"));
        UptimeMonitor.Recovery(Check, blind).Outcome.Should().Be(Outcome.Unknown);
    }

    [Fact]
    public void Doubt_IsUnknown() => UptimeMonitor.Outage(Check, Seen with { Doubt = "why" }).Reason.Should().Be("why");
}
