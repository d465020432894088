using FluentAssertions;
using Verification.Readiness.Alerts;
using Xunit;

namespace Verification.Readiness.Tests.Alerts;

/// <summary>Deliveries are read as strictly as their consumers read them.</summary>
public sealed class AlertReadingTests
{
    public static TheoryData<AlertShape, string, string> Refused => new()
    {
        { AlertShape.Webhook, "<html>", "it is no JSON" },
        { AlertShape.Webhook, "[]", "there is a list where an object with \"text\" should be" },
        { AlertShape.Webhook, """{"attachments":[]}""", "\"text\" is missing" },
        { AlertShape.Webhook, """{"text":"a","attachments":{}}""", "\"attachments\" is an object and no list" },
        { AlertShape.Webhook, """{"text":"a","attachments":[{"title":"t","color":15018832}]}""", "\"color\" is a number and no text" },
        { AlertShape.Webhook, """{"text":"a","attachments":[{"title":"t","color":"#e52b5"}]}""", "\"color\" is no colour" },
        { AlertShape.Webhook, """{"text":"a","attachments":[{"title":"t","title_link":"/acme/issues/7"}]}""", "\"title_link\" is no address that can be opened" },
        { AlertShape.Webhook, """{"text":"a","attachments":[{"title":"t","fields":[{"title":"Project","value":null}]}]}""", "\"value\" is missing" },
        { AlertShape.Webhook, """{"text":"a","attachments":[{"title":"t","fields":[{"title":"Project","value":"w","short":"yes"}]}]}""", "\"short\" is a text and no flag" },
        { AlertShape.Discord, """{"embeds":[]}""", "\"content\" is missing" },
        { AlertShape.Discord, """{"content":"a","embeds":[{"title":"t","color":"#e52b50"}]}""", "\"color\" is no whole number from 0 to 16777215" },
        { AlertShape.Discord, """{"content":"a","embeds":[{"title":"t","color":1.5}]}""", "\"color\" is no whole number from 0 to 16777215" },
        { AlertShape.Discord, """{"content":"a","embeds":[{"title":"t","color":16777216}]}""", "\"color\" is no whole number from 0 to 16777215" },
        { AlertShape.Discord, """{"content":"a","embeds":[{"title":"t","fields":[{"name":"Release","value":""}]}]}""", "\"value\" of a field is empty" },
        { AlertShape.Discord, $$"""{"content":"a","embeds":[{"title":"{{new string('t', 257)}}"}]}""", "\"title\" has 257 characters, and Discord takes 256" },
        { AlertShape.Discord, $$"""{"content":"a","embeds":[{{string.Join(',', Enumerable.Repeat("{}", 11))}}]}""", "there are 11 embeds, and Discord takes 10" },
        { AlertShape.GoogleChat, """{"text":"a"}""", "\"cardsV2\" is missing" },
        { AlertShape.GoogleChat, """{"cardsV2":[]}""", "\"cardsV2\" is empty" },
        { AlertShape.GoogleChat, """{"cardsV2":[{"card":{"header":{"title":"a","subtitle":"b"},"sections":[{"widgets":[]}]}}]}""", "a card has no section, or a section no widget" },
        { AlertShape.Mail, "From: a@example.test\n\ntext", "it has no subject" },
        { AlertShape.Mail, "Subject: a\n\n", "it has no text" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Delivery_ThatItsConsumersRefuse_HasAProblemAndNoMessage(AlertShape shape, string text, string problem)
    {
        AlertReading reading = AlertReading.Of(Sent.Delivery(shape, text));
        (reading.Message, reading.Problem).Should().Be((null, problem));
    }

    [Theory]
    [InlineData(AlertShape.Webhook)]
    [InlineData(AlertShape.Discord)]
    [InlineData(AlertShape.GoogleChat)]
    public void Issue_OfEachWebhook_IsReadWithTitleLinkAndColour(AlertShape shape)
    {
        AlertMessage message = AlertReading.Of(Sent.OfIssue().Single(delivery => delivery.Shape == shape)).Message!;
        message.Headline.Should().Be("GlitchTip Alert");
        message.Items.Should().ContainSingle().Which.Should().Be(new AlertItem(Sent.Title, new Uri(Sent.IssueLink), "", 0xe52b50));
    }

    [Fact]
    public void GoogleChat_SectionWithoutAColour_IsReadWithoutOne()
    {
        AlertDelivery uncoloured = Sent.OfIssue()[2] with { Text = Sent.OfIssue()[2].Text.Replace("#e52b50", "None", StringComparison.Ordinal) };
        AlertReading.Of(uncoloured).Message!.Items[0].Should().Match<AlertItem>(item => item.Title == Sent.Title && item.Colour == null);
    }

    [Fact]
    public void Mail_SeveralIssues_IsReadAsOneItemPerLink() => AlertReading.Of(Sent.Delivery(AlertShape.Mail, $"Subject: 2 errors reported in web\n\na {Sent.IssueLink}\nb {Sent.IssueLink}1\nhttps://errors.example.test/acme/settings/projects/web"))
        .Message!.Items.Select(item => item.Link!.AbsolutePath).Should().Equal("/acme/issues/7", "/acme/issues/71");
}
