using System.Collections.Concurrent;
using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Sdk;

/// <summary>Watches events become visible, then reads each of them through every oracle there is.</summary>
internal sealed class ReadBack(Target target, ProjectHandle project, ProjectHandle bystander)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // A queue that stays empty this long after the last event was taken has nothing more to give: the worker's batch
    // window is two seconds, and what it took is still counted as queued until it is stored.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private TimeSpan _longestGap = Poll;
    private DateTimeOffset? _lastLook;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstSeen = new(StringComparer.Ordinal);
    private readonly string _events = $"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/";

    /// <summary>Notes when each event is first listed, from before the first one is sent.</summary>
    public async Task<DriverResult> WatchWhileAsync(Task<DriverResult> sending, CancellationToken ct)
    {
        await Eventually.Async(
            async token =>
            {
                await LookAsync(token);
                return sending.IsCompleted;
            },
            done => done, "the driver to end", Deadline + Deadline, Poll, ct: ct);
        return await sending;
    }

    /// <summary>Waits until every accepted event is visible or can't come any more, then reads and compares all of them.</summary>
    public async Task<ReplayResult> CollectAsync(DriverResult driver, CancellationToken ct)
    {
        bool? stillQueued = await SettleAsync([.. driver.Sent.Where(sent => sent.Accepted == true).Select(sent => sent.EventId)], ct);
        DateTimeOffset lookedUntil = DateTimeOffset.UtcNow;
        IReadOnlyList<JsonElement> listed = await target.Tenant.Api.ListAsync(_events, ct);
        ILookup<string, JsonElement> byId = listed.ToLookup(item => item.GetProperty("eventID").GetString()!, StringComparer.Ordinal);
        ILookup<string, SqlEvent>? rows = target.Sql is SqlOracle sql
            ? (await sql.EventsAsync(driver.Sent.Select(sent => sent.EventId), ct)).ToLookup(row => row.EventId, StringComparer.Ordinal)
            : null;
        HashSet<string> misplaced = [.. await IdsAsync(bystander, ct)];
        StoredEvent[] events = await Task.WhenAll(driver.Sent.Select(sent => ReadAsync(sent, byId[sent.EventId].Count(), rows, misplaced, ct)));
        HashSet<string> ours = [.. driver.Sent.Select(sent => sent.EventId), .. driver.Failed.SelectMany(failed => failed.Unanswered)];
        string[] strangers = [.. byId.Select(group => group.Key).Concat(misplaced).Distinct().Where(id => !ours.Contains(id))];
        return new(events, strangers, _longestGap, lookedUntil, stillQueued, null, driver);
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
        IEnumerable<string> ids = await IdsAsync(project, ct);
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
        (await target.Tenant.Api.ListAsync($"/api/0/projects/{target.Tenant.Organization}/{where.Slug}/events/", ct)).Select(item => item.GetProperty("eventID").GetString()!);

    private async Task<StoredEvent> ReadAsync(SentEvent sent, int listed, ILookup<string, SqlEvent>? rows, HashSet<string> misplaced, CancellationToken ct)
    {
        JsonElement? detail = await target.Tenant.Api.FindAsync($"{_events}{sent.EventId}/", ct);
        JsonElement? view = detail is JsonElement found
            ? await target.Tenant.Api.FindAsync(
                $"/api/0/organizations/{target.Tenant.Organization}/issues/{EventReader.Text(found, "groupID")}/events/{sent.EventId}/json/", ct)
            : null;
        List<SqlEvent>? own = rows?[sent.EventId].Where(row => row.ProjectId == project.Id).ToList();
        int elsewhere = Math.Max(misplaced.Contains(sent.EventId) ? 1 : 0, rows?[sent.EventId].Count(row => row.ProjectId != project.Id) ?? 0);
        TimeSpan? visible = _firstSeen.TryGetValue(sent.EventId, out DateTimeOffset seen) ? seen - sent.SentAt : null;
        IReadOnlyList<FieldResult> fields = detail is null && own is null or { Count: 0 }
            ? []
            : EventComparison.Compare(
                EventFields.Sent(sent.Payload),
                detail is JsonElement api ? EventFields.Api(api, view) : null,
                own?.FirstOrDefault() is SqlEvent row ? EventFields.Sql(row) : null);
        return new(sent, visible, detail, view, listed, own, elsewhere, fields);
    }
}
