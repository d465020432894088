using System.Text.RegularExpressions;
using Verification.Readiness.Catalogues;
using YamlDotNet.RepresentationModel;

namespace Verification.Readiness.Rules;

/// <summary>Reads the rule of a check.yaml.</summary>
internal static class RuleReader
{
    /// <summary>Reads `each` or `some`, `where`, `holds`, `whenNone`, `says`.</summary>
    public static Rule Read(YamlMapping yaml)
    {
        string? each = yaml.Optional("each"), some = yaml.Optional("some");
        Quantifier quantifier = (each, some) switch
        {
            (not null, null) => Quantifier.Each,
            (null, not null) => Quantifier.Some,
            _ => throw yaml.Error("a rule needs either 'each' or 'some', with the kind of item that it looks at"),
        };
        Rule rule = new(
            quantifier,
            each ?? some!,
            yaml.Has("where") ? Mapping(yaml.Mapping("where")) : null,
            Mapping(yaml.Mapping("holds")),
            // Nothing to look at proves nothing, and what must be there once is missing when nothing is there.
            yaml.Has("whenNone") ? yaml.Word<Outcome>("whenNone") : quantifier == Quantifier.Each ? Outcome.Unknown : Outcome.Fail,
            yaml.Text("says"));
        yaml.RejectUnread();
        return rule;
    }

    // What asks nothing always holds: a check that can't go red.
    private static AllOf Mapping(YamlMapping yaml)
    {
        List<Condition> all = [.. yaml.Entries().SelectMany(entry => Entry(yaml, entry.Key, entry.Value))];
        return all.Count > 0 ? new AllOf(all) : throw yaml.Error("a condition is missing here; what asks nothing always holds");
    }

    private static List<AllOf> List(YamlMapping yaml, string key)
    {
        List<AllOf> list = [.. yaml.List(key).Select(Mapping)];
        return list.Count > 0 ? list : throw yaml.Error($"'{key}' must hold at least one condition", key);
    }

    private static IEnumerable<Condition> Entry(YamlMapping yaml, string key, YamlNode value) => (key, value) switch
    {
        ("not", YamlMappingNode) => [new NotSo(Mapping(yaml.Mapping("not")))],
        ("any", YamlSequenceNode) => [new AnyOf(List(yaml, key))],
        ("all", YamlSequenceNode) => [new AllOf(List(yaml, key))],
        ("not" or "any" or "all", _) => throw yaml.Error($"'{key}' must hold {(key == "not" ? "conditions" : "a list of conditions")}", key),
        (_, YamlScalarNode) => [ValueTest.OneOf(key, [yaml.Text(key)])],
        (_, YamlSequenceNode) => [ValueTest.OneOf(key, yaml.Texts(key))],
        _ => Tests(key, yaml.Mapping(key)),
    };

    private static List<Condition> Tests(string fact, YamlMapping tests)
    {
        List<Condition> all = [];
        foreach ((string name, YamlNode _) in tests.Entries())
        {
            all.Add(name switch
            {
                "is" => ValueTest.OneOf(fact, [tests.Text(name)]),
                "oneOf" => ValueTest.OneOf(fact, tests.Texts(name)),
                "contains" => ValueTest.Contains(fact, tests.Text(name)),
                "matches" => ValueTest.Matches(fact, Pattern(tests, name)),
                "exists" => new Given(fact, tests.Flag(name)),
                "atLeast" => Bound(fact, tests.Number(name), atLeast: true),
                "atMost" => Bound(fact, tests.Number(name), atLeast: false),
                _ => throw tests.Error($"the test '{name}' is not known; there are is, oneOf, contains, matches, exists, atLeast, atMost", name),
            });
        }

        return all.Count > 0 ? all : throw tests.Error($"'{fact}' has no test");
    }

    private static ValueTest Bound(string fact, double bound, bool atLeast) => atLeast
        ? ValueTest.Number(fact, FormattableString.Invariant($"at least {bound}"), value => value >= bound)
        : ValueTest.Number(fact, FormattableString.Invariant($"at most {bound}"), value => value <= bound);

    private static Regex Pattern(YamlMapping tests, string name)
    {
        try
        {
            // Without backtracking no text can make it slow, so that no clock has a say in what holds.
            return new(tests.Text(name), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw tests.Error($"the pattern can't be used ({error.Message})", name);
        }
    }
}
