namespace Verification.Readiness;

/// <summary>What an observation says about a claim, in the order of the lattice: Fail is worse than Unknown, Unknown worse than Pass.</summary>
public enum Outcome
{
    Pass = 0,
    Unknown = 1,
    Fail = 2,
}

/// <summary>Whether a failing check blocks the decision or only puts a condition on it.</summary>
public enum Requirement
{
    Required,
    Recommended,
}

/// <summary>How bad it is when the claim doesn't hold; used to order findings, never to decide.</summary>
public enum Severity
{
    Critical = 0,
    High = 1,
    Medium = 2,
    Low = 3,
}

/// <summary>Where the questions were asked.</summary>
public enum TargetKind
{
    Containers,
    Embedded,
    Attached,
    Files,
}

/// <summary>How a check is answered.</summary>
public enum Method
{
    /// <summary>By asking something that runs.</summary>
    Behavioural,

    /// <summary>By reading files: it tells what was meant, not what runs.</summary>
    Static,
}

/// <summary>How much of the catalogue a run may speak for; only <see cref="Full"/> can say GO.</summary>
public enum RunScope
{
    Full,
    Rehearsal,
    Partial,
    Audit,
}

/// <summary>The lattice of outcomes.</summary>
public static class Outcomes
{
    /// <summary>The worse of the two; commutative, associative and idempotent, so that order never matters.</summary>
    public static Outcome Worst(Outcome left, Outcome right) => (Outcome)Math.Max((int)left, (int)right);

    /// <summary>The worst of all; nothing observed is Unknown, never Pass.</summary>
    public static Outcome Worst(IEnumerable<Outcome> outcomes) =>
        outcomes.Select(outcome => (Outcome?)outcome).Aggregate((Outcome?)null, (worst, next) => Worst(worst ?? next!.Value, next!.Value))
        ?? Outcome.Unknown;
}
