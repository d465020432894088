using System.Text.Json;
using Verification.Fixtures;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Ingest;

/// <summary>
/// Tells "lost" from "not yet": an event sent after the one in question. Once it is visible, whatever was sent before it and
/// is still not visible a batch later will not come.
/// </summary>
internal static class Sentinel
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OneBatch = TimeSpan.FromSeconds(4);

    /// <summary>Ids of a project's events, one per row, once everything sent before this call had its chance.</summary>
    /// <param name="target">Whom to ask.</param>
    /// <param name="project">A project that only the asking check writes to.</param>
    /// <param name="ingest">Sends the sentinel.</param>
    /// <param name="expected">Ids that end the waiting early when all are there; empty to wait a whole batch, as late copies need.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task<IReadOnlyList<string>> IdsAfterAsync(
        Target target, ProjectHandle project, IngestClient ingest, IReadOnlyCollection<string> expected, CancellationToken ct)
    {
        string sentinel = Guid.NewGuid().ToString("N");
        IngestAnswer answer = await ingest.EventAsync(project.Dsn, sentinel, new { event_id = sentinel, message = "sentinel", platform = "node" }, ct);
        if (!answer.Accepted)
        {
            throw new InvalidOperationException($"The sentinel event was answered with {answer.Status}, so nothing can be said about what was sent before it.");
        }

        await Eventually.Async(token => IdsAsync(target, project, token), ids => ids.Contains(sentinel), "the sentinel event to be visible", Deadline, TimeSpan.FromMilliseconds(250), ct: ct);
        try
        {
            await Eventually.Async(
                token => IdsAsync(target, project, token), ids => expected.Count > 0 && expected.All(ids.Contains), "the events sent before the sentinel", OneBatch, TimeSpan.FromMilliseconds(250), ct: ct);
        }
        catch (TimeoutException)
        {
            // What is missing now is what the caller asks about.
        }

        return [.. (await IdsAsync(target, project, ct)).Where(id => id != sentinel)];
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(Target target, ProjectHandle project, CancellationToken ct)
    {
        IReadOnlyList<JsonElement> events = await target.Tenant.Api.ListAsync($"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/", ct);
        return [.. events.Select(item => item.GetProperty("eventID").GetString()!)];
    }
}
