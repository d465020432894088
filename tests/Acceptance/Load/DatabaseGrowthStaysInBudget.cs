using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>The database, grown by what one event costs, fits the disk that the migration set aside at the end of the retention period.</summary>
public sealed class DatabaseGrowthStaysInBudget(AcceptanceRun run) : LoadCheck(run)
{
    // Assumed where nobody measured it: a busy day of the nine services; the report shows the figure that it is multiplied with.
    private const double EventsPerDay = 2_000;
    private const int RetentionDays = 90;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst2000];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        PlanRun run = runs[0];
        int stored = BurstIsStoredAtRate.Stored(run.Single).Stored;
        if (run is not { DatabaseBefore: long before, DatabaseAfter: long after } || stored == 0)
        {
            return Observation.Unknown("The size of the database could not be read, or no event was stored.", "sql");
        }

        double each = (double)(after - before) / stored;
        if (each <= 0)
        {
            return Observation.Unknown($"The database did not grow over {stored} events (it had free pages), so what one costs is not known.", "sql");
        }

        double projected = each * EventsPerDay * RetentionDays / (1L << 30);
        return Observation.Of(
            context.Check, projected, stored, "sql",
            $"{each / 1024:0.0} KiB of database per event of {run.Plan.Payload.Bytes / 1000.0:0.#} KB: {projected:0.0} GiB at {EventsPerDay:0} events a day kept for {RetentionDays} days.");
    }
}
