using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>That a monitored site went down, or is back.</summary>
public sealed record UptimeNotice(Sender Sender, string Monitor, string Link, bool IsUp) : Notice(Sender)
{
    private const string Headline = "GlitchTip Uptime Alert";

    private string Sentence => IsUp ? "The monitored site is back up." : "The monitored site has gone down.";

    /// <inheritdoc/>
    public override JsonObject Webhook() => new()
    {
        ["alias"] = "GlitchTip",
        ["text"] = Headline,
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["title"] = Monitor, ["title_link"] = Link, ["text"] = Sentence, ["image_url"] = null, ["color"] = null, ["fields"] = null, ["mrkdown_in"] = null,
        }),
        ["sections"] = new JsonArray(new JsonObject { ["activityTitle"] = Monitor, ["activitySubtitle"] = Sentence }),
    };

    /// <inheritdoc/>
    public override JsonObject Discord() => new()
    {
        ["content"] = Headline,
        ["embeds"] = new JsonArray(new JsonObject
        {
            ["title"] = Monitor, ["description"] = Sentence, ["color"] = null, ["url"] = Link, ["fields"] = new JsonArray(),
        }),
    };

    /// <inheritdoc/>
    public override JsonObject GoogleChat()
    {
        JsonObject open = new() { ["text"] = "View", ["onClick"] = new JsonObject { ["openLink"] = new JsonObject { ["url"] = Link } } };
        JsonObject widget = new() { ["decoratedText"] = new JsonObject { ["text"] = Sentence, ["button"] = open } };
        return Cards.Of([Cards.Card(Headline, Monitor, new JsonObject { ["widgets"] = new JsonArray(widget) })]);
    }

    /// <inheritdoc/>
    public override (string Subject, string Text) Mail() =>
        ($"GlitchTip: {Monitor} {(IsUp ? "is back up" : "is down")}", $"{Monitor} {(IsUp ? "is back up" : "is down")}.\n\nView the monitor: {Link}\n");
}
