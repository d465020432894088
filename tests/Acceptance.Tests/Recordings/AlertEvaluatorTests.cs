using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Alerts;
using Verification.Acceptance.Uptime;
using Verification.Readiness;
using Verification.Readiness.Alerts;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>What the real 5.2 checked and sent (recording 20), put through the evaluators. In its second half two alerts were defined, each with recipients at a host of its own.</summary>
public sealed class AlertEvaluatorTests
{
    private const string OneAlert = "hook:9000";
    private const string TheOther = "hook.rig.test:9000";
    private const long Issue = 58;
    private const long Monitor = 5;
    private static readonly JsonElement Recording = Recorded.File("20-uptime-alerts");
    private static readonly IReadOnlyList<AlertShape> Webhooks = [AlertShape.Webhook, AlertShape.Discord, AlertShape.GoogleChat];

    [Fact]
    public void IssueAlert_RecipientsOfOneAlert_Passes() =>
        OfIssue(Sent(OneAlert)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 1 && seen.Samples == 3);

    [Fact]
    public void IssueAlert_AmongOthersInOneMessage_Passes() => OfIssue(Sent(TheOther)).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void IssueAlert_TwoAlertsDefined_FailsBecauseEverythingArrivesTwice() =>
        OfIssue([.. Sent(OneAlert), .. Sent(TheOther)]).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 2 && seen.Details.Count == 3);

    [Theory]
    [InlineData("#e52b50", "#4b60b4")]
    [InlineData("/issues/58", "/issues/59")]
    [InlineData("alert me", "alert you")]
    [InlineData("15018832", "\"#e52b50\"")]
    public void IssueAlert_TamperedRecording_Fails(string was, string becomes) =>
        OfIssue([.. Sent(OneAlert).Select(delivery => delivery with { Text = delivery.Text.Replace(was, becomes, StringComparison.Ordinal) })]).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void UptimeAlert_RecipientsOfEachAlert_Passes()
    {
        OfMonitor(Sent(OneAlert)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 2 && seen.Samples == 3);
        OfMonitor(Sent(TheOther)).Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public void UptimeAlert_TwoAlertsDefined_FailsBecauseEverythingArrivesTwice() =>
        OfMonitor([.. Sent(OneAlert), .. Sent(TheOther)]).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 4);

    [Theory]
    [InlineData("has gone down", "is back up")]
    [InlineData("/uptime-monitors/5", "/uptime-monitors/6")]
    public void UptimeAlert_TamperedRecording_Fails(string was, string becomes) =>
        OfMonitor([.. Sent(OneAlert).Select(delivery => delivery with { Text = delivery.Text.Replace(was, becomes, StringComparison.Ordinal) })]).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void UptimeMonitor_RecordedTimes_PassesBoth()
    {
        MonitorFacts facts = Facts();
        UptimeMonitor.Outage(Recorded.Check(nameof(UptimeMonitorDetectsOutage)), facts).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 9.137);
        UptimeMonitor.Recovery(Recorded.Check(nameof(UptimeMonitorDetectsRecovery)), facts).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 5.036);
    }

    [Fact]
    public void UptimeMonitor_TamperedRecording_FailsTheOneThatIsNotSeen()
    {
        MonitorFacts facts = Facts() with { UpAfter = null, WaitedForUp = 123 };
        UptimeMonitor.Outage(Recorded.Check(nameof(UptimeMonitorDetectsOutage)), facts).Outcome.Should().Be(Outcome.Pass);
        UptimeMonitor.Recovery(Recorded.Check(nameof(UptimeMonitorDetectsRecovery)), facts).Outcome.Should().Be(Outcome.Fail);
        UptimeMonitor.Outage(Recorded.Check(nameof(UptimeMonitorDetectsOutage)), facts with { DownAfter = null, WaitedForDown = 123 }).Outcome.Should().Be(Outcome.Fail);
    }

    private static Observation OfIssue(IReadOnlyList<AlertDelivery> deliveries) => IssueAlert.Evaluate(
        Recorded.Check(nameof(IssueAlertArrivesOnce)), new() { Organization = "rig", Issue = Issue, Title = "alert me", Recipients = Webhooks, Deliveries = deliveries });

    private static Observation OfMonitor(IReadOnlyList<AlertDelivery> deliveries) => UptimeAlert.Evaluate(
        Recorded.Check(nameof(UptimeAlertArrives)), new() { Organization = "rig", Monitor = Monitor, Name = "flip", OutageSeen = true, RecoverySeen = true, Recipients = Webhooks, Deliveries = deliveries });

    private static IReadOnlyList<AlertDelivery> Sent(string host) =>
    [
        .. Recording.GetProperty("webhooks").EnumerateArray().Select((sent, index) => (sent, index)).Where(entry => entry.sent.GetProperty("host").GetString() == host).Select(entry => new AlertDelivery(
            entry.sent.GetProperty("path").GetString() switch { "/hook" => AlertShape.Webhook, "/discord" => AlertShape.Discord, _ => AlertShape.GoogleChat },
            DateTimeOffset.UnixEpoch.AddSeconds(entry.index), entry.sent.GetProperty("body").GetRawText())),
    ];

    private static MonitorFacts Facts()
    {
        bool[] before = States("monitor_up"), after = States("monitor_down");
        return new()
        {
            Interval = 5, ChecksBefore = before.Length, WasUp = before.Any(isUp => isUp), Checks = after.Length, Visits = after.Length,
            DownAfter = Recording.GetProperty("downDetectedMs").GetDouble() / 1000, UpAfter = Recording.GetProperty("upDetectedMs").GetDouble() / 1000,
        };
    }

    private static bool[] States(string name) => [.. Recording.GetProperty(name).GetProperty("body").GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("isUp").GetBoolean())];
}
