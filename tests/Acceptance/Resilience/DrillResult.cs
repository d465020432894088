using Verification.Readiness.Ledger;

namespace Verification.Acceptance.Resilience;

/// <summary>What was done to one part in a drill that does it to several.</summary>
/// <param name="Part">Which.</param>
/// <param name="FromMs">From when, in milliseconds since the drill began.</param>
/// <param name="ToMs">Until when.</param>
/// <param name="RecoveredMs">From the end of the fault until an event sent afterwards was stored; null when none was in time.</param>
internal sealed record PartFault(string Part, double FromMs, double ToMs, double? RecoveredMs);

/// <summary>What a drill saw; checks judge it and nothing else.</summary>
internal sealed record DrillResult(DrillKind Kind, string Fault)
{
    /// <summary>Everything sent.</summary>
    public IReadOnlyList<Shot> Shots { get; init; } = [];

    /// <summary>Rows per id in the database, in any project.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; init; } = new Dictionary<string, int>();

    /// <summary>Ids sent before a fault was over and not stored then.</summary>
    public IReadOnlySet<string> Late { get; init; } = new HashSet<string>();

    /// <summary>Ids that the API lists.</summary>
    public IReadOnlySet<string> Listed { get; init; } = new HashSet<string>();

    /// <summary>Ids found in the queue at the end.</summary>
    public IReadOnlySet<string> Queued { get; init; } = new HashSet<string>();

    /// <summary>Messages in the queue that could not be read; any event may be in them.</summary>
    public int UnreadableMessages { get; init; }

    /// <summary>Accepted and not stored when the fault came.</summary>
    public int InFlight { get; init; }

    /// <summary>How long the part was away.</summary>
    public TimeSpan Away { get; init; }

    /// <summary>From its return until everything accepted was stored; null when that did not happen.</summary>
    public TimeSpan? RecoveredAfter { get; init; }

    /// <summary>The single faults, where there were several.</summary>
    public IReadOnlyList<PartFault> Parts { get; init; } = [];

    /// <summary>Why nothing can be concluded; null when something can.</summary>
    public string? Doubt { get; init; }

    /// <summary>What else was seen, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What only one drill measures.</summary>
    public Extra? Extra { get; init; }

    /// <summary>Where every event ended.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => DeliveryLedger.Close(Shots.Select(shot => new DeliveryFacts(
        shot.Id, Kind.ToString(), shot.Accepted, Rows: Rows.GetValueOrDefault(shot.Id), StillQueued: Queued.Contains(shot.Id), Late: Late.Contains(shot.Id)))).Entries;

    /// <summary>Sums.</summary>
    public DrillAccount Account
    {
        get
        {
            HashSet<string> accepted = [.. Shots.Where(shot => shot.Accepted == true).Select(shot => shot.Id)];
            int Of(DeliveryClass kind) => Ledger.Count(entry => entry.Class == kind && accepted.Contains(entry.EventId));
            return new(
                Shots.Count, accepted.Count, Shots.Count(shot => shot.Accepted == false), Shots.Count(shot => shot.Accepted is null),
                Of(DeliveryClass.Stored) + Of(DeliveryClass.Recovered), Of(DeliveryClass.Recovered), Of(DeliveryClass.Delayed), Of(DeliveryClass.Lost), Of(DeliveryClass.Duplicated));
        }
    }

    /// <summary>Why nothing can be concluded from these figures; null when something can.</summary>
    public string? Reservation => Doubt ?? Disagreement ?? (Account.Accepted == 0 ? "no event was acknowledged" : null)
        ?? (Account.Lost > 0 && UnreadableMessages > 0 ? $"{Account.Lost} acknowledged events are missing, and {UnreadableMessages} messages in the queue could not be read" : null);

    private string? Disagreement
    {
        get
        {
            string[] odd = [.. Rows.Keys.Where(id => !Listed.Contains(id)), .. Listed.Where(id => !Rows.ContainsKey(id))];
            return odd.Length == 0 ? null : $"the database has {Rows.Count} of the events and the API lists {Listed.Count}; first difference {odd[0]}";
        }
    }
}

/// <summary>What one kind of drill measures beside its events.</summary>
internal abstract record Extra;

/// <summary>Sums of a drill: of what was accepted, the last five say what became of it.</summary>
/// <param name="Sent">Requests begun.</param>
/// <param name="Accepted">Answered with success.</param>
/// <param name="Refused">Answered otherwise.</param>
/// <param name="Unanswered">Not answered; the client knows that it has to try again.</param>
/// <param name="Stored">Stored once.</param>
/// <param name="Recovered">Of those, stored only when the fault was over.</param>
/// <param name="Delayed">Still queued at the end.</param>
/// <param name="Lost">Neither stored nor queued.</param>
/// <param name="Doubled">Stored more than once.</param>
internal sealed record DrillAccount(int Sent, int Accepted, int Refused, int Unanswered, int Stored, int Recovered, int Delayed, int Lost, int Doubled)
{
    /// <summary>As a sentence.</summary>
    public string Story => $"{Accepted} of {Sent} events accepted; {Stored} stored once ({Recovered} of them when it was over), {Delayed} still queued, {Lost} lost, {Doubled} stored twice";
}
