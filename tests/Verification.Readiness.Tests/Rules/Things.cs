using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;
using Rule = Verification.Readiness.Rules.Rule;

namespace Verification.Readiness.Tests.Rules;

/// <summary>Rules, items and subjects in few words.</summary>
internal static class Things
{
    public static readonly Place Root = new("compose.yaml", 1);

    /// <summary>Reads a rule as a check.yaml holds it.</summary>
    public static CheckDefinition Check(string rule) => CatalogueReader.ReadCheck("check.yaml", Header + string.Concat(rule.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => $"  {line}\n")));

    /// <summary>The check of a rule made elsewhere.</summary>
    public static CheckDefinition Check(Rule rule) => Given.Check() with { Method = Method.Static, Rule = rule, Threshold = new(Comparison.AtMost, 0, "findings") };

    /// <summary>Lines above the rule, so that a test can count from them.</summary>
    public const string Header = """
        id: TagsAreIntact
        area: sdk
        question: q
        category: Security
        requirement: required
        why: w
        severity: high
        points: 5
        source: s
        remediation: r
        minutes: 5
        rule:

        """;

    /// <summary>A service with facts such as "image=redis", "cap=[a, b]", "mode=?" (unknown) or "key=!value" (secret).</summary>
    public static Item Service(string name, params string[] facts) => new("service", name, new("compose.yaml", 10 + name.Length), facts.Select(Pair).ToDictionary(pair => pair.Name, pair => pair.Fact));

    public static Subject Subject(params Item[] items) => new(Root, items, new Dictionary<string, string>());

    public static Subject Incomplete(params Item[] items) => Subject(items) with { Incomplete = new Dictionary<string, string> { ["service"] = "extra.yaml: permission denied" } };

    private static (string Name, Fact Fact) Pair(string text)
    {
        (string name, string value) = (text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]);
        Place place = new("compose.yaml", 100 + name.Length);
        return (name, value switch
        {
            "?" => Fact.Unknown($"{name} comes from a variable that is not set.", place),
            "[]" => Fact.Of(Array.Empty<string>(), place),
            ['[', .., ']'] => Fact.Of(value[1..^1].Split(", "), place),
            ['!', ..] => Fact.Of(value[1..], place) with { Secret = true },
            _ => Fact.Of(value, place),
        });
    }
}
