using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;
using Rule = Verification.Readiness.Rules.Rule;

namespace Verification.Readiness.Tests.Rules;

/// <summary>A rule, and items with few facts of few values, so that all that an unknown fact may turn out to be can be tried.</summary>
internal sealed record RuleWorld(Rule Rule, IReadOnlyList<Item> Items, bool Incomplete = false)
{
    /// <summary>What stands in the place of every text when facts are secret.</summary>
    public const string Canary = "canary-9c1f";

    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Fact?[] Values = [null, Fact.Of("x"), Fact.Of("y"), Fact.Of(1), Fact.Of(5), Fact.Of(["x", "y"]), Fact.Of(Array.Empty<string>())];

    public static RuleWorld Of(int seed)
    {
        Random random = new(seed);
        Rule rule = new(
            random.Next(2) == 0 ? Quantifier.Each : Quantifier.Some, "service", random.Next(3) == 0 ? null : Condition(random, 2), Condition(random, 2),
            (Outcome)random.Next(3), "{name}: {a}, {b}, {c}, {d}");
        return new(rule, [.. Enumerable.Range(0, random.Next(4)).Select(index => Item(random, $"s{index}"))]);
    }

    public Observation Ask() => RuleEvaluator.Ask(Things.Check(Rule), Incomplete ? Things.Incomplete([.. Items]) : Things.Subject([.. Items]));

    public RuleWorld With(Item item) => this with { Items = [.. Items, item] };

    /// <summary>Every unknown fact, by item.</summary>
    public IReadOnlyList<(int Item, string Fact)> Unknowns() =>
        [.. Items.SelectMany((item, index) => item.Facts.Where(fact => fact.Value.UnknownBecause is not null).Select(fact => (index, fact.Key)))];

    /// <summary>Every world that this one may be once its unknown facts are known; at most two of them are resolved in all ways.</summary>
    public IEnumerable<RuleWorld> Resolutions()
    {
        IEnumerable<RuleWorld> worlds = [this];
        foreach ((int item, string fact) in Unknowns().Take(2))
        {
            worlds = worlds.SelectMany(world => Values.Select(value => world.Set(item, fact, value)));
        }

        return worlds;
    }

    /// <summary>Every world in which one more fact, given or not, is unknown.</summary>
    public IEnumerable<RuleWorld> Forgetting() =>
        from index in Enumerable.Range(0, Items.Count) from name in Names select Set(index, name, Fact.Unknown("nobody knows"));

    /// <summary>Items that could stand beside the others.</summary>
    public static IEnumerable<Item> Strangers() => Enumerable.Range(1, 12).Select(seed => Item(new Random(seed), $"stranger{seed}"));

    /// <summary>The same with every text a secret that must not be shown.</summary>
    public RuleWorld Secret() => this with
    {
        Items = [.. Items.Select(item => item with { Facts = item.Facts.ToDictionary(fact => fact.Key, fact => fact.Value.UnknownBecause is null ? Fact.Of(Canary) with { Secret = true } : fact.Value) })],
    };

    public override string ToString() => $"{Rule.Quantifier} where {Shown(Rule.Where)} holds {Shown(Rule.Holds)}, none is {Rule.WhenNone}; "
        + string.Join("; ", Items.Select(item => $"{item.Name}({string.Join(", ", item.Facts.Select(fact => $"{fact.Key}={fact.Value.Shown}"))})"));

    private RuleWorld Set(int item, string fact, Fact? value)
    {
        Dictionary<string, Fact> facts = Items[item].Facts.Where(other => other.Key != fact).ToDictionary(other => other.Key, other => other.Value);
        if (value is not null)
        {
            facts[fact] = value;
        }

        return this with { Items = [.. Items.Select((other, index) => index == item ? other with { Facts = facts } : other)] };
    }

    private static Item Item(Random random, string name)
    {
        Dictionary<string, Fact> facts = [];
        foreach (string fact in Names)
        {
            Fact? value = random.Next(4) == 0 ? Fact.Unknown("nobody knows") : Values[random.Next(Values.Length)];
            if (value is not null)
            {
                facts[fact] = value;
            }
        }

        return new("service", name, new("compose.yaml", random.Next(1, 99)), facts);
    }

    private static Condition Condition(Random random, int depth)
    {
        string fact = Names[random.Next(Names.Length)];
        return (depth == 0 ? random.Next(4) : random.Next(7)) switch
        {
            0 => ValueTest.OneOf(fact, ["x"]),
            1 => ValueTest.OneOf(fact, ["x", "5"]),
            2 => new Readiness.Rules.Given(fact, random.Next(2) == 0),
            3 => ValueTest.Number(fact, "at least 3", value => value >= 3),
            4 => new NotSo(Condition(random, depth - 1)),
            5 => new AnyOf([Condition(random, depth - 1), Condition(random, depth - 1)]),
            _ => new AllOf([Condition(random, depth - 1), Condition(random, depth - 1)]),
        };
    }

    private static string Shown(Condition? condition) => condition switch
    {
        null => "always",
        ValueTest test => $"{test.Fact} {test.Words}",
        Readiness.Rules.Given given => $"{given.Fact} {(given.Expected ? "given" : "not given")}",
        NotSo not => $"not ({Shown(not.Condition)})",
        AnyOf any => $"({string.Join(" or ", any.Conditions.Select(Shown))})",
        AllOf all => $"({string.Join(" and ", all.Conditions.Select(Shown))})",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };
}
