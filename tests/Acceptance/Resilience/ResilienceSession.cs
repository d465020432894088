namespace Verification.Acceptance.Resilience;

/// <summary>The resilience drills, made once when the first check asks for one; three stacks side by side, because much of it is waiting, then one that becomes another version.</summary>
public sealed class ResilienceSession : IAsyncDisposable
{
    private readonly ResilienceSetting _setting;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(IReadOnlyList<Drill> Drills, Lazy<Task<IReadOnlyList<DrillResult>>> Work)> _stacks = [];

    /// <summary>Prepares a session; nothing is started yet.</summary>
    internal ResilienceSession(ResilienceSetting setting)
    {
        _setting = setting;
        // The killed worker last: what it had in hand may stay queued for an hour, and the others would wait for it.
        Add("1", null, new WorkerDrill(killed: false), new BrokerDrill(), new WorkerDrill(killed: true));
        Add("2", null, new PartsDrill(cutOff: false), new PartsDrill(cutOff: true));
        Add("3", null, new WebDrill(), new DatabaseDrill(), new MemoryDrill());
        // By itself, because what was done to the others is counted on the version that it was done to, and last, because four stacks are more than two cores can bear.
        var others = _stacks.ToArray();
        Add("4", _ => Task.WhenAll(others.Where(stack => stack.Work.IsValueCreated).Select(stack => Ended(stack.Work.Value))), new UpgradeDrill());
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
        await Task.WhenAll(_stacks.Where(stack => stack.Work.IsValueCreated).Select(stack => Ended(stack.Work.Value)));
        _stop.Dispose();
    }

    // Whatever it ended with was told to whoever asked.
    private static Task Ended(Task work) => work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    // Shared by all checks, so they must not end with the check that happened to be first.
    private void Add(string mark, Func<CancellationToken, Task>? after, params IEnumerable<Drill> drills)
    {
        Drill[] wanted = [.. drills.Where(drill => _setting.Only?.Contains(drill.Kind) != false)];
        _stacks.Add((wanted, new(() => Task.Run(async () =>
        {
            if (after is not null)
            {
                await Ended(after(_stop.Token));
            }

            using IDisposable? turn = await _setting.TurnAsync(_stop.Token);
            return await _setting.Journal.PhaseAsync($"resilience{_setting.Mark}{mark}", "the drills to end", () => StackRun.MakeAsync(_setting, mark, wanted, _stop.Token));
        }))));
    }
}
