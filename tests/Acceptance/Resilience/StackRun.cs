using Verification.Fixtures.Servers;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Resilience;

/// <summary>Some drills on one stack, one after the other; its events are counted when all are over and the queue has had time to give what comes late.</summary>
internal static class StackRun
{
    /// <summary>Makes them.</summary>
    /// <param name="setting">What they are made with.</param>
    /// <param name="mark">Tells the stack from others of the run.</param>
    /// <param name="drills">In this order.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyList<DrillResult>> MakeAsync(ResilienceSetting setting, string mark, IReadOnlyList<Drill> drills, CancellationToken ct)
    {
        await using ResilienceDrill stack = await setting.Target.StartResilienceAsync($"{setting.Mark}{mark}", setting.Defects, ct);
        if (!stack.Target.Canary.Visible)
        {
            return [.. drills.Select(drill => new DrillResult(drill.Kind, drill.Fault) { Doubt = "the drill's own target was not in its steady state to begin with: its canary could not be read" })];
        }

        List<DrillResult> absent = [.. drills.Where(drill => drill.Absent(stack.Faults) is not null).Select(drill => new DrillResult(drill.Kind, drill.Fault) { Doubt = drill.Absent(stack.Faults) })];
        List<(Drill Drill, Stage Stage)> made = [];
        try
        {
            foreach (Drill drill in drills.Where(drill => drill.Absent(stack.Faults) is null))
            {
                Stage stage = new(stack, setting.Journal, setting.Patience);
                made.Add((drill, stage));
                await MakeAsync(drill, stage, ct);
            }

            return [.. absent, .. await CountAsync(stack, made, ct)];
        }
        finally
        {
            foreach ((Drill _, Stage stage) in made)
            {
                await stage.EndAsync();
            }
        }
    }

    private static async Task MakeAsync(Drill drill, Stage stage, CancellationToken ct)
    {
        try
        {
            await drill.RunAsync(stage, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // The others may still be possible; if not, they say so.
            stage.Doubt($"the drill could not be carried through ({error.GetType().Name}): {error.Message}");
        }
    }

    private static async Task<IReadOnlyList<DrillResult>> CountAsync(ResilienceDrill stack, List<(Drill Drill, Stage Stage)> made, CancellationToken ct)
    {
        // A copy comes a batch after its first.
        await made[^1].Stage.PassAsync(QueueQuiet.OneBatch, ct);
        IReadOnlySet<string> listed = await stack.ListedAsync(ct);
        QueueIds queued = await stack.QueuedIdsAsync(ct);
        List<DrillResult> results = [];
        foreach ((Drill drill, Stage stage) in made)
        {
            HashSet<string> own = [.. stage.Shots.Select(shot => shot.Id)];
            results.Add(stage.Result(drill) with
            {
                Rows = await stage.RowsAsync(ct), Listed = listed.Where(own.Contains).ToHashSet(), Queued = queued.Ids.Where(own.Contains).ToHashSet(), UnreadableMessages = queued.Unreadable,
            });
        }

        return results;
    }
}
