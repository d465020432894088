using System.Text.Json;

namespace Verification.Readiness.Alerts;

/// <summary>A delivery as consumers of its shape read it.</summary>
/// <param name="Delivery">What arrived.</param>
/// <param name="Message">What it says; null when it can't be read.</param>
/// <param name="Problem">Why it can't be read; null when it can.</param>
public sealed record AlertReading(AlertDelivery Delivery, AlertMessage? Message, string? Problem)
{
    /// <summary>Reads a delivery, as strictly as its consumers do.</summary>
    public static AlertReading Of(AlertDelivery delivery)
    {
        try
        {
            return new(delivery, Read(delivery), null);
        }
        catch (Exception error) when (error is AlertShapeException or JsonException)
        {
            // That it can't be read is the finding.
            return new(delivery, null, error is JsonException ? "it is no JSON" : error.Message);
        }
    }

    private static AlertMessage Read(AlertDelivery delivery) => delivery.Shape switch
    {
        AlertShape.Webhook => WebhookShape.Read(JsonSerializer.Deserialize<JsonElement>(delivery.Text)),
        AlertShape.Discord => DiscordShape.Read(JsonSerializer.Deserialize<JsonElement>(delivery.Text)),
        AlertShape.GoogleChat => GoogleChatShape.Read(JsonSerializer.Deserialize<JsonElement>(delivery.Text)),
        AlertShape.Mail => MailShape.Read(MailText.Parse(delivery.Text)),
        _ => throw new InvalidOperationException($"Shape {delivery.Shape} has no consumer."),
    };
}
