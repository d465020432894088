using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>How good a verdict is, within its scope.</summary>
internal enum Rank
{
    Failed = 0,
    Inconclusive = 1,
    Conditions = 2,
    Good = 3,
}

/// <summary>The verdict rules said a second way: everything known puts a ceiling on the verdict, and the lowest ceiling is the verdict.</summary>
internal static class Ceilings
{
    public static Verdict Expected(World world)
    {
        Rank rank = world.Cases.Select(Of).Append(Of(world.Setting)).Append(SomethingRequiredHolds(world) ? Rank.Good : Rank.Inconclusive).Min();
        (string word, int code) = (world.Setting.Full, rank) switch
        {
            (true, Rank.Failed) => ("NO-GO", 1),
            (true, Rank.Inconclusive) => ("INCONCLUSIVE", 2),
            (true, Rank.Conditions) => ("GO WITH CONDITIONS", 3),
            (true, _) => ("GO", 0),
            (false, Rank.Failed) => ($"{Scope(world.Setting)} FAILED", 1),
            (false, Rank.Inconclusive) => ($"{Scope(world.Setting)} INCONCLUSIVE", 2),
            (false, _) => ($"{Scope(world.Setting)} PASSED", 0),
        };
        return new Verdict(word, world.Setting.HarnessFailed ? 70 : code);
    }

    /// <summary>The total order over the words, within one scope.</summary>
    public static Rank Of(Verdict verdict) => verdict.Word switch
    {
        "GO" => Rank.Good,
        "GO WITH CONDITIONS" => Rank.Conditions,
        "NO-GO" => Rank.Failed,
        string word when word.EndsWith("INCONCLUSIVE", StringComparison.Ordinal) => Rank.Inconclusive,
        string word when word.EndsWith(" FAILED", StringComparison.Ordinal) => Rank.Failed,
        string word when word.EndsWith(" PASSED", StringComparison.Ordinal) => Rank.Good,
        string word => throw new ArgumentException($"'{word}' is no verdict.", nameof(verdict)),
    };

    private static Rank Of(Case one) => (one.Requirement, one.State) switch
    {
        (_, State.Passed or State.PassedThoughWaived) => Rank.Good,
        (Requirement.Recommended, _) => Rank.Conditions,
        (_, State.FailedButWaived) => Rank.Conditions,
        (_, State.Failed or State.FailedWithExpiredWaiver or State.ContradictedByItsFigure or State.PassedThenFailed or State.FailedThenPassed) => Rank.Failed,
        _ => Rank.Inconclusive,
    };

    private static Rank Of(Setting setting) =>
        setting.Unmet || setting.Interrupted || setting.HarnessFailed || setting.Stranger || (setting.Gate && (setting.Dirty || !setting.Full))
            ? Rank.Inconclusive
            : Rank.Good;

    private static bool SomethingRequiredHolds(World world) =>
        world.Cases.Any(one => one is { Requirement: Requirement.Required, State: State.Passed or State.PassedThoughWaived });

    private static string Scope(Setting setting) => (setting.Scope, setting.Kind, setting.OnlySomeAreas) switch
    {
        (RunScope.Audit, _, true) => "PARTIAL AUDIT",
        (RunScope.Audit, _, false) => "AUDIT",
        (RunScope.Partial, TargetKind.Embedded, _) or (_, TargetKind.Embedded, true) => "PARTIAL REHEARSAL",
        (_, TargetKind.Embedded, false) => "REHEARSAL",
        _ => "PARTIAL RUN",
    };
}
