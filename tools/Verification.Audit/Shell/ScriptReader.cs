using Verification.Audit.Shell.Facts;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell;

/// <summary>Reads facts out of shell scripts by following every path through them.</summary>
public static class ScriptReader
{
    // What is seen before the line that can't be read has happened by then; nothing else is certain.
    private static readonly string[] CertainInAnyPart =
        ["dumps", "compressed", "timestamped", "checksummed", "deletesOld", "retentionDays", "retentionCopies", "usesRestart", "logsTo"];


    /// <summary>Reads a script; whatever its text, it answers and never throws.</summary>
    /// <param name="path">Path in the deployment folder.</param>
    /// <param name="text">The script.</param>
    /// <param name="resolve">Gives the text of another file that the script reads or runs, by a path in the folder or an absolute one; null when there is none.</param>
    public static ScriptFacts Read(string path, string text, Func<string, string?>? resolve = null)
    {
        ShellScript script = ShellScript.Parse(text);
        string firstLine = text.TrimStart('\uFEFF').Split('\n', 2)[0].TrimEnd('\r');
        Explorer explorer = new(script.Commands, path, firstLine[..Math.Min(firstLine.Length, 200)], resolve ?? (_ => null));
        Study study = new(explorer, path);
        Dictionary<string, ScriptFact> facts = [];
        foreach ((string name, Func<Study, ScriptFact> find) in FactTable.All)
        {
            facts[name] = find(study);
        }

        List<string> problems = [.. explorer.Blind.Select(blind => $"{blind.Place}: {blind.Reason}").Distinct().Take(20)];
        if (script is ShellScript.NotUnderstood problem)
        {
            problems.Insert(0, $"{path}:{problem.Line}: {problem.Reason}");
        }

        return new ScriptFacts(path, study.Purpose, Certain(facts, script, problems), problems);
    }

    private static Dictionary<string, ScriptFact> Certain(Dictionary<string, ScriptFact> facts, ShellScript script, List<string> problems) =>
        problems.Count == 0 ? facts : facts.ToDictionary(fact => fact.Key, fact =>
        {
            bool proven = fact.Value.Holds == true && (script is ShellScript.Understood || CertainInAnyPart.Contains(fact.Key));
            // "No dump" is as little proven as any other absence.
            bool known = fact.Value.UnknownBecause is not null && fact.Value != FactTable.NoDump;
            return proven || known ? fact.Value : ScriptFact.Unknown(problems[0], fact.Value.Place);
        });
}
