using System.Text.Json;
using Verification.Acceptance.Memory;
using Verification.Fixtures;
using Verification.Fixtures.Load;
using Verification.Fixtures.Memory;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Load.Plans;

namespace Verification.Acceptance.Load;

/// <summary>Sends one raw plan, watches its events become stored, and counts them when everything is quiet.</summary>
internal sealed class PlanRunner(Target target, LoadDriver driver, RunRequest request, RunJournal journal)
{
    // More looks would make it likely that one of them errs.
    private const int MostSoaks = 3;

    private static readonly TimeSpan ApiDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Bytes per event above which memory is said to leak; a soak that can't tell is sent again. Null where nobody asks.</summary>
    public double? LeakBound { get; init; }

    /// <summary>Sends and settles; the census is left for later, so that late copies are counted too.</summary>
    public async Task<PlanRun> RunAsync(LoadPlan plan, CancellationToken ct)
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        ProjectHandle project = await target.CreateProjectAsync($"load-{plan.Id}", ct);
        long? before = await DatabaseBytesAsync(ct);
        IReadOnlyList<IMemorySource> sources = target.MemorySources();
        await using MemorySampler sampler = await MemorySampler.StartAsync(sources);
        await sampler.MarkAsync(PlanMemory.Begin);
        Func<LoadPlan, bool, Task<DriveRun>> drive = (part, calibrate) => DriveAsync(project, part, calibrate, ct);
        PlanRun run = new() { Plan = plan, Project = project, Begun = begun, DatabaseBefore = before };
        if (plan.Slo is Slo slo)
        {
            (IReadOnlyList<DriveRun> drives, Readiness.Load.KneeRecord knee) = await journal.PhaseAsync(
                $"load {plan.Id}", $"the highest rate with p95 below {slo.P95Milliseconds} ms to be found", () => new KneeSearch(plan, slo, drive).RunAsync());
            run = run with { Drives = drives, Knee = knee };
        }
        else
        {
            run = run with { Drives = [await journal.PhaseAsync($"load {plan.Id}", Waits(plan), () => drive(plan, true))] };
        }

        await SettleAsync(plan, run.Drives, ct);
        while (run.Drives.Count < MostSoaks && await IsOpenAsync(run, sampler))
        {
            journal.Write(JournalKind.Note, $"load {plan.Id}", $"The memory of {run.Outcomes.Count()} events does not tell yet whether it leaks; as many more are sent.");
            run = run with { Drives = [.. run.Drives, await journal.PhaseAsync($"load {plan.Id}", Waits(plan), () => drive(plan, false))] };
            await SettleAsync(plan, run.Drives.TakeLast(1), ct);
        }

        DateTimeOffset settled = DateTimeOffset.UtcNow;
        DateTimeOffset? shown = await LastInApiAsync(run, ct);
        if (plan.RestMilliseconds > 0)
        {
            using PeriodicTimer rest = new(TimeSpan.FromMilliseconds(plan.RestMilliseconds));
            await rest.WaitForNextTickAsync(ct);
        }

        return run with
        {
            Memory = sources.Count > 0 ? new(await sampler.StopAsync()) : null,
            Engine = run.Drives[0].Drive.Result.Engine, Settled = settled, LastInApi = shown, DatabaseAfter = await DatabaseBytesAsync(ct),
        };
    }

    /// <summary>Waits until the queue was quiet for a batch, then counts every event.</summary>
    public async Task<PlanRun> CountAsync(PlanRun run, CancellationToken ct)
    {
        await QuietAsync(run.Settled, ct);
        return await journal.PhaseAsync($"load {run.Plan.Id} census", $"{run.Outcomes.Count()} events to be read back", async () =>
        {
            // The queue first: an event on its way from there to the table is then seen in one of the two.
            long? queued = await target.QueuedAsync(ct);
            IReadOnlyList<JsonElement> entries = await target.Tenant.Api.ListAsync($"/api/0/projects/{target.Tenant.Organization}/{run.Project!.Slug}/events/", ct);
            foreach (DriveRun drive in run.Drives)
            {
                drive.Census = await new CensusReader(target, run.Project, drive.Drive, Others(run, drive)).ReadAsync(entries, MissingAreQueued(drive, queued), ct);
            }

            return run;
        });
    }

    private static List<EventIds> Others(PlanRun run, DriveRun drive) => [.. run.Drives.Where(other => other != drive).Select(other => new EventIds(other.Drive.Request.RunTag))];

    private async Task<DriveRun> DriveAsync(ProjectHandle project, LoadPlan plan, bool calibrate, CancellationToken ct)
    {
        DriveRequest asked = new()
        {
            Plan = plan,
            Url = project.Dsn.Origin.GetLeftPart(UriPartial.Authority),
            Project = project.Dsn.ProjectId,
            Key = project.Dsn.Key,
            RunTag = Guid.NewGuid().ToString("N")[..16],
            Release = $"host-app@{request.RunId}",
            Environment = "Acceptance",
            Output = "",
        };
        StoreWatch watch = new(target, project, new EventIds(asked.RunTag));
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task<Drive> sending = driver.RunAsync(asked, calibrate, broken.Token);
        try
        {
            await watch.WhileAsync(sending, ct);
        }
        catch
        {
            // What goes on sending would be load on the plans after this one.
            await broken.CancelAsync();
            await Task.WhenAny(sending);
            throw;
        }

        return new(await sending, watch);
    }

    private async Task<bool> IsOpenAsync(PlanRun run, MemorySampler sampler)
    {
        if (LeakBound is not double bound || run.Plan.Stages.All(stage => stage.Kind != StageKind.Soak))
        {
            return false;
        }

        (DateTimeOffset startedAt, IReadOnlyList<PartHistory> parts) = await sampler.SoFarAsync();
        return SoakTrends.AreOpen(run, startedAt, parts, bound);
    }

    private Task SettleAsync(LoadPlan plan, IEnumerable<DriveRun> drives, CancellationToken ct) => journal.PhaseAsync(
        $"load {plan.Id} stored", $"{drives.Sum(entry => entry.Accepted.Count)} accepted events to be stored", async () =>
        {
            foreach (DriveRun drive in drives)
            {
                await drive.Watch.SettleAsync(drive.Accepted, TimeSpan.FromMilliseconds(plan.DrainMilliseconds), TimeSpan.FromMilliseconds(plan.StuckMilliseconds), ct);
                if (drive.Watch.LastFailure is string failure)
                {
                    journal.Write(JournalKind.Fault, $"load {plan.Id}", $"{drive.Watch.FailedLooks} looks at what is stored failed, the last one with: {failure}");
                }
            }

            return true;
        });

    // What the database holds a user can't see yet: the event stored last is asked for by its id.
    private async Task<DateTimeOffset?> LastInApiAsync(PlanRun run, CancellationToken ct)
    {
        DriveRun last = run.Drives[^1];
        if (last.Accepted.Where(serial => last.Watch.FirstSeen(serial) is not null).ToList() is not { Count: > 0 } stored)
        {
            return null;
        }

        int serial = stored.MaxBy(entry => last.Watch.FirstSeen(entry));
        string path = $"/api/0/projects/{target.Tenant.Organization}/{run.Project!.Slug}/events/{new EventIds(last.Drive.Request.RunTag).TextOf(serial)}/";
        try
        {
            await Eventually.Async(token => target.Tenant.Api.FindAsync(path, token), found => found is not null, "the last event in the API", ApiDeadline, ct: ct);
            return DateTimeOffset.UtcNow;
        }
        catch (TimeoutException)
        {
            // That it never came is the answer.
            return null;
        }
    }

    private async Task QuietAsync(DateTimeOffset since, CancellationToken ct)
    {
        try
        {
            await QueueQuiet.WaitAsync(target, since, ct);
        }
        catch (TimeoutException error)
        {
            // A queue that never gets quiet is counted as it is; that it does not drain is a check of its own.
            journal.Write(JournalKind.Note, "load", $"counting all the same: {error.Message}");
        }
    }

    // Both when looking ended and now: a queue that was empty in between has given all it had.
    private static bool? MissingAreQueued(DriveRun drive, long? now) => drive.Watch.LastQueued is long then && now is long still ? then > 0 && still > 0 : null;

    private async Task<long?> DatabaseBytesAsync(CancellationToken ct) => target.Sql is SqlOracle sql ? await sql.Census.DatabaseBytesAsync(ct) : null;

    private static string Waits(LoadPlan plan) => plan.Model == LoadModel.Open
        ? $"{plan.Planned} events to be sent"
        : $"{plan.Stages.Max(stage => stage.To):0} users to send for {plan.Stages.Sum(stage => stage.Milliseconds) / 1000.0:0.#} s";
}
