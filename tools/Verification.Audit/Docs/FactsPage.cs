using System.Text;
using Verification.Audit.Facts;

namespace Verification.Audit.Docs;

/// <summary>docs/checks/facts.md: all that a rule can look at.</summary>
public static class FactsPage
{
    /// <summary>The page.</summary>
    public static string Render()
    {
        StringBuilder page = new("<!-- Generated from tools/Verification.Audit/Facts; change it there. -->\n# What a rule can look at\n\n");
        page.Append("A rule says `each: <kind>` (every such item must hold) or `some: <kind>` (at least one must), `where:` which items it is about, `holds:` what must be true, "
            + "`whenNone:` what it means that there is no such item (`unknown`, for `some` `fail`, unless it says `pass` or `fail`) and `says:` the sentence of a finding, with {fact} filled in.\n\n"
            + "Conditions: `fact: value`, `fact: [one, of, these]`, `fact: { is, oneOf, contains, matches, exists, atLeast, atMost }`, and `not:`, `any:`, `all:` around them; several in one mapping must all hold. "
            + "A fact that was not given passes no test but `exists: false`; one that can't be told makes the answer Unknown.\n");
        foreach (KindOfItem kind in Vocabulary.Kinds)
        {
            page.Append($"\n## {kind.Kind}\n\n{kind.Means}\n\n| Fact | Meaning |\n|---|---|\n| `name` | its name |\n");
            page.AppendJoin("", kind.Facts.Select(fact => $"| `{fact.Key}` | {fact.Value} |\n"));
        }

        page.Append("\n## Facts by name\n\n| Fact | Meaning |\n|---|---|\n");
        page.AppendJoin("", Vocabulary.Prefixes.Select(prefix => $"| `{prefix.Key}*` | {prefix.Value} |\n"));
        return page.ToString();
    }
}
