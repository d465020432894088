using System.Text.Json;
using Verification.Acceptance.Sdk;
using Verification.Fixtures;
using Verification.Fixtures.Api;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>What the source holds before it is backed up, of every kind that a restore can lose.</summary>
internal sealed record KnownData
{
    private const int MostAtOnce = 8;
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(60);

    /// <summary>The project with the known events.</summary>
    public required ProjectHandle Project { get; init; }

    /// <summary>Every DSN that clients use, of both projects.</summary>
    public required IReadOnlyList<Dsn> Keys { get; init; }

    /// <summary>Project that a key of <see cref="Keys"/> belongs to, by its numeric id.</summary>
    public required IReadOnlyDictionary<string, string> Slugs { get; init; }

    /// <summary>Events as the API showed them: with unicode, large, plain.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Shown { get; init; }

    /// <summary>Issue that further errors join.</summary>
    public required string RepeatedIssue { get; init; }

    /// <summary>Issue that was resolved.</summary>
    public required string ResolvedIssue { get; init; }

    /// <summary>Issue that is ignored.</summary>
    public required string IgnoredIssue { get; init; }

    /// <summary>A browser that was logged in before the disaster.</summary>
    public required BrowserSession Browser { get; init; }

    /// <summary>What there is, in words, one entry per kind.</summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>Bytes that the database grew by for each of the many events; null when it could not be told.</summary>
    public required double? BytesPerEvent { get; init; }

    /// <summary>An error that makes or joins one issue.</summary>
    /// <param name="id">32 hexadecimal digits.</param>
    /// <param name="type">Type of the exception; decides the issue.</param>
    /// <param name="extra">Anything.</param>
    public static object Error(string id, string type, object? extra = null) => new
    {
        event_id = id,
        platform = "node",
        level = "error",
        release = "host-app@1.4.2",
        environment = "production",
        exception = new { values = new[] { new { type, value = "of a rehearsed recovery", stacktrace = new { frames = new[] { new { function = "book", filename = "app.js", lineno = 42, in_app = true } } } } } },
        extra,
    };

    /// <summary>Fills a source and waits until everything is stored.</summary>
    /// <param name="drill">Whose source.</param>
    /// <param name="replay">The SDK scenarios; null when they can't be replayed here.</param>
    /// <param name="events">How many events besides.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<KnownData> FillAsync(RecoveryDrill drill, SdkReplay? replay, int events, CancellationToken ct)
    {
        Target source = drill.Source;
        Tenant tenant = source.Tenant;
        ProjectHandle project = await source.CreateProjectAsync("kept", ct);
        ProjectHandle second = await source.CreateProjectAsync("kept-too", ct);
        JsonElement key = await tenant.Api.CallAsync(HttpMethod.Post, $"/api/0/projects/{tenant.Organization}/{project.Slug}/keys/", new { name = "second key" }, ct);
        Dsn another = Dsn.Parse(key.GetProperty("dsn").GetProperty("public").GetString()!).At(source.BaseUrl);
        tenant.Secrets(another.Key);
        BrowserSession browser = new(source.BaseUrl);
        _ = await browser.LogInAsync(drill.Admin.Email, drill.Admin.Password, ct);
        if (await browser.CreateTokenAsync("a second token", ["event:read"], ct) is { IsJson: true } made)
        {
            tenant.Secrets(made.Body.GetProperty("token").GetString()!);
        }

        using IngestClient ingest = new();
        Dictionary<string, object> named = Named();
        foreach ((string id, object payload) in named)
        {
            await SendAsync(ingest, project.Dsn, id, payload, ct);
        }

        await SendAsync(ingest, second.Dsn, Guid.NewGuid().ToString("N"), ct);
        await StoredAsync(source, project, named.Count, ct);
        long before = await source.Sql!.Census.DatabaseBytesAsync(ct);
        await Parallel.ForEachAsync(Enumerable.Range(0, events), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = ct }, async (serial, token) =>
        {
            string id = Guid.NewGuid().ToString("N");
            await SendAsync(ingest, project.Dsn, id, Error(id, $"Bulk{serial % 40}", new { serial, booking = new { notes = new string('n', 600), nights = new[] { serial, serial + 1 } } }), token);
        });
        await StoredAsync(source, project, named.Count + events, ct);
        long after = await source.Sql.Census.DatabaseBytesAsync(ct);
        int replayed = replay is null ? 0 : (await replay.ResultAsync(ct)).Events.Count;

        JsonElement[] shown = await Task.WhenAll(named.Keys.Select(id => EventAsync(tenant, project, id, ct)));
        string[] issues = [.. shown.Select(item => item.GetProperty("groupID").GetString()!)];
        await SetStatusAsync(tenant, issues[1], "resolved", ct);
        await SetStatusAsync(tenant, issues[2], "ignored", ct);
        return new()
        {
            Project = project,
            Keys = [project.Dsn, another, second.Dsn],
            Slugs = new Dictionary<string, string> { [project.Dsn.ProjectId] = project.Slug, [second.Dsn.ProjectId] = second.Slug },
            Shown = named.Keys.Zip(shown).ToDictionary(pair => pair.First, pair => pair.Second),
            RepeatedIssue = issues[0],
            ResolvedIssue = issues[1],
            IgnoredIssue = issues[2],
            Browser = browser,
            BytesPerEvent = events > 0 ? (after - before) / (double)events : null,
            Held =
            [
                $"{named.Count + events + 1} events sent one by one, among them one of 300 KB and one in eight scripts",
                replay is null ? "no SDK scenario (no SDK driver on this machine)" : $"{replayed} events of {replay.Scenarios.Count} SDK scenarios",
                "a resolved and an ignored issue", "2 projects with 3 DSN keys besides those of the scenarios", "a user, a browser session and 2 API tokens", "a release and an environment",
            ],
        };
    }

    private static Dictionary<string, object> Named()
    {
        string Id() => Guid.NewGuid().ToString("N");
        string[] ids = [Id(), Id(), Id(), Id(), Id()];
        return new()
        {
            [ids[0]] = Error(ids[0], "RepeatedError"),
            [ids[1]] = Error(ids[1], "ResolvedError"),
            [ids[2]] = Error(ids[2], "IgnoredError"),
            [ids[3]] = Error(ids[3], "Ошибка", new { greeting = "नमस्ते 你好 こんにちは שלום مرحبا 👩‍🚀 é", quotes = "'; DROP TABLE x; --\\.\n\t", zero = "a\u0001b" }),
            [ids[4]] = Error(ids[4], "LargeError", new { text = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"{number:0000000000}")) }),
        };
    }

    /// <summary>An event as the API shows it.</summary>
    public static async Task<JsonElement> EventAsync(Tenant tenant, ProjectHandle project, string id, CancellationToken ct) =>
        await tenant.Api.CallAsync(HttpMethod.Get, $"/api/0/projects/{tenant.Organization}/{project.Slug}/events/{id}/", null, ct);

    private static async Task SetStatusAsync(Tenant tenant, string issue, string status, CancellationToken ct) =>
        await tenant.Api.CallAsync(HttpMethod.Put, $"/api/0/issues/{issue}/", new { status }, ct);

    private static Task SendAsync(IngestClient ingest, Dsn dsn, string id, CancellationToken ct) => SendAsync(ingest, dsn, id, Error(id, "ElsewhereError"), ct);

    private static async Task SendAsync(IngestClient ingest, Dsn dsn, string id, object payload, CancellationToken ct)
    {
        IngestAnswer answer = await ingest.EventAsync(dsn, id, payload, ct);
        if (!answer.Accepted)
        {
            throw new InvalidOperationException($"The source could not be filled: an event was answered with {answer.Status}.");
        }
    }

    private static Task StoredAsync(Target source, ProjectHandle project, int count, CancellationToken ct) => Eventually.Async(
        async token => (await source.Sql!.EventIdsAsync(project.Id, token)).Count, stored => stored >= count, $"{count} events to be stored before the backup", Visible, ct: ct);
}
