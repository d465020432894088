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
        YamlMapping threshold = yaml.Mapping("threshold");
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
            AppliesTo = yaml.Words<TargetKind>("appliesTo"),
            Built = yaml.Optional("built") switch
            {
                null or "true" => true,
                "false" => false,
                string other => throw yaml.Error($"'built' is '{other}' but must be true or false", "built"),
            },
            Threshold = new Threshold(threshold.Word<Comparison>("is"), threshold.Number("value"), threshold.Text("unit")),
            Source = yaml.Text("source"),
            Remediation = yaml.Text("remediation"),
            Minutes = yaml.WholeNumber("minutes"),
        };
        threshold.RejectUnread();
        yaml.RejectUnread();
        Validate(path, yaml, check);
        return check;
    }

    /// <summary>Reads waivers.yaml: a list `waivers` of check, reason, who, until.</summary>
    public static IReadOnlyList<Waiver> ReadWaivers(string path, string text) => Entries(path, text, "waivers", entry =>
        new Waiver(entry.Text("check"), entry.Text("reason"), entry.Text("who"), entry.Date("until")));

    /// <summary>Reads quarantine.yaml: a list `quarantine` of check, reason, since.</summary>
    public static IReadOnlyList<Quarantine> ReadQuarantine(string path, string text) => Entries(path, text, "quarantine", entry =>
        new Quarantine(entry.Text("check"), entry.Text("reason"), entry.Date("since")));

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

        if (check.Points is < 0 or > 100)
        {
            throw yaml.Error("'points' must be between 0 and 100", "points");
        }
    }
}
