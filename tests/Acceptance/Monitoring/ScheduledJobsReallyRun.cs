using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Monitoring;

/// <summary>What the crontab says runs has run, by the time of its log.</summary>
public sealed class ScheduledJobsReallyRun(AcceptanceRun run) : CheckTest(run)
{
    // A run takes a while, and a clock change moves one by an hour.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1.5);

    /// <inheritdoc/>
    protected override Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => Task.FromResult(
        context.Target is AttachedTarget { Settings.Crontab: string crontab }
            ? Evaluate(context.Check, ScheduledJobs.Look(crontab), DateTimeOffset.UtcNow)
            : Observation.Unknown("It was not told which jobs are scheduled: set VERIFICATION_CRONTAB to a file with the crontab (crontab -l).", "files"));

    /// <summary>A job whose log is older than its schedule allows has stopped; one whose log tells nothing is not known.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<JobLook> jobs, DateTimeOffset now)
    {
        string[] stopped = [.. jobs.Where(job => job.Never).Select(job => $"{job.Job} ({job.Schedule}): its log does not exist"),
            .. jobs.Where(job => job.Ran is DateTimeOffset ran && now - ran > TimeSpan.FromHours(job.GapHours!.Value) + Slack).Select(job => $"{job.Job} ({job.Schedule}): its log was last written to at {job.Ran:yyyy-MM-dd HH:mm} UTC")];
        string[] unknown = [.. jobs.Where(job => job.Doubt is not null).Select(job => $"{job.Job} ({job.Schedule}): {job.Doubt}")];
        return stopped.Length == 0 && unknown.Length > 0
            ? Observation.Unknown($"Of {unknown.Length} of {jobs.Count} scheduled jobs it can't be told whether they run.", "files", unknown)
            : Observation.Of(check, stopped.Length, jobs.Count, "files", stopped.Length == 0 ? $"All {jobs.Count} scheduled jobs have run as their schedule says." : $"{stopped.Length} of {jobs.Count} scheduled jobs have not run when they should have.", [.. stopped, .. unknown]);
    }
}
