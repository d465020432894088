using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>The words, marks and tones that reports use for the closed sets of the model.</summary>
public static class Words
{
    /// <summary>Where the questions were asked.</summary>
    public static string Of(TargetKind kind) => Lower(kind);

    /// <summary>How bad it is.</summary>
    public static string Of(Severity severity) => Lower(severity);

    /// <summary>Whether it blocks.</summary>
    public static string Of(Requirement requirement) => Lower(requirement);

    /// <summary>A mark and a word, so that colour is never the only signal.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "✓ pass",
        Outcome.Fail => "✗ fail",
        Outcome.Unknown => "? unknown",
        _ => throw new InvalidOperationException($"Outcome {outcome} is not defined."),
    };

    /// <summary>The tone of a check: a recommended one that fails puts a condition and blocks nothing.</summary>
    public static Tone ToneOf(CheckEntry check) => (check.Outcome, check.Requirement) switch
    {
        (Outcome.Pass, _) => Tone.Good,
        (Outcome.Unknown, _) => Tone.Unsure,
        (_, Requirement.Required) => Tone.Bad,
        _ => Tone.Warn,
    };

    /// <summary>The mark that stands for a tone where there is no room for a word.</summary>
    public static string Mark(Tone tone) => tone switch
    {
        Tone.Good => "✓",
        Tone.Bad => "✗",
        Tone.Warn => "!",
        Tone.Unsure => "?",
        Tone.Neutral => "·",
        _ => throw new InvalidOperationException($"Tone {tone} is not defined."),
    };

    /// <summary>What a delivery class means.</summary>
    public static string Meaning(DeliveryClass delivery) => delivery switch
    {
        DeliveryClass.Corrupted => "stored, but not as it was sent",
        DeliveryClass.Duplicated => "stored more than once",
        DeliveryClass.Unexpected => "stored where or although it was not sent",
        DeliveryClass.Lost => "accepted, and nowhere to be found at the deadline",
        DeliveryClass.Delayed => "accepted, and still queued at the deadline",
        DeliveryClass.Recovered => "late but whole, after a fault",
        DeliveryClass.Rejected => "refused with a status that says so",
        DeliveryClass.Dropped => "dropped by the SDK or by documented behaviour",
        DeliveryClass.Stored => "stored once and as sent",
        DeliveryClass.Unknown => "nothing could be seen",
        _ => throw new InvalidOperationException($"Delivery class {delivery} is not defined."),
    };

    /// <summary>How bad it is that an event ended there; a class without events says nothing.</summary>
    public static Tone ToneOf(DeliveryClass delivery, int events) => (delivery, events) switch
    {
        (_, 0) => Tone.Neutral,
        (DeliveryClass.Stored or DeliveryClass.Recovered, _) => Tone.Good,
        (DeliveryClass.Rejected or DeliveryClass.Dropped or DeliveryClass.Delayed, _) => Tone.Warn,
        (DeliveryClass.Unknown, _) => Tone.Unsure,
        _ => Tone.Bad,
    };

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
