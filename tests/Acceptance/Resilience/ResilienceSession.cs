namespace Verification.Acceptance.Resilience;

/// <summary>The resilience drills, made once when the first check asks for one; three stacks side by side, because much of it is waiting.</summary>
public sealed class ResilienceSession : IAsyncDisposable
{
    private readonly ResilienceSetting _setting;
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<(IReadOnlyList<Drill> Drills, Lazy<Task<IReadOnlyList<DrillResult>>> Work)> _stacks;

    /// <summary>Prepares a session; nothing is started yet.</summary>
    internal ResilienceSession(ResilienceSetting setting)
    {
        _setting = setting;
        // The killed worker last: what it had in hand may stay queued for an hour, and the others would wait for it.
        _stacks =
        [
            Stack("1", new WorkerDrill(killed: false), new BrokerDrill(), new WorkerDrill(killed: true)),
            Stack("2", new PartsDrill(cutOff: false), new PartsDrill(cutOff: true), new UpgradeDrill()),
            Stack("3", new WebDrill(), new DatabaseDrill(), new MemoryDrill()),
        ];
    }

    /// <summary>What a drill saw.</summary>
    internal async Task<DrillResult> ResultAsync(DrillKind kind, CancellationToken ct)
    {
        // All at once, whichever was asked for first.
        foreach ((IReadOnlyList<Drill> drills, Lazy<Task<IReadOnlyList<DrillResult>>> work) in _stacks)
        {
            _ = drills.Count == 0 || work.Value.IsCompleted;
        }

        Lazy<Task<IReadOnlyList<DrillResult>>> asked = _stacks.Single(stack => stack.Drills.Any(drill => drill.Kind == kind)).Work;
        return (await asked.Value.WaitAsync(ct)).Single(result => result.Kind == kind);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Lazy<Task<IReadOnlyList<DrillResult>>> work in _stacks.Select(stack => stack.Work).Where(work => work.IsValueCreated))
        {
            // Whatever it ended with was told to whoever asked.
            await work.Value.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        _stop.Dispose();
    }

    // Shared by all checks, so they must not end with the check that happened to be first.
    private (IReadOnlyList<Drill> Drills, Lazy<Task<IReadOnlyList<DrillResult>>> Work) Stack(string mark, params IEnumerable<Drill> drills)
    {
        Drill[] wanted = [.. drills.Where(drill => _setting.Only?.Contains(drill.Kind) != false)];
        return (wanted, new(() => Task.Run(() => _setting.Journal.PhaseAsync(
            $"resilience{_setting.Mark}{mark}", "the drills to end", () => StackRun.MakeAsync(_setting, mark, wanted, _stop.Token)))));
    }
}
