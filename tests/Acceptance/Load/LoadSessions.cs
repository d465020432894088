using Verification.Acceptance.Memory;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Load;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Load.Plans;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance.Load;

/// <summary>Puts a load session together.</summary>
internal static class LoadSessions
{
    /// <summary>A session for the checks that are asked.</summary>
    /// <param name="target">Whom to send to.</param>
    /// <param name="supervisor">Starts engines and SDK processes.</param>
    /// <param name="tools">Where Node is.</param>
    /// <param name="layout">Where plans and programs are.</param>
    /// <param name="results">A folder for what the engines leave.</param>
    /// <param name="request">Names and scale of the run.</param>
    /// <param name="journal">Is told the phases.</param>
    /// <param name="asked">The checks that are asked.</param>
    /// <param name="quiet">Waits until nothing else is asked of the target.</param>
    /// <param name="explanation">What is known of the worker's settings.</param>
    public static LoadSession Open(
        Target target, Supervisor supervisor, HostTools tools, RepositoryLayout layout, string results, RunRequest request, RunJournal journal,
        IReadOnlyCollection<CheckDefinition> asked, Func<CancellationToken, Task> quiet, string explanation)
    {
        HashSet<string> ids = [.. asked.Select(check => check.Id)];
        LoadCheck[] checks = [.. CheckTypes.All.Where(type => type.IsSubclassOf(typeof(LoadCheck)) && ids.Contains(type.Name)).Select(type => (LoadCheck)CheckTypes.Create(type))];
        IReadOnlyList<LoadPlan> plans = LoadPlans.Read(layout, checks.SelectMany(check => check.Plans), request.Scale);
        PlanRunner raw = new(target, new LoadDriver(supervisor, layout, results), request, journal)
        {
            LeakBound = asked.FirstOrDefault(check => check.Id == nameof(MemoryDoesNotLeak))?.Threshold.Value * 1024,
        };
        SdkPlanRunner sdk = new(target, new SdkBurst(supervisor, tools, layout.NodeDriver), request, journal);
        return new(
            // The rest after a plan is for memory; nobody waits for it who does not ask.
            checks.OfType<MemoryCheck>().Any() ? plans : [.. plans.Select(plan => plan with { RestMilliseconds = 0 })], quiet,
            (plan, ct) => plan.Engine == LoadEngine.Sdk ? sdk.RunAsync(plan, ct) : raw.RunAsync(plan, ct),
            (run, ct) => run.Sdk is not null ? sdk.CountAsync(run, ct) : raw.CountAsync(run, ct),
            journal) { Explanation = explanation };
    }
}
