using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.SdkDriver.Raise;

/// <summary>A notification service that trips over a booking whose client has no contact, on each attempt it makes.</summary>
internal sealed class FailedNotification : Place
{
    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        JsonElement booking = definition.GetProperty("booking");
        int attempts = definition.GetProperty("attempts").GetInt32();
        string? lastError = null;
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            try
            {
                SendReminder(JsonObject.Create(booking)!);
            }
            catch (NullReferenceException error) when (attempt < attempts)
            {
                lastError = $"{error.GetType().Name}: {error.Message}";
            }
            catch (NullReferenceException error)
            {
                await report(error, new Dictionary<string, object?> { ["booking"] = Plain.Of(booking), ["attempts"] = (long)attempts, ["lastError"] = lastError });
                return;
            }
        }

        throw new InvalidOperationException("the booking of the scenario can be notified, so nothing failed");
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string SendReminder(JsonObject booking) => RenderReminder(booking, AddressOf(booking["client"]!));

    private static string AddressOf(JsonNode client) => client["contact"]!["phone"]!.GetValue<string>().Trim();

    private static string RenderReminder(JsonObject booking, string address) => $"{address}: your appointment {booking["id"]} starts soon";
}
