using System.Collections.Concurrent;
using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Sdk;

/// <summary>Watches events become visible, then reads each of them through every oracle there is.</summary>
internal sealed class ReadBack(Target target, IReadOnlyList<ProjectHandle> projects, ProjectHandle bystander)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // A queue that stays empty this long after the last event was taken has nothing more to give: the worker's batch
    // window is two seconds, and what it took is still counted as queued until it is stored.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private TimeSpan _longestGap = Poll;
    private DateTimeOffset? _lastLook;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstSeen = new(StringComparer.Ordinal);

    /// <summary>Notes when each event is first listed, from before the first one is sent.</summary>
    public async Task<TResult> WatchWhileAsync<TResult>(Task<TResult> sending, CancellationToken ct)
    {
        await Eventually.Async(
            async token =>
            {
                await LookAsync(token);
                return sending.IsCompleted;
            },
            done => done, "the drivers to end", Deadline + Deadline, Poll, ct: ct);
        return await sending;
    }

    /// <summary>Waits until every accepted event is visible or can't come any more, then reads and compares all of them.</summary>
    public async Task<ReplayResult> CollectAsync(IReadOnlyList<DriverReplay> drivers, CancellationToken ct)
    {
        (ProjectHandle Project, DriverResult Driver)[] done = [.. drivers.Where(replay => replay.Result is not null).Select(replay => (replay.Project!, replay.Result!))];
        SentEvent[] sent = [.. done.SelectMany(replay => replay.Driver.Sent)];
        bool? stillQueued = await SettleAsync([.. sent.Where(item => item.Accepted == true).Select(item => item.EventId)], ct);
        DateTimeOffset lookedUntil = DateTimeOffset.UtcNow;
        Listing listing = new(
            (await Task.WhenAll(projects.Append(bystander).Select(async project => (project.Id, Ids: await IdsAsync(project, ct))))).SelectMany(entry => entry.Ids.Select(id => (id, entry.Id))),
            target.Sql is SqlOracle sql ? await sql.EventsAsync(sent.Select(item => item.EventId), ct) : null);
        StoredEvent[] events = await Task.WhenAll(done.SelectMany(replay => replay.Driver.Sent.Select(item => ReadAsync(item, replay.Project, listing, ct))));
        HashSet<string> ours = [.. sent.Select(item => item.EventId), .. done.SelectMany(replay => replay.Driver.Failed).SelectMany(failed => failed.Unanswered)];
        return new(events, [.. listing.Ids.Where(id => !ours.Contains(id))], _longestGap, lookedUntil, stillQueued, drivers);
    }

    private async Task<bool?> SettleAsync(IReadOnlyCollection<string> accepted, CancellationToken ct)
    {
        DateTimeOffset idleSince = DateTimeOffset.UtcNow;
        long? queued = null;
        bool missing = true;
        try
        {
            await Eventually.Async(
                async token =>
                {
                    int before = _firstSeen.Count;
                    await LookAsync(token);
                    missing = accepted.Any(id => !_firstSeen.ContainsKey(id));
                    queued = missing ? await target.QueuedAsync(token) : null;
                    if (_firstSeen.Count > before || queued is null or > 0)
                    {
                        idleSince = DateTimeOffset.UtcNow;
                    }

                    return !missing || DateTimeOffset.UtcNow - idleSince > Quiet;
                },
                settled => settled, "every accepted event to be visible", Deadline, Poll, ct: ct);
        }
        catch (TimeoutException)
        {
            // Not a failure of the question: what is still missing at the deadline is the answer.
            missing = true;
        }

        return missing ? queued > 0 : false;
    }

    private async Task LookAsync(CancellationToken ct)
    {
        string[] ids = [.. (await Task.WhenAll(projects.Select(project => IdsAsync(project, ct)))).SelectMany(found => found)];
        // Taken after the answer: an event can only be said to be visible by then, and the gap to the look before is the error.
        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach (string id in ids)
        {
            _firstSeen.TryAdd(id, now);
        }

        _longestGap = _lastLook is DateTimeOffset last && now - last > _longestGap ? now - last : _longestGap;
        _lastLook = now;
    }

    private async Task<IEnumerable<string>> IdsAsync(ProjectHandle where, CancellationToken ct) =>
        (await target.Tenant.Api.ListAsync(Events(where), ct)).Select(item => item.GetProperty("eventID").GetString()!);

    private async Task<StoredEvent> ReadAsync(SentEvent sent, ProjectHandle project, Listing listing, CancellationToken ct)
    {
        JsonElement? detail = await target.Tenant.Api.FindAsync($"{Events(project)}{sent.EventId}/", ct);
        JsonElement? view = detail is JsonElement found
            ? await target.Tenant.Api.FindAsync(
                $"/api/0/organizations/{target.Tenant.Organization}/issues/{EventReader.Text(found, "groupID")}/events/{sent.EventId}/json/", ct)
            : null;
        List<SqlEvent>? own = listing.Rows(sent.EventId)?.Where(row => row.ProjectId == project.Id).ToList();
        int elsewhere = Math.Max(listing.Projects(sent.EventId).Any(id => id != project.Id) ? 1 : 0, listing.Rows(sent.EventId)?.Count(row => row.ProjectId != project.Id) ?? 0);
        TimeSpan? visible = _firstSeen.TryGetValue(sent.EventId, out DateTimeOffset seen) ? seen - sent.SentAt : null;
        IReadOnlyList<FieldResult> fields = detail is null && own is null or { Count: 0 }
            ? []
            : EventComparison.Compare(
                EventFields.Sent(sent.Payload),
                detail is JsonElement api ? EventFields.Api(api, view) : null,
                own?.FirstOrDefault() is SqlEvent row ? EventFields.Sql(row) : null);
        return new(sent, visible, detail, view, listing.Projects(sent.EventId).Count(id => id == project.Id), own, elsewhere, fields);
    }

    private string Events(ProjectHandle project) => $"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/";

    /// <summary>What is listed in which of our projects, and the rows of what was sent; null where the database can't be read.</summary>
    private sealed class Listing(IEnumerable<(string Event, long Project)> listed, IEnumerable<SqlEvent>? rows)
    {
        private readonly ILookup<string, long> _listed = listed.ToLookup(entry => entry.Event, entry => entry.Project, StringComparer.Ordinal);
        private readonly ILookup<string, SqlEvent>? _rows = rows?.ToLookup(row => row.EventId, StringComparer.Ordinal);

        public IEnumerable<string> Ids => _listed.Select(entry => entry.Key);

        public IEnumerable<long> Projects(string id) => _listed[id];

        public IEnumerable<SqlEvent>? Rows(string id) => _rows?[id];
    }
}
