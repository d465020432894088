using Verification.Audit.Shell.Running;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Facts;

/// <summary>Makes one answer of many paths.</summary>
internal static class Judge
{
    private const int Compared = 100;

    /// <summary>Holds on all paths: yes. On none: no. On some: it depends on the condition at which they part.</summary>
    public static ScriptFact Across(IReadOnlyList<ShellRun> runs, Func<ShellRun, bool> holds, Place? place)
    {
        ShellRun[] good = [.. runs.Where(holds).Take(Compared)];
        ShellRun[] bad = [.. runs.Where(run => !holds(run)).Take(Compared)];
        if (good.Length == 0 || bad.Length == 0)
        {
            return bad.Length > 0 || runs.Count == 0 ? ScriptFact.No(place) : ScriptFact.Yes(place);
        }

        Choice?[] deciding = [.. bad.Select(run => Parting(run, good))];
        // Whether a file is there, or how large it is, tells nothing about what a command that failed had left to write.
        return deciding.Any(choice => choice is { Kind: ChoiceKind.File, AfterFault: true })
            ? ScriptFact.No(place)
            : ScriptFact.Unknown(deciding.OfType<Choice>().FirstOrDefault() is Choice choice ? Describe(choice) : "different paths through the script differ in it", place);
    }

    /// <summary>A variable that the script does not set, without which the property never holds although the script ends well.</summary>
    public static Choice? Guard(IReadOnlyList<ShellRun> runs, Func<ShellRun, bool> holds)
    {
        ShellRun[] good = [.. runs.Where(holds)];
        return good.Length == 0 ? null : good[0].Choices
            .Where(choice => choice.Kind == ChoiceKind.Variable && !choice.Answer && choice.Key.StartsWith("empty:", StringComparison.Ordinal))
            .FirstOrDefault(choice => good.All(run => run.Choices.Any(other => other.Key == choice.Key && !other.Answer))
                && runs.Any(run => run.Succeeded && run.Choices.Any(other => other.Key == choice.Key && other.Answer)));
    }

    /// <summary>For people: the variable that guards something.</summary>
    public static string Missing(Choice guard) => $"${guard.Key["empty:".Length..]} is set ({guard.Place}), and the script does not set it";

    private static Choice? Parting(ShellRun run, ShellRun[] others)
    {
        int longest = others.Max(other => Common(run, other));
        return run.Choices.ElementAtOrDefault(longest);
    }

    private static int Common(ShellRun one, ShellRun other)
    {
        int length = 0;
        while (length < one.Choices.Count && length < other.Choices.Count
            && one.Choices[length].Key == other.Choices[length].Key && one.Choices[length].Answer == other.Choices[length].Answer)
        {
            length++;
        }

        return length;
    }

    private static string Describe(Choice choice) => choice.Kind == ChoiceKind.Variable
        ? $"it depends on {choice.Subject} ({choice.Place}), and the script does not set it"
        : $"it depends on {choice.Subject} ({choice.Place})";
}
