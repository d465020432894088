using System.Text.Json;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Raise;

/// <summary>Opens what the errors of a scenario need.</summary>
internal static class Places
{
    /// <summary>The place for a scenario's "raise".</summary>
    public static async Task<Place> OpenAsync(JsonElement raise, RunContext run) => raise.Text("kind") switch
    {
        "error" or "message" => new HandMadeError(),
        "refused-socket" => new RefusedSocket(raise.Text("host")!),
        "unique-violation" => await UniqueViolation.OpenAsync(raise, run),
        "lost-session" => run.Cleanup.Add(new LostSession(raise)),
        "failed-notification" => new FailedNotification(),
        "failed-job" => await FailedJob.OpenAsync(raise, run),
        string other => throw new InvalidOperationException($"errors of kind {other} are not raised here"),
        null => throw new InvalidOperationException("the scenario does not say what to raise"),
    };
}
