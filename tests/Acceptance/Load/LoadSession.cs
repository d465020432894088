using Verification.Fixtures.Runs;
using Verification.Load.Plans;

namespace Verification.Acceptance.Load;

/// <summary>Runs the load plans that the checks of this run look at, one after the other in their order, when the first check asks for one.</summary>
public sealed class LoadSession : IAsyncDisposable
{
    // Longer than a worker's batch.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3.5);

    private readonly Dictionary<string, TaskCompletionSource<PlanRun>> _runs;
    private readonly IReadOnlyList<LoadPlan> _plans;
    private readonly Func<CancellationToken, Task> _quiet;
    private readonly Func<LoadPlan, CancellationToken, Task<PlanRun>> _run;
    private readonly Func<PlanRun, CancellationToken, Task<PlanRun>> _count;
    private readonly RunJournal _journal;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task> _work;

    /// <summary>Which settings of the worker explain the rate at which it stores, as far as is known.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Prepares a session; nothing is sent yet.</summary>
    /// <param name="plans">What is asked for, in the order of running.</param>
    /// <param name="quiet">Waits until no other check is being asked: two loads at once measure neither.</param>
    /// <param name="run">Sends a plan and lets it settle.</param>
    /// <param name="count">Counts the events of a plan.</param>
    /// <param name="journal">Is told what goes wrong.</param>
    internal LoadSession(
        IReadOnlyList<LoadPlan> plans, Func<CancellationToken, Task> quiet, Func<LoadPlan, CancellationToken, Task<PlanRun>> run, Func<PlanRun, CancellationToken, Task<PlanRun>> count, RunJournal journal)
    {
        (_plans, _quiet, _run, _count, _journal) = (plans, quiet, run, count, journal);
        _runs = plans.ToDictionary(plan => plan.Id, _ => new TaskCompletionSource<PlanRun>(TaskCreationOptions.RunContinuationsAsynchronously));
        // Shared by all checks, so it must not end with the check that happened to be first.
        _work = new(() => Task.Run(WorkAsync));
    }

    /// <summary>The plans finished by now, in their order.</summary>
    internal IReadOnlyList<PlanRun> Finished => [.. _plans.Select(plan => _runs[plan.Id].Task).Where(run => run.IsCompletedSuccessfully).Select(run => run.Result)];

    /// <summary>A plan and what became of its events.</summary>
    internal async Task<PlanRun> ResultAsync(string plan, CancellationToken ct)
    {
        _ = _work.Value;
        return await _runs[plan].Task.WaitAsync(ct);
    }

    /// <summary>Ends a plan that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_work.IsValueCreated)
        {
            await _work.Value;
        }

        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await RunAllAsync();
        }
        finally
        {
            // Whatever happened (a full disk ends the journal too), nobody waits for a plan that will not come.
            foreach (LoadPlan plan in _plans)
            {
                _runs[plan.Id].TrySetResult(new PlanRun { Plan = plan, Problem = "the session broke off before it was done" });
            }
        }
    }

    private async Task RunAllAsync()
    {
        List<PlanRun> uncounted = [];
        foreach (LoadPlan plan in _plans)
        {
            uncounted.Add(await RunAsync(plan));
            // Counted some plans later, without waiting for it: a copy that comes late has come by then.
            PlanRun[] quiet = [.. uncounted.Where(run => DateTimeOffset.UtcNow - run.Settled > Late)];
            foreach (PlanRun run in quiet)
            {
                await CountAsync(run);
                uncounted.Remove(run);
            }
        }

        foreach (PlanRun run in uncounted)
        {
            await CountAsync(run);
        }
    }

    private async Task<PlanRun> RunAsync(LoadPlan plan)
    {
        try
        {
            await _quiet(_stop.Token);
            return await _run(plan, _stop.Token);
        }
        catch (Exception error)
        {
            // The plan's checks are Unknown with this reason; the plans after it still run.
            _journal.Write(JournalKind.Fault, $"load {plan.Id}", error.Message);
            return new PlanRun { Plan = plan, Problem = _stop.IsCancellationRequested ? "the run was ended before it was done" : error.Message };
        }
    }

    private async Task CountAsync(PlanRun run)
    {
        try
        {
            if (run.Problem is null)
            {
                run = await _count(run, _stop.Token);
            }
        }
        catch (Exception error)
        {
            _journal.Write(JournalKind.Fault, $"load {run.Plan.Id} census", error.Message);
            run = run with { Problem = $"its events could not be counted: {error.Message}" };
        }

        _runs[run.Plan.Id].SetResult(run);
    }
}
