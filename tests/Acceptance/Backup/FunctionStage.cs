using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Verification.Acceptance.Sdk;
using Verification.Fixtures;
using Verification.Fixtures.Api;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>Starts the target on the restored database and uses it as its users did before.</summary>
internal sealed class FunctionStage(BackupSetting setting, RecoveryDrill drill, SourceRun source, RestoreRun restored)
{
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(15);
    private static readonly string[] Neighbours = ["nextEventID", "previousEventID"];
    private readonly List<RecoveryPhase> _phases = [];
    private readonly List<Function> _functions = [];

    /// <summary>The target while it runs; the caller ends it.</summary>
    public RestoredTarget? Target { get; private set; }

    /// <summary>The whole stage.</summary>
    public async Task<FunctionRun> RunAsync(CancellationToken ct)
    {
        await TimeAsync("migrate", "run migrations: they make the partitions of the coming days", "docker compose run --rm migrate", () => drill.MigrateScratchAsync(restored.Database, ct));
        await TimeAsync("start", "start web and worker", "docker compose up --detach web worker", async () => Target = await drill.StartRestoredAsync(
            restored.Database, worker: !setting.Has(BackupDefects.ForgetsWorker), setting.Has(BackupDefects.ChangesSecretKey) ? new string('7', 64) : null, ct));
        RestoredTarget target = Target!;
        bool stores = false;
        await TimeAsync("first event", "send an event with an old DSN and read it back", "./smoke-test.sh", async () => stores = await FirstEventAsync(target, ct));
        HashSet<string> fromQueue = await DrainedAsync(target, ct);
        using BrowserSession before = target.Continue(source.Known.Browser);
        ApiAnswer session = await before.ListTokensAsync(ct);
        await ReadAsync(target, ct);
        List<Function> keys = await WriteAsync(target, stores, ct);
        return new()
        {
            Functions = _functions, Keys = keys, Stores = stores, Phases = _phases, FromQueue = fromQueue,
            KeepsSecretKey = session.Status switch { 200 => true, 401 or 403 => false, _ => null },
        };
    }

    private async Task<bool> FirstEventAsync(RestoredTarget target, CancellationToken ct)
    {
        ProjectHandle project = source.Known.Project with { Dsn = source.Known.Project.Dsn.At(target.BaseUrl) };
        CanaryReport canary = await Canary.SendAsync(target.Tenant, project, Visible, ct);
        _functions.Add(new("a new event is stored and shown", canary is { Visible: true, Differences.Count: 0 } ? null : canary.Accepted ? $"accepted, but not shown as sent within {Visible.TotalSeconds:0} s" : "refused"));
        return canary.Visible;
    }

    // What Redis kept over the disaster is stored now, if anything stores.
    private async Task<HashSet<string>> DrainedAsync(RestoredTarget target, CancellationToken ct)
    {
        HashSet<string> written = [.. source.Written.Select(taken => taken.Id)];
        IReadOnlyList<string> now = [];
        try
        {
            await Eventually.Async(async token => (await target.QueuedAsync(token)) is null or 0, "the queue to be empty after the restore", Visible, ct: ct);
        }
        catch (TimeoutException error) when (!setting.Has(BackupDefects.ForgetsWorker))
        {
            // Late events would break every count that follows.
            throw new InvalidOperationException($"What was queued is not stored yet, so nothing can be counted: {error.Message}", error);
        }
        catch (TimeoutException)
        {
            // The seeded defect: nothing is stored at all, and that shows by itself.
            now = [];
        }

        now = await target.Sql.EventIdsAsync(source.Known.Project.Id, ct);
        return [.. now.Where(id => written.Contains(id) && !restored.Events.Contains(id))];
    }

    private async Task ReadAsync(RestoredTarget target, CancellationToken ct)
    {
        KnownData known = source.Known;
        using BrowserSession fresh = new(target.BaseUrl);
        int logIn = (await fresh.LogInAsync(drill.Admin.Email, drill.Admin.Password, ct)).Status;
        _functions.Add(new("the user logs in with the old password", logIn == 200 ? null : $"answered {logIn}"));
        ApiAnswer organizations = await target.Tenant.Api.SendAsync(HttpMethod.Get, "/api/0/organizations/", null, ct);
        _functions.Add(new("the old API token is accepted", organizations.IsJson && organizations.Body.ToString().Contains(target.Tenant.Organization, StringComparison.Ordinal) ? null : $"answered {organizations.Status}"));
        int differing = 0;
        foreach ((string id, JsonElement shown) in known.Shown)
        {
            ApiAnswer answer = await target.Tenant.Api.SendAsync(HttpMethod.Get, $"/api/0/projects/{target.Tenant.Organization}/{known.Project.Slug}/events/{id}/", null, ct);
            differing += answer.IsJson && JsonNode.DeepEquals(Alone(shown), Alone(answer.Body)) ? 0 : 1;
        }

        _functions.Add(new($"{known.Shown.Count} old events read back as they were", differing == 0 ? null : $"{differing} are missing or different"));
        await StatusAsync(target, known.ResolvedIssue, "resolved", ct);
        await StatusAsync(target, known.IgnoredIssue, "ignored", ct);
        ApiAnswer found = await target.Tenant.Api.SendAsync(HttpMethod.Get, $"/api/0/projects/{target.Tenant.Organization}/{known.Project.Slug}/issues/?query=LargeError", null, ct);
        _functions.Add(new("search finds an old issue", found.IsJson && found.Body.EnumerateArray().Any(issue => issue.GetProperty("title").GetString()!.StartsWith("LargeError", StringComparison.Ordinal)) ? null : "not found"));
    }

    private async Task StatusAsync(RestoredTarget target, string issue, string status, CancellationToken ct)
    {
        ApiAnswer answer = await target.Tenant.Api.SendAsync(HttpMethod.Get, $"/api/0/issues/{issue}/", null, ct);
        string seen = answer.IsJson ? answer.Body.GetProperty("status").GetString() ?? "" : $"an answer of {answer.Status}";
        _functions.Add(new($"the {status} issue is still {status}", seen == status ? null : $"it is {seen}"));
    }

    private async Task<List<Function>> WriteAsync(RestoredTarget target, bool stores, CancellationToken ct)
    {
        KnownData known = source.Known;
        Counts before = await CountAsync(target, ct);
        string repeat = Guid.NewGuid().ToString("N"), novel = Guid.NewGuid().ToString("N");
        using IngestClient ingest = new();
        List<Function> keys = [];
        List<string> sent = [repeat, novel];
        await ingest.EventAsync(known.Project.Dsn.At(target.BaseUrl), repeat, KnownData.Error(repeat, "RepeatedError"), ct);
        await ingest.EventAsync(known.Project.Dsn.At(target.BaseUrl), novel, KnownData.Error(novel, "NovelError"), ct);
        foreach (Dsn key in known.Keys)
        {
            string id = Guid.NewGuid().ToString("N");
            IngestAnswer answer = await ingest.EventAsync(key.At(target.BaseUrl), id, KnownData.Error(id, "RepeatedError"), ct);
            keys.Add(new($"a DSN of project {known.Slugs[key.ProjectId]}", answer.Accepted ? null : $"answered {answer.Status}"));
            sent.Add(id);
        }

        if (stores)
        {
            await StoredAsync(target, sent, keys.Count(key => key.Seen is null) + 2, ct);
            Counts after = await CountAsync(target, ct);
            int here = 2 + known.Keys.Zip(keys).Count(pair => pair.First.ProjectId == known.Project.Dsn.ProjectId && pair.Second.Seen is null);
            Claim("a repeated error joins its old issue and counts one more each time", after.Repeated - before.Repeated, here - 1);
            Claim("a new error gets the next short id", after.HighestShortId - before.HighestShortId, 1);
            Claim("statistics go on from where they were", after.Statistics - before.Statistics, here);
            Claim("issue counts agree with the events there are", after.CountedLess, before.CountedLess);
        }

        return keys;
    }

    private void Claim(string what, long seen, long expected) => _functions.Add(new(what, seen == expected ? null : $"{seen} instead of {expected}"));

    private static async Task StoredAsync(RestoredTarget target, IReadOnlyList<string> ids, int expected, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(async token => (await target.Sql.EventsAsync(ids, token)).Count, rows => rows >= expected, $"{expected} new events to be stored", Visible, ct: ct);
        }
        catch (TimeoutException)
        {
            // What is missing shows in the counts that follow.
        }
    }

    private sealed record Counts(long Repeated, long HighestShortId, long Statistics, long CountedLess);

    private async Task<Counts> CountAsync(RestoredTarget target, CancellationToken ct)
    {
        await using NpgsqlConnection connection = new(drill.ScratchConnection(restored.Database));
        await connection.OpenAsync(ct);
        await using NpgsqlCommand command = new(
            """
            SELECT (SELECT count FROM issue_events_issue WHERE id = $1)::bigint, max(short_id)::bigint,
              (SELECT coalesce(sum(count), 0) FROM projects_issueeventprojecthourlystatistic WHERE project_id = $2)::bigint,
              ((SELECT count(*) FROM issue_events_issueevent e JOIN issue_events_issue i ON i.id = e.issue_id WHERE i.project_id = $2) - sum(count))::bigint
            FROM issue_events_issue WHERE project_id = $2
            """, connection);
        command.Parameters.AddWithValue(long.Parse(source.Known.RepeatedIssue));
        command.Parameters.AddWithValue(source.Known.Project.Id);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    // Which events come before and after it depends on what else there is.
    private static JsonNode Alone(JsonElement shown)
    {
        JsonObject node = JsonObject.Create(shown)!;
        foreach (string neighbour in Neighbours)
        {
            node.Remove(neighbour);
        }

        return node;
    }

    private async Task TimeAsync(string name, string what, string command, Func<Task> work)
    {
        long begun = Stopwatch.GetTimestamp();
        await work();
        _phases.Add(new(name, what, command, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
    }
}
