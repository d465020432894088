using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Sql;

namespace Verification.Acceptance.Sdk;

/// <summary>An event sent, and everything that could be seen of it afterwards.</summary>
/// <param name="Sent">As it left the SDK.</param>
/// <param name="Visible">From sending to first being seen in the API; null when it never was.</param>
/// <param name="Detail">The API's event; null when not there.</param>
/// <param name="View">The API's raw-like view of it; null when not there.</param>
/// <param name="ApiRows">How often the API lists it in its project.</param>
/// <param name="Rows">Its rows in the project it was sent to; null when the database can't be read.</param>
/// <param name="Elsewhere">Its rows in other projects.</param>
/// <param name="Fields">Every field compared.</param>
public sealed record StoredEvent(
    SentEvent Sent,
    TimeSpan? Visible,
    JsonElement? Detail,
    JsonElement? View,
    int ApiRows,
    IReadOnlyList<SqlEvent>? Rows,
    int Elsewhere,
    IReadOnlyList<FieldResult> Fields)
{
    /// <summary>Whether it can be read where it belongs.</summary>
    public bool IsThere => Detail is not null;

    /// <summary>The issue that the API shows it under.</summary>
    public string? IssueId => EventReader.Text(Detail, "groupID");

    /// <summary>How often it is stored in its own project, by the oracle that sees most.</summary>
    public int Copies => Rows is null ? ApiRows : Math.Max(Rows.Count, ApiRows);

    /// <summary>Whether API and database tell different numbers of copies.</summary>
    public bool Disputed => Rows is not null && Rows.Count != ApiRows;
}

/// <summary>What the whole replay left behind.</summary>
/// <param name="Events">Every event sent.</param>
/// <param name="Strangers">Ids found in our projects that nobody sent there.</param>
/// <param name="Poll">How often visibility was looked at: the error of the latency figures.</param>
/// <param name="LookedUntil">When looking for events that were not visible yet ended.</param>
/// <param name="StillQueued">Whether events were still queued when looking ended; null when the queue can't be seen.</param>
/// <param name="DriverProblem">Why the scenarios could not be replayed; null when they were.</param>
/// <param name="Driver">What the driver did; null when it could not run.</param>
public sealed record ReplayResult(
    IReadOnlyList<StoredEvent> Events, IReadOnlyList<string> Strangers, TimeSpan Poll, DateTimeOffset LookedUntil, bool? StillQueued, string? DriverProblem, DriverResult? Driver);
