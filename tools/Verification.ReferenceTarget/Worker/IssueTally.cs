using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Finds or makes the issues of a batch and writes their counts and the hourly statistic at its end.</summary>
public sealed class IssueTally(Transaction transaction, Behaviour behaviour)
{
    private readonly Dictionary<(long Project, string Hash), long> known = [];
    private readonly Dictionary<long, (int Added, DateTimeOffset Last, string Words)> counts = [];
    private readonly Dictionary<(long Project, DateTimeOffset Hour), int> hours = [];

    /// <summary>Looks up the issues of a batch at once.</summary>
    public async Task FindAsync(IEnumerable<EventDocument> batch)
    {
        var keys = batch.Select(document => (document.ProjectId, document.Hash)).Distinct().ToList();
        var found = await transaction.RowsAsync(
            """
            select asked.at, h.issue_id from unnest($1::bigint[], $2::uuid[]) with ordinality as asked (project, hash, at)
            join issue_events_issuehash h on h.project_id = asked.project and h.value = asked.hash
            """,
            keys.Select(key => key.ProjectId).ToArray(), keys.Select(key => Guid.Parse(key.Hash)).ToArray());
        foreach (var row in found)
        {
            known[keys[(int)row.Get<long>("at") - 1]] = row.Get<long>("issue_id");
        }
    }

    /// <summary>The issue an event belongs to, by project and hash: one that was found, or a new one.</summary>
    public async Task<long> IssueOfAsync(EventDocument document)
    {
        var key = (document.ProjectId, document.Hash);
        if (!known.TryGetValue(key, out var issue))
        {
            known[key] = issue = await MakeAsync(document);
        }

        return issue;
    }

    /// <summary>Counts one stored event.</summary>
    public void Count(long issue, EventDocument document, bool leaveOutOfStatistic)
    {
        var words = $"{document.Title} {document.Culprit}";
        counts[issue] = counts.TryGetValue(issue, out var so)
            ? (so.Added + 1, so.Last > document.Received ? so.Last : document.Received, so.Words == words ? words : $"{so.Words} {words}")
            : (1, document.Received, words);
        if (!leaveOutOfStatistic)
        {
            var hour = new DateTimeOffset(document.Received.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
            hours[(document.ProjectId, hour)] = hours.GetValueOrDefault((document.ProjectId, hour)) + 1;
        }
    }

    /// <summary>Writes what was counted. A resolved issue that got an event is unresolved again.</summary>
    public async Task WriteAsync()
    {
        var changed = counts.OrderBy(entry => entry.Key).ToList();
        await transaction.RowsAsync(
            """
            update issue_events_issue set count = count + counted.added, last_seen = greatest(last_seen, counted.last),
              status = case status when 1 then 0 else status end,
              search_vector = append_and_limit_tsvector(search_vector, left(counted.words, 2000), 3800)
            from unnest($1::bigint[], $2::integer[], $3::timestamptz[], $4::text[]) as counted (issue, added, last, words)
            where id = counted.issue
            """,
            Column(changed, entry => entry.Key), Column(changed, entry => entry.Value.Added),
            Column(changed, entry => entry.Value.Last.UtcDateTime), Column(changed, entry => entry.Value.Words));
        foreach (var (issue, _) in changed.Where(_ => behaviour.Has(Defects.CountOffByOne)))
        {
            await transaction.RowsAsync(
                """
                update issue_events_issue set count = greatest(1,
                  (select count(*) from issue_events_issueevent where issue_id = $1) - 1) where id = $1
                """,
                issue);
        }

        foreach (var ((project, hour), count) in hours.OrderBy(entry => entry.Key.Project).ThenBy(entry => entry.Key.Hour))
        {
            await transaction.RowsAsync(
                """
                insert into projects_issueeventprojecthourlystatistic as stat (project_id, date, count) values ($1, $2, $3)
                on conflict (project_id, date) do update set count = stat.count + excluded.count
                """,
                project, hour.UtcDateTime, count);
            await transaction.RowsAsync("update projects_project set first_event = now() where id = $1 and first_event is null", project);
        }
    }

    private static T[] Column<T>(List<KeyValuePair<long, (int Added, DateTimeOffset Last, string Words)>> rows,
        Func<KeyValuePair<long, (int Added, DateTimeOffset Last, string Words)>, T> value) => [.. rows.Select(value)];

    private async Task<long> MakeAsync(EventDocument document)
    {
        var rows = await transaction.RowsAsync(
            """
            with counter as (
              insert into projects_projectcounter as c (project_id, value) values ($1, 1)
              on conflict (project_id) do update set value = c.value + 1 returning value),
            issue as (
              insert into issue_events_issue
                (project_id, short_id, title, type, level, metadata, count, first_seen, last_seen, search_vector)
              select $1, value, $2, $3, $4, $5::jsonb, 0, $6, $6, to_tsvector('english', '') from counter returning id)
            insert into issue_events_issuehash (value, issue_id, project_id) select $7, id, $1 from issue returning issue_id
            """,
            document.ProjectId, document.Title, (short)document.Type, (short)document.Level, document.Metadata.ToJsonString(),
            document.Received.UtcDateTime, Guid.Parse(document.Hash));
        return rows[0].Get<long>("issue_id");
    }
}
