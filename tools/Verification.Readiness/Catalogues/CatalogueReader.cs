using Verification.Readiness.Rules;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Catalogues;

/// <summary>Reads check.yaml, waivers.yaml and quarantine.yaml; text in, records out, no disk.</summary>
public static class CatalogueReader
{
    /// <summary>Reads one check.yaml.</summary>
    /// <param name="path">Where it came from, such as scenarios/checks/sdk/TagsAreIntact/check.yaml; its folders must match id and area.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="InputException">With file and line, when it can't be used.</exception>
    public static CheckDefinition ReadCheck(string path, string text)
    {
        YamlMapping yaml = YamlMapping.Parse(path, text) ?? throw new InputException($"{path}:1: the file is empty.");
        Rule? rule = yaml.Has("rule") ? RuleReader.Read(yaml.Mapping("rule")) : null;
        CheckDefinition check = new()
        {
            Id = yaml.Text("id"),
            Area = yaml.Text("area"),
            Question = yaml.Text("question"),
            Category = yaml.Text("category"),
            Requirement = yaml.Word<Requirement>("requirement"),
            Why = yaml.Text("why"),
            Severity = yaml.Word<Severity>("severity"),
            Points = yaml.Number("points"),
            // What files answer can be asked wherever there are files, and not one finding is allowed: a static check need not say so.
            AppliesTo = rule is not null && !yaml.Has("appliesTo") ? Enum.GetValues<TargetKind>() : yaml.Words<TargetKind>("appliesTo"),
            Built = !yaml.Has("built") || yaml.Flag("built"),
            Threshold = rule is not null && !yaml.Has("threshold") ? NoFindings : ReadThreshold(yaml.Mapping("threshold")),
            Method = rule is null ? Method.Behavioural : Method.Static,
            ProvenBy = yaml.Optional("provenBy"),
            Rule = rule,
            Source = yaml.Text("source"),
            Remediation = yaml.Text("remediation"),
            Minutes = yaml.WholeNumber("minutes"),
        };
        yaml.RejectUnread();
        Validate(path, yaml, check);
        return check;
    }

    private static readonly Threshold NoFindings = new(Comparison.AtMost, 0, "findings");

    private static Threshold ReadThreshold(YamlMapping yaml)
    {
        Threshold threshold = new(yaml.Word<Comparison>("is"), yaml.Number("value"), yaml.Text("unit"));
        yaml.RejectUnread();
        return threshold;
    }

    /// <summary>Reads waivers.yaml: a list `waivers` of check, reason, who, until.</summary>
    public static IReadOnlyList<Waiver> ReadWaivers(string path, string text) => Entries(path, text, "waivers", entry =>
        new Waiver(entry.Text("check"), entry.Text("reason"), entry.Text("who"), entry.Date("until")));

    /// <summary>Reads quarantine.yaml: a list `quarantine` of check, reason, since.</summary>
    public static IReadOnlyList<Quarantine> ReadQuarantine(string path, string text) => Entries(path, text, "quarantine", entry =>
        new Quarantine(entry.Text("check"), entry.Text("reason"), entry.Date("since")));

    /// <summary>Reads a rubric: what it `says` it is, and its `checks`; all of them must be static checks of the catalogue.</summary>
    public static RubricRecord ReadRubric(string path, string text, Catalogue catalogue)
    {
        YamlMapping yaml = YamlMapping.Parse(path, text) ?? throw new InputException($"{path}:1: the file is empty.");
        RubricRecord rubric = new(Path.GetFileNameWithoutExtension(path), yaml.Text("says"), yaml.Texts("checks"));
        yaml.RejectUnread();
        string? stranger = rubric.Checks.FirstOrDefault(id => catalogue.Find(id) is not { Method: Method.Static } check || check.Id != id);
        return stranger is null ? rubric : throw yaml.Error($"'{stranger}' is not a static check of the catalogue", "checks");
    }

    private static List<T> Entries<T>(string path, string text, string key, Func<YamlMapping, T> read)
    {
        if (YamlMapping.Parse(path, text) is not YamlMapping yaml)
        {
            return [];
        }

        List<T> entries = [];
        foreach (YamlMapping entry in yaml.List(key))
        {
            entries.Add(read(entry));
            entry.RejectUnread();
        }

        yaml.RejectUnread();
        return entries;
    }

    private static void Validate(string path, YamlMapping yaml, CheckDefinition check)
    {
        string[] folders = path.Replace('\\', '/').Split('/');
        if (folders.Length >= 3 && (folders[^2] != check.Id || folders[^3] != check.Area))
        {
            throw yaml.Error($"id and area are {check.Area}/{check.Id} but the folder is {folders[^3]}/{folders[^2]}");
        }

        if (!Verdicts.ScoreCategories.All.Any(category => category.Name == check.Category))
        {
            throw yaml.Error($"'category' is '{check.Category}' but must be one of {string.Join(", ", Verdicts.ScoreCategories.All.Select(category => category.Name))}", "category");
        }

        if (check.Rule is not null && check.Threshold.Is != Comparison.AtMost)
        {
            // It counts findings: held against a lower bound, the worse the files the better the check.
            throw yaml.Error("a static check counts findings, so its threshold must be 'atMost'", "threshold");
        }

        if (check.Rule is null && check.ProvenBy is not null)
        {
            throw yaml.Error("'provenBy' belongs to a check with a rule: only what files state is proven by another check", "provenBy");
        }

        if (check.Points is < 0 or > 100)
        {
            throw yaml.Error("'points' must be between 0 and 100", "points");
        }
    }
}
