using FluentAssertions;
using Verification.Readiness.Alerts;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Alerts;

/// <summary>Every recipient is told of the outage and of its end, once each and in this order.</summary>
public sealed class UptimeAlertTests
{
    private static readonly CheckDefinition Check = Given.Check("UptimeAlertArrives") with { Threshold = new(Comparison.Equal, 2, "alerts") };
    private static readonly IReadOnlyList<AlertDelivery> Both = [.. Sent.OfMonitor(isUp: false), .. Sent.OfMonitor(isUp: true, second: 10)];

    [Fact]
    public void EveryRecipient_ToldOfBoth_Passes() => Judge(Both).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 2 && seen.Samples == 4);

    [Fact]
    public void EveryRecipient_ToldTwiceOfEach_Fails() => Judge([.. Both, .. Both]).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 4);

    [Fact]
    public void Nobody_Told_Fails() => Judge([]).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Details.Count == 4);

    [Fact]
    public void Recovery_NotTold_Fails() => Judge(Sent.OfMonitor(isUp: false)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1);

    [Theory]
    [InlineData(AlertShape.Webhook)]
    [InlineData(AlertShape.Discord)]
    [InlineData(AlertShape.GoogleChat)]
    [InlineData(AlertShape.Mail)]
    public void OneRecipient_ToldUpWhenItWasDown_Fails(AlertShape shape) =>
        Judge([.. Both.Where(delivery => delivery.Shape != shape), Sent.OfMonitor(isUp: true).Single(Of(shape)), Sent.OfMonitor(isUp: true, second: 10).Single(Of(shape))]).Should()
            .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1 && seen.Reason.Contains("it says that the site is up when it was down"));

    [Fact]
    public void Words_OfNeitherState_Fail() => Judge([.. Both.Select(delivery => delivery with { Text = delivery.Text.Replace("has gone down", "has changed", StringComparison.Ordinal) })]).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Details.Count == 3 && seen.Reason.Contains("says neither"));

    [Fact]
    public void Link_ToAnotherMonitor_Fails() => Judge([.. Sent.OfMonitor(isUp: false, Sent.MonitorLink + "1"), .. Sent.OfMonitor(isUp: true, second: 10)]).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1 && seen.Reason.Contains("leads to /acme/uptime-monitors/31 and not to monitor 3"));

    [Fact]
    public void Outage_NotSeen_IsUnknown() => UptimeAlert.Evaluate(Check, Facts([]) with { OutageSeen = false, RecoverySeen = false }).Outcome.Should().Be(Outcome.Unknown);

    [Theory]
    [InlineData(0, Outcome.Fail)]
    [InlineData(1, Outcome.Unknown)]
    [InlineData(2, Outcome.Unknown)]
    public void Recovery_NotSeen_IsUnknownUnlessTheOutageWasNotTold(int times, Outcome expected) => UptimeAlert
        .Evaluate(Check, Facts([.. Enumerable.Repeat(Sent.OfMonitor(isUp: false), times).SelectMany(sent => sent)]) with { RecoverySeen = false }).Outcome.Should().Be(expected);

    [Fact]
    public void Deliveries_AboutOtherThings_DoNotCount() => Judge([.. Both, .. Sent.OfIssue()]).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void Recipient_ThatCouldNotBeAsked_LeavesItOpen() => UptimeAlert
        .Evaluate(Check, Facts(Both) with { Recipients = [AlertShape.Webhook], NotAsked = "E-mail could not be asked for" }).Outcome.Should().Be(Outcome.Unknown);

    private static Func<AlertDelivery, bool> Of(AlertShape shape) => delivery => delivery.Shape == shape;

    private static Observation Judge(IReadOnlyList<AlertDelivery> deliveries) => UptimeAlert.Evaluate(Check, Facts(deliveries));

    private static UptimeAlertFacts Facts(IReadOnlyList<AlertDelivery> deliveries) => new()
    {
        Organization = "acme", Monitor = 3, Name = "page", OutageSeen = true, RecoverySeen = true, Recipients = Sent.Everybody, Deliveries = deliveries,
    };
}
