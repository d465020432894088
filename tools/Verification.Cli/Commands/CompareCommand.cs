using Verification.Fixtures.Runs;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Commands;

/// <summary>`compare DIR DIR`: what changed from one run to another.</summary>
internal static class CompareCommand
{
    /// <summary>Prints one line per check whose outcome changed, then both verdicts; exits with the later run's code.</summary>
    public static int Run(string before, string after)
    {
        VerdictDocument earlier = Bundle.Verdict(Bundle.OpenUnaltered(before));
        VerdictDocument later = Bundle.Verdict(Bundle.OpenUnaltered(after));
        foreach (string line in Changes(earlier, later))
        {
            Console.WriteLine(Inert.Terminal(line));
        }

        Console.WriteLine(Inert.Terminal($"{earlier.Verdict} · score {Score(earlier)} -> {later.Verdict} · score {Score(later)}"));
        return later.ExitCode;
    }

    /// <summary>One line per difference.</summary>
    internal static IEnumerable<string> Changes(VerdictDocument earlier, VerdictDocument later)
    {
        if (earlier.Target.Subject != later.Target.Subject)
        {
            yield return $"The targets differ: {earlier.Target.Product} {earlier.Target.Version} before, {later.Target.Product} {later.Target.Version} after.";
        }

        Dictionary<string, CheckEntry> known = earlier.Checks.DistinctBy(check => check.Id).ToDictionary(check => check.Id, StringComparer.Ordinal);
        foreach (CheckEntry check in later.Checks)
        {
            if (!known.Remove(check.Id, out CheckEntry? was))
            {
                yield return $"{check.Id}: not asked before, {check.Outcome} now";
            }
            else if (was.Outcome != check.Outcome)
            {
                yield return $"{check.Id}: {was.Outcome} before, {check.Outcome} now ({check.Reason})";
            }
        }

        foreach (string id in known.Keys.Order(StringComparer.Ordinal))
        {
            yield return $"{id}: {known[id].Outcome} before, not asked now";
        }
    }

    private static string Score(VerdictDocument verdict) => $"{Numbers.Figure(verdict.Score.Total)} ({verdict.Score.Grade})";
}
