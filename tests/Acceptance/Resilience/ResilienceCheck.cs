using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>A question about a fault that was given to a target of its own.</summary>
public abstract class ResilienceCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <summary>Where figures come from.</summary>
    private protected const string Sources = "http+sql+api+redis";

    /// <inheritdoc/>
    protected internal override string Drill => "Parts are killed, frozen and cut off for this";

    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(60);

    /// <summary>The drill that answers it.</summary>
    private protected abstract DrillKind Kind { get; }

    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => Answer(context, await context.Resilience!.ResultAsync(Kind, ct));

    /// <summary>Which drill answers a check.</summary>
    internal static DrillKind KindOf(Type check) => ((ResilienceCheck)CheckTypes.Create(check)).Kind;

    /// <summary>Judges what a drill saw, unless nothing can be concluded from it.</summary>
    internal Observation Answer(CheckContext context, DrillResult result) => (result.Reservation ?? Unproven(result)) is string doubt
        ? Observation.Unknown($"{result.Fault}: {doubt}.", Sources, Details(result))
        : Judge(context, result);

    /// <summary>What else has to have happened for the question to have an answer; null when it has.</summary>
    private protected virtual string? Unproven(DrillResult result) => result.InFlight > 0 ? null : "nothing was in flight when the fault came, so that nothing was at stake";

    /// <summary>Judges it.</summary>
    private protected abstract Observation Judge(CheckContext context, DrillResult result);

    /// <summary>A number of events, of those accepted.</summary>
    private protected static Observation Of(CheckContext context, DrillResult result, int measured) =>
        Observation.Of(context.Check, measured, result.Account.Accepted, Sources, $"{Capital(result.Fault)}: {result.Account.Story}.", Details(result));

    /// <summary>The figures, one line each.</summary>
    private protected static IReadOnlyList<string> Details(DrillResult result)
    {
        DrillAccount account = result.Account;
        return
        [
            $"sent {account.Sent}, accepted {account.Accepted}, refused {account.Refused}, unanswered {account.Unanswered}",
            $"stored {account.Stored}, of them {account.Recovered} when the fault was over; delayed {account.Delayed}, lost {account.Lost}, stored twice {account.Doubled}",
            $"in flight at the fault {result.InFlight}; away {result.Away.TotalSeconds:0.0} s; all stored {(result.RecoveredAfter is TimeSpan after ? $"{after.TotalSeconds:0.0} s after its return" : "never within the time given")}",
            .. result.Parts.Select(part => $"{part.Part}: away {(part.ToMs - part.FromMs) / 1000:0.0} s, {(part.RecoveredMs is double ms ? $"an event sent afterwards stored {ms / 1000:0.0} s later" : "no event sent afterwards was stored in time")}"),
            .. result.Notes,
            .. result.Ledger.Where(entry => entry.Class < Readiness.Ledger.DeliveryClass.Recovered).Take(10).Select(entry => $"{entry.EventId}: {entry.Class.ToString().ToLowerInvariant()}"),
        ];
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
