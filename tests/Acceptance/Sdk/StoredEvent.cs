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
