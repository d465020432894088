using System.Text.RegularExpressions;

namespace Verification.Readiness.Rules;

/// <summary>The sentence of a finding, with the item's facts in place.</summary>
public static partial class Sentence
{
    /// <summary>Fills {fact} in; secrets are never shown, what was not given is called so.</summary>
    public static string Fill(string template, Item? item) =>
        Placeholder().Replace(template, match => item?.Find(match.Groups[1].Value)?.Shown ?? "not set");

    /// <summary>The facts that a template names.</summary>
    public static IEnumerable<string> Facts(string template) => Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{([\w.]+)\}")]
    private static partial Regex Placeholder();
}
