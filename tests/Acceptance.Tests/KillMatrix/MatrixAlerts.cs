using Verification.Acceptance.Alerts;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>Rows of what runs by the clock: a target of its own per defect, asked about monitors and alerts only; a few at once, because nearly all of it is waiting.</summary>
/// <param name="catalogue">Definitions of all checks.</param>
/// <param name="start">Starts the target of a row, by its defect and its slot.</param>
/// <param name="setting">What a drill on it is made with.</param>
/// <param name="turns">How many at once.</param>
internal sealed class MatrixAlerts(Catalogue catalogue, Func<string, int, Task<StackTarget>> start, Func<StackTarget, DrillSetting> setting, SemaphoreSlim turns)
{
    /// <summary>Asks everything about one defect.</summary>
    public async Task<MatrixRow> AskAsync(string defect, int slot)
    {
        await turns.WaitAsync();
        try
        {
            await using StackTarget target = await start(defect, slot);
            DrillSetting drill = setting(target);
            await using AlertSession session = new(new AlertSetting(drill, catalogue));
            return new(defect, (await Task.WhenAll(CheckTypes.All.Where(type => type.IsSubclassOf(typeof(AlertCheck))).Select(async type =>
            {
                CheckTest test = CheckTypes.Create(type);
                (Observation seen, TimeSpan _) = await test.ObserveAsync(new(catalogue.Find(test.Id)!, target, null!, null!, null!, null!, drill.Journal) { Alerts = session }, CancellationToken.None);
                return KeyValuePair.Create(test.Id, seen);
            }))).ToDictionary());
        }
        finally
        {
            turns.Release();
        }
    }
}
