using System.Collections.Concurrent;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Cutover;

/// <summary>Looks four times a second which events the new endpoint has, so that it is known when each could first be read.</summary>
internal sealed class StoredWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly Target _target;
    private readonly ProjectHandle _project;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _first = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly Task _work;
    private DateTimeOffset _lastLook = DateTimeOffset.UtcNow;

    /// <summary>Begins to look.</summary>
    public StoredWatch(Target target, ProjectHandle project)
    {
        (_target, _project) = (target, project);
        _work = Task.Run(LookOnAsync);
    }

    /// <summary>When each event was first seen.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> First => _first;

    /// <summary>For each, when the look before began, which did not see it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> NotBefore => _notBefore;

    /// <summary>Looks that failed: a busy database, mostly.</summary>
    public int FailedLooks { get; private set; }

    /// <summary>Event ids there are now, one entry per copy.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken ct) => _target.Sql is { } sql
        ? await sql.EventIdsAsync(_project.Id, ct)
        : [.. (await _target.Tenant.Api.ListAsync($"/api/0/projects/{_target.Tenant.Organization}/{_project.Slug}/events/", ct)).Select(item => item.GetProperty("eventID").GetString()!)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task LookOnAsync()
    {
        using PeriodicTimer timer = new(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await LookAsync();
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Told to stop, maybe in the middle of a query.
            return;
        }
    }

    private async Task LookAsync()
    {
        try
        {
            DateTimeOffset begun = DateTimeOffset.UtcNow;
            foreach (string id in await IdsAsync(_stop.Token))
            {
                if (_first.TryAdd(id, DateTimeOffset.UtcNow))
                {
                    _notBefore[id] = _lastLook;
                }
            }

            _lastLook = begun;
        }
        catch (Exception) when (!_stop.IsCancellationRequested)
        {
            // The next look is the answer.
            FailedLooks++;
        }
    }
}
