using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>A kind of item that rules can look at, and what can be asked of it.</summary>
/// <param name="Kind">Its name in `each` and `some`.</param>
/// <param name="Means">What it stands for.</param>
/// <param name="Facts">Fact and meaning; a fact that was not given in the files is not there.</param>
public sealed record KindOfItem(string Kind, string Means, IReadOnlyDictionary<string, string> Facts);

/// <summary>Every kind and fact that a rule may name: a typing error in a rule is an error, never a check that can't go red.</summary>
public static class Vocabulary
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<KindOfItem> Kinds { get; } = [.. ComposeVocabulary.Kinds, .. FileVocabulary.Kinds];

    /// <summary>Facts that are looked up by the rest of their name.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>
    {
        ["env."] = "of a service or host: an environment variable, such as env.DEBUG",
        ["compose."] = "of a service: any key of its normalised compose tree, such as compose.deploy.replicas",
    };

    /// <summary>Refuses a rule that asks for something that is never read.</summary>
    /// <exception cref="InputException">Names the check.</exception>
    public static void Validate(Catalogue catalogue)
    {
        foreach (CheckDefinition check in catalogue.Checks)
        {
            if (check.Rule is Rule rule && Fault(rule) is string fault)
            {
                throw new InputException($"scenarios/checks/{check.Area}/{check.Id}/check.yaml: {fault}; docs/checks/facts.md lists what a rule can look at.");
            }
        }
    }

    private static string? Fault(Rule rule)
    {
        KindOfItem? kind = Kinds.FirstOrDefault(kind => kind.Kind == rule.Kind);
        string? unknown = kind is null ? null : rule.Facts.FirstOrDefault(fact => !IsKnown(kind, fact));
        return kind is null ? $"'{rule.Kind}' is not a kind of item" : unknown is null ? null : $"a {rule.Kind} has no fact '{unknown}'";
    }

    private static bool IsKnown(KindOfItem kind, string fact) => fact == "name" || kind.Facts.ContainsKey(fact)
        || (kind.Kind is "service" or "host" && fact.StartsWith("env.", StringComparison.Ordinal) && fact.Length > 4)
        || (kind.Kind == "service" && fact.StartsWith("compose.", StringComparison.Ordinal) && fact.Length > 8);
}
