using FluentAssertions;
using Verification.Readiness.Alerts;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Readiness.Tests.Alerts;

/// <summary>Every recipient is told of the right issue, once, in red.</summary>
public sealed class IssueAlertTests
{
    private static readonly CheckDefinition Check = Given.Check("IssueAlertArrivesOnce") with { Threshold = new(Comparison.Equal, 1, "alerts") };

    [Fact]
    public void EveryRecipient_ToldOnce_Passes() => Judge(Sent.OfIssue()).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 1 && seen.Samples == 4);

    [Fact]
    public void EveryRecipient_ToldOnce_SaysHowSoon() => IssueAlert.Evaluate(Check, Facts([.. Sent.OfIssue(), .. Sent.OfMonitor(isUp: false, second: 99)]) with { Sent = Sent.Start.AddSeconds(-3) }).Reason.Should()
        .Be("Each recipient (general webhook, Discord, Google Chat, e-mail) was told once, the last 3.0 s after its first event was sent.");

    [Fact]
    public void EveryRecipient_ToldTwice_Fails() => Judge([.. Sent.OfIssue(), .. Sent.OfIssue()]).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 2 && seen.Details.Count == 4 && seen.Reason.StartsWith("general webhook: 2 alerts arrived where 1 was due"));

    [Fact]
    public void Nobody_Told_Fails() => Judge([]).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Reason.Contains("no alert arrived"));

    [Theory]
    [InlineData(0, "general webhook: no alert arrived")]
    [InlineData(1, "Discord: no alert arrived")]
    [InlineData(2, "Google Chat: no alert arrived")]
    [InlineData(3, "e-mail: no alert arrived")]
    public void OneRecipient_NotTold_Fails(int missing, string reason) => Judge([.. Sent.OfIssue().Where((_, index) => index != missing)]).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Reason.StartsWith(reason));

    [Fact]
    public void OneRecipient_ToldTwice_Fails() => Judge([.. Sent.OfIssue(), Sent.OfIssue()[3]]).Measured.Should().Be(2);

    [Theory]
    [InlineData("#4b60b4")]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    public void Error_InAnotherColourThanRed_Fails(string colour) => Judge(Sent.OfIssue(colour: colour)).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Reason.Contains($"an error is shown in {colour} and not in red") && seen.Details.Count == 3);

    [Fact]
    public void Error_WithoutAColour_Fails() => Judge([.. Sent.OfIssue().Select(delivery => delivery with { Text = delivery.Text.Replace("15018832", "null", StringComparison.Ordinal) })]).Reason.Should()
        .StartWith("Discord: an error is shown in no colour");

    [Fact]
    public void Link_ToAnotherIssue_Fails() => Judge(Sent.OfIssue(link: Sent.IssueLink + "1")).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Details.Count == 4 && seen.Reason.Contains("the link leads to /acme/issues/71 and not to issue 7"));

    [Fact]
    public void Title_OfAnotherIssue_Fails() => Judge(Sent.OfIssue(title: "Error: other")).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Details.Count == 4 && seen.Reason.Contains("it is titled \"Error: other\""));

    [Fact]
    public void Message_ThatNobodyCanRead_IsNoAlert() => Judge([.. Sent.OfIssue().Select(delivery => delivery.Shape == AlertShape.Discord ? delivery with { Text = "{}" } : delivery)]).Should()
        .Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Reason.StartsWith("Discord: a message can't be read: \"content\" is missing"));

    [Fact]
    public void Deliveries_AboutOtherThings_DoNotCount() =>
        Judge([.. Sent.OfIssue(), .. Sent.OfIssue("Error: other", Sent.IssueLink + "1"), .. Sent.OfMonitor(isUp: false)]).Outcome.Should().Be(Outcome.Pass);

    [Fact]
    public void Recipient_ThatCouldNotBeAsked_LeavesItOpenUnlessAnotherFails()
    {
        IssueAlertFacts three = Facts(Sent.OfIssue()) with { Recipients = [.. Sent.Everybody.Where(shape => shape != AlertShape.Mail)], NotAsked = "E-mail could not be asked for" };
        IssueAlert.Evaluate(Check, three).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.StartsWith("E-mail could not be asked for"));
        IssueAlert.Evaluate(Check, three with { Deliveries = [] }).Outcome.Should().Be(Outcome.Fail);
    }

    [Fact]
    public void Event_NotStored_IsUnknown() => IssueAlert.Evaluate(Check, Facts([]) with { Doubt = "not stored" }).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason == "not stored");

    [Fact]
    public void NoRecipient_IsUnknown() => IssueAlert.Evaluate(Check, Facts([]) with { Recipients = [] }).Outcome.Should().Be(Outcome.Unknown);

    private static Observation Judge(IReadOnlyList<AlertDelivery> deliveries) => IssueAlert.Evaluate(Check, Facts(deliveries));

    private static IssueAlertFacts Facts(IReadOnlyList<AlertDelivery> deliveries) => new() { Organization = "acme", Issue = 7, Title = Sent.Title, Recipients = Sent.Everybody, Deliveries = deliveries };
}
