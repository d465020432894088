using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Writes a batch of events with their issues, releases, environments and statistics, all or nothing.</summary>
public sealed class EventStore(Database database, Behaviour behaviour)
{
    private const string InsertEvent =
        """
        insert into issue_events_issueevent
          (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, release_id, hashes)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11::bigint, array[$12]::varchar[])
        on conflict do nothing returning issue_id
        """;

    /// <summary>Stores the batch in one transaction.</summary>
    public Task<int> StoreAsync(IReadOnlyCollection<Storing> batch) => database.InTransactionAsync(async transaction =>
    {
        var places = new Places(transaction);
        var issues = new IssueTally(transaction, behaviour);
        var stored = 0;
        foreach (var storing in batch)
        {
            if (storing.Misrouted)
            {
                storing.Document.ProjectId = await places.AnotherProjectAsync(storing.Document);
            }

            var document = storing.Document;
            var issue = await issues.IssueOfAsync(document);
            var release = await places.ReleaseAsync(document);
            await places.EnvironmentAsync(document);
            var rows = await transaction.RowsAsync(
                InsertEvent, document.Id, (short)document.Type, document.Timestamp.UtcDateTime, document.Received.UtcDateTime,
                document.Title, document.Culprit, (short)document.Level, document.Data.ToJsonString(),
                document.Tags.ToJsonString(), issue, release, document.Hash);

            // A message delivered a second time finds its row in place and must not count again.
            if (rows.Count > 0)
            {
                issues.Count(issue, document, storing.Uncounted);
                stored++;
            }
        }

        await issues.WriteAsync();
        return stored;
    });
}
