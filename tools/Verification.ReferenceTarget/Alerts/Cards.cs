using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Alerts;

/// <summary>The cards of Google Chat.</summary>
internal static class Cards
{
    /// <summary>A message of cards.</summary>
    public static JsonObject Of(IEnumerable<JsonObject> cards) => new()
    {
        ["cardsV2"] = new JsonArray([.. cards.Select(card => (JsonNode)new JsonObject { ["cardId"] = "createCardMessage", ["card"] = card })]),
    };

    /// <summary>One card with one section.</summary>
    public static JsonObject Card(string title, string subtitle, JsonObject section) => new()
    {
        ["header"] = new JsonObject { ["title"] = title, ["subtitle"] = subtitle },
        ["sections"] = new JsonArray(section),
    };
}
