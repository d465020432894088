using Verification.Acceptance.Resilience;
using Verification.Acceptance.Tests.Recordings;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.Resilience;

/// <summary>Drills written by hand, and how checks judge them by the thresholds of the catalogue.</summary>
internal static class Histories
{
    /// <summary>Of events numbered from 0: how many were accepted, and which of these are stored and queued.</summary>
    public static DrillResult Of(DrillKind kind, int accepted, int stored, int queued = 0, int inFlight = 50, int unanswered = 0)
    {
        Shot[] shots = [.. Enumerable.Range(0, accepted + unanswered).Select(at => new Shot($"{at:x32}", at, at + 5, at < accepted ? 200 : null))];
        string[] ids = [.. shots.Select(shot => shot.Id)];
        return new(kind, "a part stopped")
        {
            Shots = shots, Rows = ids.Take(stored).ToDictionary(id => id, _ => 1), Listed = ids.Take(stored).ToHashSet(), Queued = ids.Skip(stored).Take(queued).ToHashSet(), InFlight = inFlight,
        };
    }

    /// <summary>What a check says about it.</summary>
    public static Observation Judge(ResilienceCheck check, DrillResult result) => check.Answer(new(Recorded.Check(check.Id), null!, null!, null!, null!, null!, null!), result);
}
