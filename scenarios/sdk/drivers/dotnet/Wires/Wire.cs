using System.Collections.Concurrent;
using Sentry.Extensibility;
using Sentry.Protocol.Envelopes;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Wires;

/// <summary>
/// Follows every event from its capture to the answer of the server. The SDK's own transport does the sending; this stands before
/// it, to see what it is given, and a handler behind it, to see what leaves. What is given and does not leave, the SDK has dropped.
/// </summary>
internal sealed class Wire : ITransport
{
    // Kept by a handler in front of ours, which answers in the server's place and reports nothing (RetryAfterHandler.cs, 6.x).
    private const string RateLimit = "ratelimit_backoff";
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Delivery> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _reported = new();
    private readonly AsyncLocal<Delivery?> _current = new();

    /// <summary>The transport that the SDK made.</summary>
    public ITransport? Real { get; set; }

    /// <summary>The event whose envelope is being sent.</summary>
    public Delivery? Current => _current.Value;

    /// <summary>Announces an event, before it can leave.</summary>
    public Delivery Expect(string scenario, string role, SentryId id) => _inFlight[id.ToString()] = new(scenario, role, id.ToString());

    /// <summary>Events of a scenario without an answer so far; at the deadline their fate is unknown.</summary>
    public IReadOnlyList<string> Unsettled(string scenario) =>
        [.. _inFlight.Values.Where(delivery => delivery.Scenario == scenario && !delivery.Fate.IsCompleted).Select(delivery => delivery.EventId)];

    /// <inheritdoc/>
    public async Task SendEnvelopeAsync(Envelope envelope, CancellationToken cancellationToken = default)
    {
        Delivery? delivery = envelope.TryGetEventId() is SentryId id ? _inFlight.GetValueOrDefault(id.ToString()) : null;
        _current.Value = delivery;
        try
        {
            await Real!.SendEnvelopeAsync(envelope, cancellationToken);
            delivery?.Settle(new Dropped(RateLimit));
        }
        catch (Exception error)
        {
            delivery?.Settle(new Unanswered(DateTimeOffset.UtcNow, Reasons.Of(error), null));
            throw;
        }
    }

    /// <summary>The client did not even queue an event; only its report says why.</summary>
    public async Task GivenUpAsync(Delivery delivery)
    {
        await SentrySdk.FlushAsync(ReportLimit);
        delivery.Settle(new Dropped(_reported.TryDequeue(out string? reason) ? reason : "unknown"));
    }

    /// <summary>An envelope left and was answered.</summary>
    public void Answered(Delivery? delivery, Answered answer)
    {
        if (answer.Left.Event is not null)
        {
            delivery?.Settle(answer);
            return;
        }

        foreach (string reason in answer.Left.Discarded)
        {
            _reported.Enqueue(reason);
        }

        // The event was taken out of its envelope, and what left is the report about it.
        delivery?.Settle(new Dropped(answer.Left.Discarded.Contains(RateLimit) ? RateLimit : answer.Left.Discarded is [string first, ..] ? first : "unknown"));
    }
}
