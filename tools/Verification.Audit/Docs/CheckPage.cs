using System.Text;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Audit.Docs;

/// <summary>docs/checks: a page per check, made of its check.yaml and its examples and nothing else.</summary>
public static class CheckPage
{
    /// <summary>Name of a check's page.</summary>
    public static string FileName(CheckDefinition check) => check.Id + ".md";

    /// <summary>The page of a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="rule">Its rule as check.yaml has it; null for a behavioural check.</param>
    /// <param name="examples">Its examples, good ones first.</param>
    public static string Render(CheckDefinition check, string? rule, IReadOnlyList<CheckExample> examples)
    {
        StringBuilder page = new($"<!-- Generated from scenarios/checks/{check.Area}/{check.Id}; change it there. -->\n# {check.Id}\n\n{check.Question}\n\n");
        page.Append($"| | |\n|---|---|\n| Area, category | {check.Area}, {check.Category} |\n");
        page.Append($"| Requirement | {Word(check.Requirement)}: {Cell(check.Why)} |\n| Severity, points | {Word(check.Severity)}, {Number(check.Points)} |\n");
        page.Append($"| Threshold | {check.Threshold} |\n| Asked of | {string.Join(", ", check.AppliesTo.Select(Word))}{(check.Built ? "" : " (not built yet: Unknown there)")} |\n");
        page.Append($"| Answered by | {Answered(check)} |\n| Source | {Cell(check.Source)} |\n\n## What to do when it fails\n\n{check.Remediation} (about {check.Minutes} min)\n");
        if (rule is not null)
        {
            page.Append($"\n## Rule\n\nWhat it can look at is in [facts.md](facts.md).\n\n```yaml\n{rule.TrimEnd()}\n```\n");
        }

        Append(page, "Passes", examples.Where(example => example.Good));
        Append(page, "Fails", examples.Where(example => !example.Good));
        return page.ToString();
    }

    /// <summary>The index of all pages.</summary>
    public static string Index(Catalogue catalogue)
    {
        StringBuilder page = new("<!-- Generated from scenarios/checks; change them there. -->\n# Checks\n\n");
        page.Append($"{catalogue.Checks.Count} checks, {catalogue.Checks.Count(check => check.Method == Method.Static)} of them static: the files of a deployment answer those.\n");
        foreach (IGrouping<string, CheckDefinition> area in catalogue.Checks.GroupBy(check => check.Area))
        {
            page.Append($"\n## {area.Key}\n\n| Check | Requirement | Answered by | Question |\n|---|---|---|---|\n");
            page.AppendJoin("", area.Select(check =>
                $"| [{check.Id}]({FileName(check)}) | {Word(check.Requirement)} | {(check.Method == Method.Static ? "files" : check.Built ? "what runs" : "not built yet")} | {Cell(check.Question)} |\n"));
        }

        return page.ToString();
    }

    private static string Answered(CheckDefinition check) => (check.Method, check.ProvenBy) switch
    {
        (Method.Static, string proof) => $"files: they tell what is meant; [{proof}]({proof}.md) proves it on what runs",
        (Method.Static, null) => "files",
        _ => "what runs",
    };

    private static void Append(StringBuilder page, string title, IEnumerable<CheckExample> examples)
    {
        foreach ((CheckExample example, int index) in examples.Select((example, index) => (example, index)))
        {
            page.Append(index == 0 ? $"\n## {title}\n" : "").Append($"\n### {example.Name}\n");
            foreach ((string path, string text) in example.Files)
            {
                // Longer than any run of backticks inside, so that no file ends its own block.
                string fence = new('`', 3 + text.Split('\n').Max(line => line.TrimStart().TakeWhile(letter => letter == '`').Count()));
                page.Append($"\n`{path}`\n\n{fence}\n{text.TrimEnd()}\n{fence}\n");
            }
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|");

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
