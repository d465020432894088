using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Writes a batch of events with their issues, releases, environments and statistics, all or nothing.</summary>
public sealed class EventStore(Database database, Behaviour behaviour)
{
    // One statement carries a batch; of large events only as many as PostgreSQL takes in one message.
    private const int MostCharacters = 8 * 1024 * 1024;

    private const string InsertEvents =
        """
        insert into issue_events_issueevent
          (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, release_id, hashes)
        select id, type, timestamp, received, title, transaction, level, data::jsonb, tags::jsonb, issue_id, release_id, array[hash]
        from unnest($1::uuid[], $2::smallint[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[], $7::smallint[],
          $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[])
          as sent (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, release_id, hash)
        on conflict do nothing returning id, received
        """;

    /// <summary>Stores the batch in one transaction; gives the number of rows that were not there before.</summary>
    public Task<int> StoreAsync(IReadOnlyCollection<Storing> batch) => database.InTransactionAsync(async transaction =>
    {
        var places = new Places(transaction);
        var issues = new IssueTally(transaction, behaviour);
        foreach (var storing in batch.Where(storing => storing.Misrouted))
        {
            storing.Document.ProjectId = await places.AnotherProjectAsync(storing.Document);
        }

        await issues.FindAsync(batch.Select(storing => storing.Document));
        var rows = new List<EventRow>(batch.Count);
        foreach (var storing in batch)
        {
            var issue = await issues.IssueOfAsync(storing.Document);
            rows.Add(new EventRow(storing, issue, await places.ReleaseAsync(storing.Document)));
            await places.EnvironmentAsync(storing.Document);
        }

        var stored = await InsertAsync(transaction, rows);
        await Bloat.ApplyAsync(transaction, batch);

        // A message delivered a second time finds its row in place and must not count again.
        var counted = rows.Where(row => stored.Remove((row.Event.Id, row.Event.Received.UtcDateTime))).ToList();
        counted.ForEach(row => issues.Count(row.Issue, row.Event, row.Storing.Uncounted));
        await issues.WriteAsync();
        return counted.Count;
    });

    private static async Task<HashSet<(Guid Id, DateTime Received)>> InsertAsync(Transaction transaction, List<EventRow> rows)
    {
        var stored = new HashSet<(Guid, DateTime)>();
        for (var at = 0; at < rows.Count;)
        {
            var characters = 0L;
            var part = rows.Skip(at).TakeWhile((row, index) => (characters += row.Data.Length + row.Tags.Length) <= MostCharacters || index == 0).ToList();
            at += part.Count;
            var inserted = await transaction.RowsAsync(
                InsertEvents,
                Column(part, row => row.Event.Id), Column(part, row => (short)row.Event.Type),
                Column(part, row => row.Event.Timestamp.UtcDateTime), Column(part, row => row.Event.Received.UtcDateTime),
                Column(part, row => row.Event.Title), Column(part, row => row.Event.Culprit), Column(part, row => (short)row.Event.Level),
                Column(part, row => row.Data), Column(part, row => row.Tags), Column(part, row => row.Issue),
                Column(part, row => row.Release), Column(part, row => row.Event.Hash));
            stored.UnionWith(inserted.Select(row => (row.Get<Guid>("id"), row.Get<DateTime>("received"))));
        }

        return stored;
    }

    private static T[] Column<T>(List<EventRow> rows, Func<EventRow, T> value) => [.. rows.Select(value)];

    private sealed record EventRow(Storing Storing, long Issue, long? Release)
    {
        public EventDocument Event => Storing.Document;

        public string Data { get; } = Storing.Document.Data.ToJsonString();

        public string Tags { get; } = Storing.Document.Tags.ToJsonString();
    }
}
