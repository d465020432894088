using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>Something that turns a catalogue, evidence and a run into a verdict: the real one, or one that is to be caught.</summary>
internal delegate Verdict Evaluator(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run);

/// <summary>A law of the verdict: null when a world obeys it, otherwise what was seen instead.</summary>
internal delegate string? Law(Evaluator evaluate, World world);

/// <summary>What must hold of every evaluator in every world.</summary>
internal static class VerdictLaws
{
    public static IReadOnlyDictionary<string, Law> All { get; } = new Dictionary<string, Law>
    {
        [nameof(TheLowestCeilingIsTheVerdict)] = TheLowestCeilingIsTheVerdict,
        [nameof(AddingABadCheckNeverImproves)] = AddingABadCheckNeverImproves,
        [nameof(AddingBadEvidenceNeverImproves)] = AddingBadEvidenceNeverImproves,
        [nameof(OrderNeverMatters)] = OrderNeverMatters,
        [nameof(PointsBuyNothing)] = PointsBuyNothing,
        [nameof(GoBelongsToFullScope)] = GoBelongsToFullScope,
        [nameof(StrangersPreventAGoodWord)] = StrangersPreventAGoodWord,
        [nameof(UnbuiltRequiredChecksPreventAGoodWord)] = UnbuiltRequiredChecksPreventAGoodWord,
    };

    public static string? TheLowestCeilingIsTheVerdict(Evaluator evaluate, World world)
    {
        Verdict expected = Ceilings.Expected(world);
        Verdict actual = Judge(evaluate, world);
        return actual == expected ? null : $"expected {expected}, got {actual}";
    }

    public static string? AddingABadCheckNeverImproves(Evaluator evaluate, World world)
    {
        Rank before = Ceilings.Of(Judge(evaluate, world));
        foreach (Case bad in Case.Bad)
        {
            World more = world with { Cases = [.. world.Cases, bad] };
            if (Judge(evaluate, more) is var after && Ceilings.Of(after) > before)
            {
                return $"adding '{bad}' improved {before} to {after.Word}";
            }
        }

        return null;
    }

    /// <summary>Holds where no waiver waits for a failure: a waiver excuses a Fail, and not knowing is not excused.</summary>
    public static string? AddingBadEvidenceNeverImproves(Evaluator evaluate, World world)
    {
        if (world.Cases.Any(one => one.State == State.UnknownThoughWaived))
        {
            return null;
        }

        (Catalogue catalogue, RunRecord run, IReadOnlyList<EvidenceLine> evidence) = (world.Catalogue(), world.Run(), world.Evidence());
        Rank before = Ceilings.Of(evaluate(catalogue, evidence, run));
        foreach (EvidenceLine line in catalogue.Checks.SelectMany(check => new[] { Given.Line(check.Id, Outcome.Fail), Given.Line(check.Id, Outcome.Unknown) }))
        {
            if (evaluate(catalogue, [.. evidence, line], run) is var after && Ceilings.Of(after) > before)
            {
                return $"{line.Outcome} evidence for {line.Check} improved {before} to {after.Word}";
            }
        }

        return null;
    }

    public static string? OrderNeverMatters(Evaluator evaluate, World world)
    {
        Verdict expected = Judge(evaluate, world);
        Verdict[] others =
        [
            evaluate(world.Catalogue(), [.. world.Evidence().Reverse()], world.Run()),
            Judge(evaluate, world with { Cases = [.. world.Cases.Reverse()] }),
            Judge(evaluate, world with { Cases = [.. world.Cases.Skip(1), .. world.Cases.Take(1)] }),
        ];
        return Array.Find(others, other => other != expected) is Verdict other ? $"{expected.Word} became {other.Word}" : null;
    }

    public static string? PointsBuyNothing(Evaluator evaluate, World world)
    {
        Verdict expected = Judge(evaluate, world);
        var repriced = from points in new double[] { 0, 1, 100 }
                       from category in ScoreCategories.All
                       select Judge(evaluate, world with { Cases = [.. world.Cases.Select(one => one with { Points = points, Category = category.Name })] });
        return repriced.FirstOrDefault(other => other != expected) is Verdict other ? $"{expected.Word} became {other.Word}" : null;
    }

    public static string? GoBelongsToFullScope(Evaluator evaluate, World world) =>
        Judge(evaluate, world) is var verdict && verdict.Word.Contains("GO", StringComparison.Ordinal) && !world.Setting.Full
            ? $"'{verdict.Word}' on {world.Setting.Kind} with scope {world.Setting.Scope}"
            : null;

    public static string? StrangersPreventAGoodWord(Evaluator evaluate, World world) =>
        BadWordExpected(evaluate, world with { Setting = world.Setting with { Stranger = true } });

    public static string? UnbuiltRequiredChecksPreventAGoodWord(Evaluator evaluate, World world) =>
        BadWordExpected(evaluate, world with { Cases = [.. world.Cases, new Case(Requirement.Required, State.Unbuilt)] });

    private static string? BadWordExpected(Evaluator evaluate, World world) =>
        Judge(evaluate, world) is var verdict && Ceilings.Of(verdict) > Rank.Inconclusive ? $"the word was {verdict.Word}" : null;

    private static Verdict Judge(Evaluator evaluate, World world) => evaluate(world.Catalogue(), world.Evidence(), world.Run());
}
