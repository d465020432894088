using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>A question about load plans; without them the answer is Unknown.</summary>
public abstract class LoadCheck(AcceptanceRun run) : CheckTest(run)
{
    private const double FewestTaken = 0.99;

    // Plans that a sound target takes whole; staged load and the flood may be refused in part, and have checks that say how much.
    private static readonly string[] Expected = [LoadPlans.Burst100, LoadPlans.Burst2000, LoadPlans.Soak];

    /// <summary>The plans that it looks at.</summary>
    public abstract IReadOnlyList<string> Plans { get; }

    /// <summary>Whether it judges rates or times, which a shortfall of our own generator would falsify.</summary>
    private protected virtual bool IsTiming => false;

    /// <inheritdoc/>
    protected internal override string Drill => "Load plans are sent for this";

    /// <summary>A plan at full length takes hours; each ends by itself, and --timeout ends all of them.</summary>
    protected sealed override TimeSpan Deadline => TimeSpan.FromDays(2);

    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        List<PlanRun> runs = [];
        foreach (string plan in Plans)
        {
            runs.Add(await context.Load.ResultAsync(plan, ct));
        }

        if (runs.FirstOrDefault(run => run.Problem is not null) is PlanRun failed)
        {
            return Observation.Unknown($"The load plan {failed.Plan.Id} was not run: {failed.Problem}");
        }

        // A shortfall of our own generator is never a finding against the target, and never a reason to pass it either.
        if (IsTiming && runs.FirstOrDefault(run => run.Shortfall is not null) is PlanRun slow)
        {
            return Observation.Unknown($"Our own load generator fell short, so the figure says nothing about the target ({slow.Plan.Id}: {slow.Shortfall})", "generator");
        }

        Observation seen = Judge(context, runs);
        if (seen.Outcome == Outcome.Pass && runs.FirstOrDefault(run => Expected.Contains(run.Plan.Id) && run.TakenShare < FewestTaken) is PlanRun refused)
        {
            return Observation.Unknown($"The target took only {100 * refused.TakenShare:0.0} % of the events of {refused.Plan.Id}, so what it did with them does not answer the question.", Oracles(context));
        }

        return seen.Outcome == Outcome.Pass && runs.FirstOrDefault(run => run.Unsent > 0) is PlanRun incomplete
            ? Observation.Unknown($"Our own load generator left {incomplete.Unsent} events of {incomplete.Plan.Id} unsent, so less was asked of the target than planned.", "generator")
            : seen;
    }

    /// <summary>Judges what the plans left behind, in the order of <see cref="Plans"/>.</summary>
    private protected abstract Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs);

    /// <summary>What the stored events were read through.</summary>
    private protected static string Oracles(CheckContext context) => context.Target.Sql is null ? "api" : "api+sql";
}
