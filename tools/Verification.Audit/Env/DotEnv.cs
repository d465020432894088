using Verification.Audit.Yaml;

namespace Verification.Audit.Env;

/// <summary>Reads environment files as Compose does, which is neither what a shell nor what Docker's own --env-file does.</summary>
public static class DotEnv
{
    /// <summary>No environment file is longer.</summary>
    internal const int LongestFile = 1_048_576;

    private const int CostOfEntry = 50;

    /// <summary>Every assignment of a file.</summary>
    /// <param name="file">Its name, for places and errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="lookup">Values from outside of the file, which win over those above in the same file; null when unset.</param>
    public static EnvFile Read(string file, string text, Func<string, string?>? lookup = null) => Read(file, text, lookup ?? (_ => null), [], new WorkBudget());

    /// <summary>Every assignment of a file whose uses of variables are recorded.</summary>
    internal static EnvFile Read(string file, string text, Func<string, string?> lookup, ICollection<VariableUse> uses, WorkBudget budget) =>
        Collect(file, text, lookup, uses, budget, parser => parser.Entries());

    /// <summary>Every assignment of a file with `format: raw`: lines of NAME=value, nothing in the value means anything.</summary>
    internal static EnvFile ReadRaw(string file, string text, Func<string, string?> lookup, WorkBudget budget) =>
        Collect(file, text, lookup, [], budget, parser => parser.RawEntries());

    private static EnvFile Collect(
        string file, string text, Func<string, string?> lookup, ICollection<VariableUse> uses, WorkBudget budget, Func<DotEnvParser, IEnumerable<EnvEntry>> read)
    {
        text = TextCheck.Clean(file, text, LongestFile);
        budget.Spend(text.Length, new(file, 1));
        Dictionary<string, string> above = new(StringComparer.Ordinal);
        Interpolator interpolator = new(name => lookup(name) ?? above.GetValueOrDefault(name), uses, budget);
        List<EnvEntry> entries = [];
        foreach (EnvEntry entry in read(new DotEnvParser(file, text, interpolator, lookup)))
        {
            budget.Spend(CostOfEntry, entry.Place);
            entries.Add(entry);
            if (entry.Value is not null)
            {
                above[entry.Name] = entry.Value;
            }
        }

        return new EnvFile(file, entries, text.Contains("\r\n", StringComparison.Ordinal));
    }
}
