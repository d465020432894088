using System.Text.Json;

namespace Verification.Readiness.Alerts;

/// <summary>A webhook as Discord reads it: a text, and embeds with title, description, address, a colour as a whole number, and fields. What exceeds its limits it refuses.</summary>
internal static class DiscordShape
{
    private const int MostContent = 2000;
    private const int MostEmbeds = 10;
    private const int MostTitle = 256;
    private const int MostDescription = 4096;
    private const int MostFields = 25;
    private const int MostValue = 1024;
    private const int White = 0xFFFFFF;

    /// <summary>Reads a body.</summary>
    /// <exception cref="AlertShapeException">Discord would refuse it.</exception>
    public static AlertMessage Read(JsonElement body)
    {
        IReadOnlyList<JsonElement> embeds = body.OptionalList("embeds") ?? [];
        return embeds.Count > MostEmbeds
            ? throw new AlertShapeException($"there are {embeds.Count} embeds, and Discord takes {MostEmbeds}")
            : new(Short(body.Text("content"), "content", MostContent), [.. embeds.Select(Embed)]);
    }

    private static AlertItem Embed(JsonElement embed)
    {
        IReadOnlyList<JsonElement> fields = embed.OptionalList("fields") ?? [];
        if (fields.Count > MostFields)
        {
            throw new AlertShapeException($"an embed has {fields.Count} fields, and Discord takes {MostFields}");
        }

        foreach (JsonElement field in fields)
        {
            _ = Filled(field, "name", MostTitle);
            _ = Filled(field, "value", MostValue);
            field.RequireFlag("inline");
        }

        return new(Short(embed.Text("title"), "title", MostTitle), embed.Address("url"), Short(embed.OptionalText("description") ?? "", "description", MostDescription), Colour(embed));
    }

    private static int? Colour(JsonElement embed) => embed.Part("color") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int colour) && colour is >= 0 and <= White => colour,
        _ => throw new AlertShapeException("\"color\" is no whole number from 0 to 16777215"),
    };

    private static string Filled(JsonElement field, string name, int most) => field.Text(name) is { Length: > 0 } text ? Short(text, name, most) : throw new AlertShapeException($"\"{name}\" of a field is empty");

    private static string Short(string text, string name, int most) => text.Length <= most ? text : throw new AlertShapeException($"\"{name}\" has {text.Length} characters, and Discord takes {most}");
}
