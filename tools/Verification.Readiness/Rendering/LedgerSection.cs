using Verification.Readiness.Ledger;

namespace Verification.Readiness.Rendering;

/// <summary>Writes where the events sent ended.</summary>
public static class LedgerSection
{
    /// <summary>Every class, also the empty ones: a class that is not listed would have to be believed.</summary>
    public static Section Of(LedgerSummary? ledger)
    {
        if (ledger is null)
        {
            return new(Part.Ledger, "Delivery ledger", [new Paragraph("No event was sent in this run.")]);
        }

        int placed = ledger.Classes.Values.Sum();
        string accounted = placed == ledger.Sent
            ? "each is in exactly one class."
            : $"only {Numbers.Figure(placed)} are in a class: the ledger does not add up.";
        return new(
            Part.Ledger, "Delivery ledger",
            [
                new Paragraph($"{Numbers.Count(ledger.Sent, "event")} sent; {accounted} HTTP 200 does not count as stored, only reading the event back does."),
                new Table(["Class", "Events", "Meaning"], [.. Enum.GetValues<DeliveryClass>().Select(delivery => Row(delivery, ledger))]),
            ]);
    }

    private static IReadOnlyList<Cell> Row(DeliveryClass delivery, LedgerSummary ledger)
    {
        int events = ledger.Classes.GetValueOrDefault(delivery);
        return [new(delivery.ToString(), Tone: Words.ToneOf(delivery, events)), new(Numbers.Figure(events)), new(Words.Meaning(delivery))];
    }
}
