using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>Sets of worlds: all small ones, and larger ones by seed.</summary>
internal static class Worlds
{
    /// <summary>Every bag of up to <paramref name="size"/> of the cases; order is a law of its own.</summary>
    public static IEnumerable<Case[]> Bags(IReadOnlyList<Case> cases, int size, int from = 0)
    {
        yield return [];
        if (size == 0)
        {
            yield break;
        }

        for (int index = from; index < cases.Count; index++)
        {
            foreach (Case[] rest in Bags(cases, size - 1, index))
            {
                yield return [cases[index], .. rest];
            }
        }
    }

    /// <summary>Every bag of cases in every given setting.</summary>
    public static IEnumerable<World> Small(int size, IReadOnlyList<Setting> settings, IReadOnlyList<Case>? cases = null) =>
        from bag in Bags(cases ?? Case.All, size) from setting in settings select new World(setting, bag);

    /// <summary>A world of 4 to 24 checks; mostly sound, because a world with many failures can't get worse.</summary>
    public static World Random(int seed)
    {
        Random random = new(seed);
        Setting setting = random.Next(2) == 0
            ? new Setting(RunScope.Full, TargetKind.Containers)
            : Setting.Plain[random.Next(Setting.Plain.Count)];
        double sound = random.NextDouble();
        return new World(setting, [.. Enumerable.Range(0, random.Next(4, 25)).Select(_ => RandomCase(random, sound))]);
    }

    private static Case RandomCase(Random random, double sound) =>
        (random.NextDouble() < sound ? Case.All[0] : Case.All[random.Next(Case.All.Count)]) with
        {
            Requirement = random.Next(2) == 0 ? Requirement.Required : Requirement.Recommended,
            Points = random.Next(0, 101),
            Category = ScoreCategories.All[random.Next(ScoreCategories.All.Count)].Name,
        };

    /// <summary>The smallest world found that still breaks the law, with its seed.</summary>
    public static string Shrunk(int seed, World world, Func<World, string?> law)
    {
        for (int index = 0; index < world.Cases.Count;)
        {
            World smaller = world with { Cases = [.. world.Cases.Where((_, at) => at != index)] };
            (world, index) = law(smaller) is null ? (world, index + 1) : (smaller, 0);
        }

        return $"seed {seed}, shrunk to {world}: {law(world)}";
    }
}
