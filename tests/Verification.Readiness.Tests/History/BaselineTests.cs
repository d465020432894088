using FluentAssertions;
using Verification.Readiness.History;
using Verification.Readiness.Statistics;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.History;

public sealed class BaselineTests
{
    private static readonly HistoryEntry Earlier = Nights.Of(5, 1).Entry;

    private static readonly HistoryEntry Later = Nights.Of(6, 40).Entry;

    [Fact]
    public void Of_RunsOfTheKind_AreTakenWithTheEarlierOneAndWithoutTheLater() =>
        Usual(Nights.Of(3, 3).Entry, Nights.Of(4, 2).Entry, Later).Should().Be(new Spread(3, 2, 1, 0));

    // Each of these would spoil what is usual.
    public static TheoryData<string> Strangers => new("scale", "target", "product", "version", "scope", "areas", "seeded", "cores", "interrupted", "failed", "afterwards");

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Of_RunOfAnotherKind_IsLeftOut(string difference)
    {
        HistoryEntry night = Nights.Of(4, 1000).Entry;
        HistoryEntry stranger = difference switch
        {
            "scale" => night with { Scale = 0.01 },
            "target" => night with { Target = night.Target with { Kind = TargetKind.Embedded } },
            "product" => night with { Target = night.Target with { Product = "reference target" } },
            "version" => night with { Target = night.Target with { Version = "4.2" } },
            "scope" => night with { Scope = RunScope.Partial },
            "areas" => night with { Areas = ["load"] },
            "seeded" => night with { Seeded = ["lose-one-in-five"] },
            "cores" => night with { Host = night.Host with { Cores = 16 } },
            "interrupted" => night with { Ended = RunEnd.Interrupted },
            "failed" => night with { Ended = RunEnd.HarnessFailed },
            "afterwards" => Nights.Of(7, 1000).Entry,
            _ => throw new InvalidOperationException(difference),
        };
        Usual(stranger)!.Values.Should().Be(1, "only the earlier run itself is left");
        Usual(night)!.Values.Should().Be(2, "else the test proves nothing");
    }

    // What a rebuilt image of the same version does to the digest must not make it a stranger.
    [Fact]
    public void Of_AnotherSubjectOfTheSameKind_Counts()
    {
        HistoryEntry night = Nights.Of(4, 2).Entry;
        Usual(night with { Target = night.Target with { Subject = "sha256:other" } })!.Values.Should().Be(2);
    }

    [Fact]
    public void Of_RunThatStandsTwice_CountsOnce() => Usual(Earlier, Nights.Of(4, 1).Entry, Nights.Of(4, 1).Entry)!.Values.Should().Be(2);

    [Fact]
    public void Of_LongHistory_OnlyTheLastThirtyRunsAreUsual()
    {
        HistoryEntry[] old = [.. Enumerable.Range(-130, 100).Select(night => Nights.Of(night, 1000).Entry)];
        HistoryEntry[] recent = [.. Enumerable.Range(-24, 29).Select(night => Nights.Of(night, 1).Entry with { RunId = $"recent-{night}" })];
        Usual([.. recent, .. old]).Should().Be(new Spread(30, 1, 0, null));
    }

    [Fact]
    public void Of_FigureIsMissingOrUnknown_DoesNotCount()
    {
        HistoryEntry night = Nights.Of(4, 1000).Entry;
        HistoryEntry Saying(HistoryCheck check) => night with { Checks = new Dictionary<string, HistoryCheck> { [Nights.Latency] = check } };
        HistoryCheck sound = night.Checks[Nights.Latency];
        foreach (HistoryCheck check in new[] { sound with { Outcome = Outcome.Unknown }, sound with { Value = null }, sound with { Value = double.NaN }, sound with { Unit = "ms" } })
        {
            Usual(Saying(check))!.Values.Should().Be(1, "{0}", check);
        }

        Usual(night with { Checks = new Dictionary<string, HistoryCheck>() })!.Values.Should().Be(1);
    }

    private static Spread? Usual(params HistoryEntry[] entries) => Baseline.Of(new(entries, []), Earlier, Later).Of(Nights.Latency, "s");
}
