using System.Text.Json;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Releases;

/// <summary>A release deployed with the real tools, and the errors of its minified bundle as the target shows them.</summary>
/// <param name="Release">Its version.</param>
/// <param name="Deployed">How the deploy went.</param>
/// <param name="Listed">From the end of the upload until the target listed the script; null when it never did.</param>
/// <param name="Raised">Errors that the bundle has.</param>
/// <param name="Errors">Those that were stored, as the target shows them.</param>
internal sealed record ReleaseRun(string Release, Deployed Deployed, TimeSpan? Listed, int Raised, IReadOnlyList<BundleError> Errors);

/// <summary>Deploys a release once, when the first check asks for it.</summary>
public sealed class ReleaseSession : IAsyncDisposable
{
    // A recommendation of the reviewed plan is two minutes for upload and processing; a map of two kilobytes may wait behind events for a while.
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(20);
    private readonly Target _target;
    private readonly ReleasePipeline _pipeline;
    private readonly RunJournal _journal;
    private readonly DrillTurns _turns;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<ReleaseRun>> _run;

    /// <summary>Prepares a deploy into a target; nothing is done yet.</summary>
    internal ReleaseSession(Target target, ReleasePipeline pipeline, string runId, RunJournal journal, DrillTurns turns)
    {
        (_target, _pipeline, _journal, _turns) = (target, pipeline, journal, turns);
        // Shared by all checks, so it must not end with the check that happened to be first.
        _run = new(() => Task.Run(() => RunAsync($"{AttachedTenant.ReleasePrefix}{runId}", _stop.Token)));
    }

    /// <summary>Why nothing is deployed; null when it is.</summary>
    internal string? Absent => _target is AttachedTarget { Settings.Uploads: false }
        ? "A release with a source map is uploaded for this, which nobody allowed: set VERIFICATION_UPLOADS=yes (what it leaves behind is said before the first write)"
        : _pipeline.Absent();

    internal Task<ReleaseRun> RunAsync(CancellationToken ct) => _run.Value.WaitAsync(ct);

    /// <summary>Waits for its end: what it makes has to be there before it is removed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run.IsValueCreated)
        {
            // Whatever it ended with was told to whoever asked.
            await _run.Value.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        _stop.Dispose();
    }

    private async Task<ReleaseRun> RunAsync(string release, CancellationToken ct)
    {
        await _turns.BegunAsync(ct);
        ProjectHandle project = await _target.CreateProjectAsync(AttachedTenant.ReleasePurpose, ct);
        Deployed deployed = await _journal.PhaseAsync("deploy", $"{release} to be created, uploaded and finalised with sentry-cli", () => _pipeline.DeployAsync(_target, project, release, ct));
        TimeSpan? listed = deployed.Steps[^1].Release is null ? null : await ListedAsync(release, Path.GetFileName(deployed.Bundle), ct);
        DriverResult raised = await _pipeline.RaiseAsync(deployed.Bundle, project.Dsn, release, _target.Pace?.EventsPerSecond, ct);
        SentEvent[] sent = [.. raised.Sent.Where(item => item.Accepted == true)];
        IReadOnlyDictionary<string, JsonElement> shown = await ShownAsync(project, [.. sent.Select(item => item.EventId)], ct);
        return new(release, deployed, listed, raised.Native.Count, [.. sent.Where(item => shown.ContainsKey(item.EventId)).Select(item => new BundleError(item.Payload, shown[item.EventId], NativeOf(item, raised.Native)))]);
    }

    private static NativeError NativeOf(SentEvent sent, IReadOnlyList<NativeError> native)
    {
        string? message = sent.Payload.GetProperty("exception").GetProperty("values").EnumerateArray().Last().GetProperty("value").GetString();
        return native.Single(error => error.Message == message);
    }

    // Maps apply to events that are processed after them, so events have to wait; where they are not listed, as with debug ids alone, no longer than this.
    private async Task<TimeSpan?> ListedAsync(string release, string script, CancellationToken ct)
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        string path = $"/api/0/organizations/{_target.Tenant.Organization}/releases/{Uri.EscapeDataString(release)}/files/";
        try
        {
            await Eventually.Async(
                async token => (await _target.Tenant.Api.SendAsync(HttpMethod.Get, path, null, token)) is { IsJson: true, Body.ValueKind: JsonValueKind.Array } files
                    && files.Body.EnumerateArray().Any(file => file.GetProperty("name").GetString()?.EndsWith(script, StringComparison.Ordinal) == true),
                listed => listed, $"{script} to be listed", Processing, TimeSpan.FromMilliseconds(250), ct: ct);
            return DateTimeOffset.UtcNow - begun;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyDictionary<string, JsonElement>> ShownAsync(ProjectHandle project, IReadOnlyList<string> ids, CancellationToken ct)
    {
        Dictionary<string, JsonElement> shown = [];
        try
        {
            await Eventually.Async(
                async token =>
                {
                    foreach (string id in ids.Where(id => !shown.ContainsKey(id)))
                    {
                        if (await _target.Tenant.Api.FindAsync($"/api/0/projects/{_target.Tenant.Organization}/{project.Slug}/events/{id}/", token) is JsonElement found)
                        {
                            shown[id] = found;
                        }
                    }

                    return shown.Count;
                },
                count => count == ids.Count, "the bundle's errors to be shown", Visible, TimeSpan.FromMilliseconds(250), ct: ct);
        }
        catch (TimeoutException)
        {
            // Who asks sees how many are missing.
        }

        return shown;
    }
}
