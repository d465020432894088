using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>An issue as alerts show it; of its tags whatever has a value.</summary>
public sealed record NoticedIssue(string Title, string Link, string ShortId, string? Colour, string? Environment, string? ServerName, string? Release);

/// <summary>That issues of a project have as many events as its alert asks for.</summary>
public sealed record IssueNotice(Sender Sender, IReadOnlyList<NoticedIssue> Issues) : Notice(Sender)
{
    // MAX_ISSUES_PER_ALERT; e-mail lists every one.
    private const int MostShown = 3;
    private const string Name = "GlitchTip Alert";

    private string Headline => Issues.Count == 1 ? Name : $"{Name} ({Issues.Count} issues)";

    private IEnumerable<NoticedIssue> Shown => Issues.Take(MostShown);

    /// <inheritdoc/>
    public override JsonObject Webhook() => new()
    {
        ["alias"] = "GlitchTip",
        ["text"] = Headline,
        ["attachments"] = List(Shown, issue => new JsonObject
        {
            ["title"] = issue.Title, ["title_link"] = issue.Link, ["text"] = null, ["image_url"] = null, ["color"] = issue.Colour,
            ["fields"] = List(
                [("Project", Sender.Project, true), ("Environment", issue.Environment, true), ("Server Name", issue.ServerName, true), ("Release", issue.Release, false)],
                ((string Title, string? Value, bool Short) field) => new JsonObject { ["title"] = field.Title, ["value"] = field.Value, ["short"] = field.Short },
                field => field.Item2 is not null),
            ["mrkdown_in"] = new JsonArray("text"),
        }),
        ["sections"] = List(Shown, issue => new JsonObject { ["activityTitle"] = issue.Title, ["activitySubtitle"] = $"[{View(issue)}]({issue.Link})" }),
    };

    /// <inheritdoc/>
    public override JsonObject Discord() => new()
    {
        ["content"] = Headline,
        ["embeds"] = List(Shown, issue => new JsonObject
        {
            ["title"] = issue.Title, ["description"] = null, ["color"] = issue.Colour is { } colour ? Convert.ToInt32(colour[1..], 16) : null, ["url"] = issue.Link,
            ["fields"] = List(
                [("Project", Sender.Project, true), ("Environment", issue.Environment, true), ("Release", issue.Release, false), ("Server name", issue.ServerName, false)],
                ((string Name, string? Value, bool Inline) field) => new JsonObject { ["name"] = field.Name, ["value"] = field.Value, ["inline"] = field.Inline },
                field => field.Item2 is not null),
        }),
    };

    /// <inheritdoc/>
    public override JsonObject GoogleChat() => Cards.Of(Shown.Select(issue => Cards.Card(Name, Sender.Project, new JsonObject
    {
        ["header"] = $"<font color='{issue.Colour ?? "None"}'>{issue.Title}</font>",
        ["widgets"] = new JsonArray(
        [
            Labelled("Culprit", null), .. new[] { ("Environment", issue.Environment), ("Server Name", issue.ServerName), ("Release", issue.Release) }
                .Where(tag => tag.Item2 is not null).Select(tag => Labelled(tag.Item1, tag.Item2)),
            new JsonObject
            {
                ["buttonList"] = new JsonObject
                {
                    ["buttons"] = new JsonArray(new JsonObject { ["text"] = View(issue), ["onClick"] = new JsonObject { ["openLink"] = new JsonObject { ["url"] = issue.Link } } }),
                },
            },
        ]),
    })));

    /// <inheritdoc/>
    public override (string Subject, string Text) Mail() => (
        Issues.Count == 1 ? $"Error in {Sender.Project}: {Issues[0].Title}" : $"{Issues.Count} errors reported in {Sender.Project}",
        string.Concat(Issues.Select(issue => $"{issue.Title}\n{issue.Link}\n\n")));

    private static string View(NoticedIssue issue) => $"View Issue {issue.ShortId}";

    private static JsonObject Labelled(string label, string? text) => new() { ["decoratedText"] = new JsonObject { ["topLabel"] = label, ["text"] = text } };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> view, Func<T, bool>? which = null) =>
        new([.. items.Where(item => which?.Invoke(item) ?? true).Select(item => (JsonNode)view(item))]);
}
