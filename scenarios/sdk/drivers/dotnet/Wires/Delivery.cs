using System.Text.Json;

namespace Verification.SdkDriver.Wires;

/// <summary>What became of an event.</summary>
internal abstract record Fate;

/// <summary>The target answered.</summary>
internal sealed record Answered(DateTimeOffset SentAt, DateTimeOffset AnsweredAt, int Status, string Body, SentEnvelope Left) : Fate;

/// <summary>The connection failed; what had left by then, if all of it had.</summary>
internal sealed record Unanswered(DateTimeOffset SentAt, string Reason, SentEnvelope? Left) : Fate;

/// <summary>The SDK gave it up.</summary>
internal sealed record Dropped(string Reason) : Fate;

/// <summary>One event on its way, from its capture on.</summary>
internal sealed class Delivery(string scenario, string role, string eventId)
{
    private readonly TaskCompletionSource<Fate> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Scenario => scenario;

    public string Role => role;

    public string EventId => eventId;

    public DateTimeOffset CapturedAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>Ends when it is known.</summary>
    public Task<Fate> Fate => _fate.Task;

    /// <summary>Says it; only the first word counts.</summary>
    public void Settle(Fate fate) => _fate.TrySetResult(fate);
}
