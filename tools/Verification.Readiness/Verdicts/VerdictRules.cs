namespace Verification.Readiness.Verdicts;

/// <summary>The verdict in one word with its scope, and the exit code that goes with it.</summary>
public sealed record Verdict(string Word, int ExitCode);

/// <summary>The exit codes of the contract.</summary>
public static class ExitCodes
{
    public const int GoOrPassed = 0;
    public const int NoGoOrFailed = 1;
    public const int Inconclusive = 2;
    public const int GoWithConditions = 3;
    public const int Usage = 64;
    public const int HarnessFailed = 70;
}

/// <summary>Turns results into a verdict. Only a full scope can say GO; nothing but results and unmet conditions goes in, no score.</summary>
public static class VerdictRules
{
    /// <summary>The verdict of a run.</summary>
    /// <param name="run">Scope, target, unmet conditions.</param>
    /// <param name="results">Every check that applies.</param>
    /// <param name="unattributed">Number of evidence lines that belong to no check of the catalogue.</param>
    public static Verdict Decide(RunRecord run, IReadOnlyList<CheckResult> results, int unattributed)
    {
        IEnumerable<CheckResult> required = results.Where(result => result.Check.Requirement == Requirement.Required);
        bool failed = required.Any(result => result is { Outcome: Outcome.Fail, Waiver: null });
        bool unknown = required.Any(result => result.Outcome == Outcome.Unknown)
            // Waivers excuse single checks; where nothing required was seen to hold, there is nothing left to go on.
            || !required.Any(result => result.Holds)
            || FallsShortOfItsGate(run)
            || run.Unmet.Count > 0 || run.Interrupted is not null || run.HarnessFailure is not null || unattributed > 0;
        // A recommended check that nobody could answer is not known to hold: it is a condition as well.
        bool conditions = results.Any(result => result.Waiver is not null)
            || results.Any(result => result.Check.Requirement == Requirement.Recommended && !result.Holds);
        Verdict verdict = IsFull(run) ? Full(failed, unknown, conditions) : Limited(ScopeWord(run), failed, unknown);
        return run.HarnessFailure is null ? verdict : verdict with { ExitCode = ExitCodes.HarnessFailed };
    }

    /// <summary>Whether a run for the decision (--gate) was less than such a run has to be.</summary>
    public static bool FallsShortOfItsGate(RunRecord run) => run.Gate && (!IsFull(run) || run.WorkTreeDirty);

    private static bool IsFull(RunRecord run) =>
        run is { Scope: RunScope.Full, Areas.Count: 0, Rubric: null, Target.Kind: TargetKind.Containers or TargetKind.Attached };

    private static Verdict Full(bool failed, bool unknown, bool conditions) => (failed, unknown, conditions) switch
    {
        (true, _, _) => new("NO-GO", ExitCodes.NoGoOrFailed),
        (false, true, _) => new("INCONCLUSIVE", ExitCodes.Inconclusive),
        (false, false, true) => new("GO WITH CONDITIONS", ExitCodes.GoWithConditions),
        (false, false, false) => new("GO", ExitCodes.GoOrPassed),
    };

    private static Verdict Limited(string scope, bool failed, bool unknown) => (failed, unknown) switch
    {
        (true, _) => new($"{scope} FAILED", ExitCodes.NoGoOrFailed),
        (false, true) => new($"{scope} INCONCLUSIVE", ExitCodes.Inconclusive),
        (false, false) => new($"{scope} PASSED", ExitCodes.GoOrPassed),
    };

    private static string ScopeWord(RunRecord run)
    {
        string part = run.Areas.Count > 0 || run.Rubric is not null || run.Scope == RunScope.Partial ? "PARTIAL " : "";
        return run.Scope == RunScope.Audit ? $"{part}AUDIT" : run.Rehearsal ? $"{part}REHEARSAL" : "PARTIAL RUN";
    }
}
