using Verification.Readiness.Alerts;

namespace Verification.Readiness.Tests.Alerts;

/// <summary>Deliveries as GlitchTip makes them; a test changes only what it is about.</summary>
internal static class Sent
{
    public const string Title = "Error: boom";
    public const string IssueLink = "https://errors.example.test/acme/issues/7";
    public const string MonitorLink = "https://errors.example.test/acme/uptime-monitors/3";

    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<AlertShape> Everybody = Enum.GetValues<AlertShape>();

    public static AlertDelivery Delivery(AlertShape shape, string text, int second = 0) => new(shape, Start.AddSeconds(second), text);

    public static IReadOnlyList<AlertDelivery> OfIssue(string title = Title, string link = IssueLink, string colour = "#e52b50") =>
    [
        Delivery(AlertShape.Webhook, $$"""{"text":"GlitchTip Alert","attachments":[{"title":"{{title}}","title_link":"{{link}}","text":null,"color":"{{colour}}","fields":[{"title":"Project","value":"web","short":true}]}]}"""),
        Delivery(AlertShape.Discord, $$"""{"content":"GlitchTip Alert","embeds":[{"title":"{{title}}","description":null,"color":{{Convert.ToInt32(colour[1..], 16)}},"url":"{{link}}","fields":[{"name":"Project","value":"web","inline":true}]}]}"""),
        Delivery(AlertShape.GoogleChat, $$$$"""{"cardsV2":[{"cardId":"c","card":{"header":{"title":"GlitchTip Alert","subtitle":"web"},"sections":[{"header":"<font color='{{{{colour}}}}'>{{{{title}}}}</font>","widgets":[{"decoratedText":{"topLabel":"Culprit","text":null}},{"buttonList":{"buttons":[{"text":"View","onClick":{"openLink":{"url":"{{{{link}}}}"}}}]}}]}]}}]}"""),
        Delivery(AlertShape.Mail, $"Subject: Error in web: {title}\n\n{title}\n{link}\n"),
    ];

    public static IReadOnlyList<AlertDelivery> OfMonitor(bool isUp, string link = MonitorLink, int second = 0)
    {
        string words = isUp ? "The monitored site is back up." : "The monitored site has gone down.";
        return
        [
            Delivery(AlertShape.Webhook, $$"""{"text":"GlitchTip Uptime Alert","attachments":[{"title":"page","title_link":"{{link}}","text":"{{words}}","color":null,"fields":null}]}""", second),
            Delivery(AlertShape.Discord, $$"""{"content":"GlitchTip Uptime Alert","embeds":[{"title":"page","description":"{{words}}","color":null,"url":"{{link}}","fields":[]}]}""", second),
            Delivery(AlertShape.GoogleChat, $$$$$$"""{"cardsV2":[{"cardId":"c","card":{"header":{"title":"GlitchTip Uptime Alert","subtitle":"page"},"sections":[{"widgets":[{"decoratedText":{"text":"{{{{{{words}}}}}}","button":{"text":"View","onClick":{"openLink":{"url":"{{{{{{link}}}}}}"}}}}}]}]}}]}""", second),
            Delivery(AlertShape.Mail, $"Subject: GlitchTip: page {(isUp ? "is back up" : "is down")}\n\nSee {link}\n", second),
        ];
    }
}
