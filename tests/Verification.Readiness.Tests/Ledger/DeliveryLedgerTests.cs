using FluentAssertions;
using Verification.Readiness.Ledger;
using Xunit;

namespace Verification.Readiness.Tests.Ledger;

public sealed class DeliveryLedgerTests
{
    private static readonly bool[] Both = [false, true];

    private static readonly DeliveryFacts[] Everything =
    [
        .. from accepted in new bool?[] { null, false, true }
           from dropped in Both
           from looked in Both
           from rows in new[] { 0, 1, 2, 3 }
           from elsewhere in new[] { 0, 1, 2 }
           from altered in Both
           from queued in Both
           from late in Both
           select new DeliveryFacts(new string('a', 32), "burst", accepted, dropped, looked, rows, elsewhere, altered, queued, late),
    ];

    // Each class by its own sentence, in no order: a second statement of the same rules.
    private static bool Fits(DeliveryFacts facts, DeliveryClass class_) => class_ switch
    {
        DeliveryClass.Unknown => !facts.Looked,
        _ when !facts.Looked => false,
        DeliveryClass.Corrupted => facts is { Rows: > 0, Altered: true },
        DeliveryClass.Duplicated => facts.Rows > 1,
        DeliveryClass.Unexpected => facts.Elsewhere > 0 || facts is { Rows: > 0, Accepted: false },
        DeliveryClass.Lost => facts is { Accepted: true, Rows: 0, Elsewhere: 0, StillQueued: false },
        DeliveryClass.Delayed => facts is { Accepted: not false, Rows: 0, StillQueued: true },
        DeliveryClass.Recovered => facts is { Rows: 1, Altered: false, Late: true },
        DeliveryClass.Rejected => facts is { Accepted: false, Rows: 0 },
        DeliveryClass.Dropped => facts is { DroppedBySdk: true, Rows: 0 },
        DeliveryClass.Stored => facts is { Rows: 1, Altered: false, Late: false },
        _ => throw new ArgumentOutOfRangeException(nameof(class_)),
    };

    [Fact]
    public void Classify_EveryCombinationOfFacts_GivesTheWorstClassThatFits()
    {
        var wrong = from facts in Everything
                    let fitting = Enum.GetValues<DeliveryClass>().Where(one => Fits(facts, one)).ToArray()
                    let expected = fitting.Length == 0 ? DeliveryClass.Unknown : fitting.Min()
                    where DeliveryLedger.Classify(facts) != expected
                    select (facts, expected, DeliveryLedger.Classify(facts));

        wrong.Should().BeEmpty();
        Everything.Select(DeliveryLedger.Classify).Distinct().Should().BeEquivalentTo(Enum.GetValues<DeliveryClass>());
    }

    [Fact]
    public void Classify_MoreBadNewsAboutAStoredEvent_NeverGivesABetterClass()
    {
        var improved = from facts in Everything
                       where facts is { Looked: true, Rows: > 0 }
                       from worse in new[]
                       {
                           facts with { Altered = true }, facts with { Rows = facts.Rows + 1 }, facts with { Elsewhere = facts.Elsewhere + 1 },
                           facts with { Accepted = false }, facts with { Late = true },
                       }
                       where DeliveryLedger.Classify(worse) > DeliveryLedger.Classify(facts)
                       select (facts, worse);

        improved.Should().BeEmpty();
    }

    [Fact]
    public void Classify_AnAcknowledgementAlone_IsNeverStored() =>
        Everything.Where(facts => facts.Rows == 0 || !facts.Looked).Select(DeliveryLedger.Classify)
            .Should().NotContain(DeliveryClass.Stored).And.NotContain(DeliveryClass.Recovered);

    [Fact]
    public void Classify_RejectedAndReportedDropped_IsRejectedAsTheWorse() =>
        DeliveryLedger.Classify(new DeliveryFacts("a", "o", Accepted: false, DroppedBySdk: true)).Should().Be(DeliveryClass.Rejected);

    [Fact]
    public void Classify_FoundQueuedWithoutAnAnswerSeen_IsDelayed() =>
        DeliveryLedger.Classify(new DeliveryFacts("a", "o", Accepted: null, StillQueued: true)).Should().Be(DeliveryClass.Delayed);

    [Fact]
    public void Close_AllCombinations_CountsEachEventOnce()
    {
        (IReadOnlyList<LedgerEntry> entries, LedgerSummary summary) = DeliveryLedger.Close(Everything);

        entries.Should().HaveCount(Everything.Length);
        summary.Sent.Should().Be(Everything.Length);
        summary.Classes.Values.Sum().Should().Be(Everything.Length);
        summary.Classes.Should().BeEquivalentTo(entries.CountBy(entry => entry.Class).ToDictionary());
    }

    [Fact]
    public void Close_Nothing_SumsToNothing() => DeliveryLedger.Close([]).Summary.Should().BeEquivalentTo(new { Sent = 0, Classes = new Dictionary<DeliveryClass, int>() });
}
