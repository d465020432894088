using System.Text.Json;
using System.Text.RegularExpressions;

namespace Verification.Readiness.Alerts;

/// <summary>A webhook as Google Chat reads it: cards with a header, and sections of widgets.</summary>
internal static partial class GoogleChatShape
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="AlertShapeException">It is no message of cards.</exception>
    public static AlertMessage Read(JsonElement body)
    {
        JsonElement[] cards = [.. body.List("cardsV2").Select(card => card.Map("card"))];
        return cards.Length == 0 ? throw new AlertShapeException("\"cardsV2\" is empty") : new(cards[0].Map("header").Text("title"), [.. cards.Select(Card)]);
    }

    private static AlertItem Card(JsonElement card)
    {
        IReadOnlyList<JsonElement> sections = card.List("sections");
        if (sections.Count == 0 || sections.Any(section => section.List("widgets").Count == 0))
        {
            throw new AlertShapeException("a card has no section, or a section no widget");
        }

        string? heading = sections[0].OptionalText("header");
        Match coloured = Coloured().Match(heading ?? "");
        string title = coloured.Success ? coloured.Groups["text"].Value : heading ?? card.Map("header").Text("subtitle");
        JsonElement[] texts = [.. sections.SelectMany(section => section.List("widgets")).Select(widget => widget.Part("decoratedText")).OfType<JsonElement>()];
        return new(
            title, Links(card).Select(link => ShapeReader.ToAddress(link, "url")).FirstOrDefault(), string.Join('\n', texts.Select(text => text.OptionalText("text")).OfType<string>()),
            coloured.Success && coloured.Groups["colour"].Value != "None" ? ShapeReader.Colour(coloured.Groups["colour"].Value, "font color") : null);
    }

    // Of a button in a list, or beside a text.
    private static IEnumerable<string> Links(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Links),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(part => part.Name == "openLink" ? [part.Value.Text("url")] : Links(part.Value)),
        _ => [],
    };

    [GeneratedRegex("^<font color=['\"](?<colour>[^'\"]*)['\"]>(?<text>.*)</font>$", RegexOptions.Singleline)]
    private static partial Regex Coloured();
}
