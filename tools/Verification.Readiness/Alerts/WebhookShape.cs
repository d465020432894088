using System.Text.Json;

namespace Verification.Readiness.Alerts;

/// <summary>A general webhook as Slack and its imitators read it: a text, and attachments with title, link, colour and fields.</summary>
internal static class WebhookShape
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="AlertShapeException">They could not.</exception>
    public static AlertMessage Read(JsonElement body) => new(body.Text("text"), [.. (body.OptionalList("attachments") ?? []).Select(Attachment)]);

    private static AlertItem Attachment(JsonElement attachment)
    {
        foreach (JsonElement field in attachment.OptionalList("fields") ?? [])
        {
            _ = field.Text("title");
            _ = field.Text("value");
            field.RequireFlag("short");
        }

        return new(attachment.Text("title"), attachment.Address("title_link"), attachment.OptionalText("text") ?? "", ShapeReader.Colour(attachment.OptionalText("color"), "color"));
    }
}
