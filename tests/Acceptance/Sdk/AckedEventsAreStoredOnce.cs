using System.Text.Json;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>No event is stored twice, in its own project or in another, and nothing is stored that nobody sent.</summary>
public sealed class AckedEventsAreStoredOnce(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => QueueQuiet.BesideADrill + TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override async Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        string[] ids = [.. replay.Events.Select(stored => stored.Sent.EventId)];
        // A redelivered event comes a batch later than its first copy: counting at first sight would miss it.
        await QueueQuiet.WaitAsync(context.Target, replay.LookedUntil, ct, QueueQuiet.BesideADrill);
        ILookup<string, string> api = (await ListAsync(context, ct)).ToLookup(id => id, StringComparer.Ordinal);
        ILookup<string, SqlEvent>? sql = context.Target.Sql is SqlOracle oracle
            ? (await oracle.EventsAsync(ids, ct)).ToLookup(row => row.EventId, StringComparer.Ordinal)
            : null;
        List<(string Id, int Api, int? Sql)> copies = [.. ids.Select(id => (id, api[id].Count(), sql?[id].Count())).Where(entry => entry.Item2 > 0 || entry.Item3 > 0)];
        string[] repeated = [.. copies.Where(entry => Math.Max(entry.Api, entry.Sql ?? 0) > 1).Select(entry => $"{entry.Id}: listed {entry.Api} times, {entry.Sql?.ToString() ?? "unknown"} rows in all projects")];
        string[] strangers = [.. replay.Strangers.Select(id => $"{id}: nobody sent it")];
        int disputed = copies.Count(entry => entry.Sql is int rows && rows != entry.Api);
        return repeated.Length + strangers.Length == 0 && disputed > 0
            ? Observation.Unknown($"API and database disagree on the copies of {disputed} events.", Oracles(context))
            : Observation.Of(
                context.Check, repeated.Length + strangers.Length, copies.Count, Oracles(context),
                repeated.Length + strangers.Length == 0
                    ? $"All {copies.Count} stored events are stored once, also {QueueQuiet.OneBatch.TotalSeconds:0} s after the queue was empty."
                    : $"{repeated.Length} of {copies.Count} events are stored more than once; {strangers.Length} were never sent.",
                [.. repeated, .. strangers]);
    }

    private static async Task<IEnumerable<string>> ListAsync(CheckContext context, CancellationToken ct)
    {
        List<string> ids = [];
        foreach (ProjectHandle project in context.Replay.Projects.Append(context.Replay.Bystander!))
        {
            IReadOnlyList<JsonElement> listed = await context.Target.Tenant.Api.ListAsync($"/api/0/projects/{context.Target.Tenant.Organization}/{project.Slug}/events/", ct);
            ids.AddRange(listed.Select(item => item.GetProperty("eventID").GetString()!));
        }

        return ids;
    }
}
