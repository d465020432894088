using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>Fills variables into text; what it used is kept for the report.</summary>
/// <param name="lookup">The value of a variable; null when it is unset.</param>
/// <param name="uses">Every use goes here.</param>
/// <param name="budget">What the whole reading may cost.</param>
/// <param name="lenient">Whether a missing required variable is only recorded: where the file that might hold it could not be read.</param>
internal sealed class Interpolator(Func<string, string?> lookup, ICollection<VariableUse> uses, WorkBudget budget, bool lenient = false)
{
    // A use costs memory beside the text that it stands in.
    private const int CostOfUse = 64;

    /// <summary>Whether a missing required variable is only recorded.</summary>
    public bool Lenient => lenient;

    /// <summary>The text with variables filled in, and the names that had a part in it.</summary>
    public (string Text, IReadOnlyList<string> Variables) Fill(string text, Place place)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return (text, []);
        }

        List<string> names = [];
        string filled = new Template(this, place, names).Fill(text, 1);
        return (filled, [.. names.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Looks a variable up and records the use.</summary>
    public string? Use(string name, bool hasDefault, bool required, Place place)
    {
        string? value = lookup(name);
        budget.Spend(CostOfUse + (value?.Length ?? 0), place);
        uses.Add(new VariableUse(name, value is not null, hasDefault, required, place));
        return value;
    }
}
