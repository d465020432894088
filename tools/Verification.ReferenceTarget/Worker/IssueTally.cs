using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Finds or makes the issues of a batch and writes their counts and the hourly statistic at its end.</summary>
public sealed class IssueTally(Transaction transaction, Behaviour behaviour)
{
    private readonly Dictionary<(long Project, string Hash), long> known = [];
    private readonly Dictionary<long, (int Added, DateTimeOffset Last, string Words)> counts = [];
    private readonly Dictionary<(long Project, DateTimeOffset Hour), int> hours = [];

    /// <summary>The issue an event belongs to, by project and hash.</summary>
    public async Task<long> IssueOfAsync(EventDocument document)
    {
        var key = (document.ProjectId, document.Hash);
        if (!known.TryGetValue(key, out var issue))
        {
            var found = await transaction.RowsAsync(
                "select issue_id from issue_events_issuehash where project_id = $1 and value = $2",
                document.ProjectId, Guid.Parse(document.Hash));
            known[key] = issue = found.Count > 0 ? found[0].Get<long>("issue_id") : await MakeAsync(document);
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
        foreach (var (issue, (added, last, words)) in counts.OrderBy(entry => entry.Key))
        {
            await transaction.RowsAsync(
                """
                update issue_events_issue set count = count + $2, last_seen = greatest(last_seen, $3),
                  status = case status when 1 then 0 else status end,
                  search_vector = case when length(search_vector) < 3800
                    then search_vector || to_tsvector('english', left($4, 2000)) else search_vector end
                where id = $1
                """,
                issue, added, last.UtcDateTime, words);
            if (behaviour.Has(Defects.CountOffByOne))
            {
                await transaction.RowsAsync(
                    """
                    update issue_events_issue set count = greatest(1,
                      (select count(*) from issue_events_issueevent where issue_id = $1) - 1) where id = $1
                    """,
                    issue);
            }
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
