using Verification.ReferenceTarget.Load;

namespace Verification.ReferenceTarget.Scheduling;

/// <summary>The jobs that run by the clock: checks of monitored sites, and the look for issues to tell of. Celery's beat and its tasks in one.</summary>
public sealed class Scheduler(Services services)
{
    // A new monitor is checked about a second after it was made, whatever the interval (recording 20).
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly UptimeDispatch dispatch = new(services);
    private readonly IssueAlertScan scan = new(services);

    /// <summary>Runs the jobs until the stop; what is being sent is broken off then.</summary>
    public Task WorkAsync(CancellationToken stop) => Task.WhenAll(
        RepeatAsync("uptime checks", services.Settings.UptimeTick < Look ? services.Settings.UptimeTick : Look, dispatch.RunAsync, stop),
        RepeatAsync("alerts", services.Settings.AlertInterval, scan.RunAsync, stop));

    private async Task RepeatAsync(string what, TimeSpan period, Func<CancellationToken, Task> job, CancellationToken stop)
    {
        var works = true;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await job(stop);
                works = true;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it is, the next run may do better: a database that was away, a row that nobody can send.
                if (works)
                {
                    services.Log.Error($"{what} failed, trying on", failure);
                }

                works = false;
            }

            await Pause.ForAsync(period, services.Time, stop);
        }
    }
}
