using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>Rows of drills: of a rehearsed recovery each takes over the parts that its defect does not reach, a cutover is made anew, shorter.</summary>
/// <param name="catalogue">Definitions of all checks.</param>
/// <param name="clean">The target of the clean row, which ends with this.</param>
/// <param name="setting">What drills are made with.</param>
/// <param name="turns">Those of the clean row, which end with this too.</param>
internal sealed class MatrixDrills(Catalogue catalogue, StackTarget clean, DrillSetting setting, DrillTurns turns) : IAsyncDisposable
{
    private static readonly string[] FewServices = ["api-server", "batch-processor", "chat-bot"];

    /// <summary>The recovery without a defect.</summary>
    public BackupSession Sound { get; } = new(new BackupSetting(setting with { Turns = turns }) { KeepsYesterday = true });

    /// <summary>Asks everything about a recovery with a defect.</summary>
    public async Task<MatrixRow> AskBackupAsync(string defect)
    {
        await using BackupSession session = new(new BackupSetting(setting with { Defects = [defect], Mark = $"-{defect}" }), Sound);
        return await AskAsync(defect, type => type.IsSubclassOf(typeof(BackupCheck)), session, null);
    }

    /// <summary>Asks everything about a cutover with a defect; about faults at the switch only where it is one of them.</summary>
    public async Task<MatrixRow> AskCutoverAsync(string defect, int index)
    {
        await using CutoverSession session = new(new CutoverSetting(setting with { Defects = [defect], Mark = $"{index}" }) { Services = FewServices, PhaseLength = TimeSpan.FromSeconds(1.5), WithoutFaults = defect != CutoverDefects.TriggersAsleep });
        return await AskAsync(defect, type => type.IsSubclassOf(typeof(CutoverCheck)) && (defect == CutoverDefects.TriggersAsleep || type != typeof(RollbackTriggersFire)), null, session);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Sound.DisposeAsync();
        turns.Dispose();
        await clean.DisposeAsync();
    }

    private async Task<MatrixRow> AskAsync(string defect, Func<Type, bool> which, BackupSession? backup, CutoverSession? cutover) =>
        new(defect, (await Task.WhenAll(CheckTypes.All.Where(which).Select(async type =>
        {
            CheckTest test = CheckTypes.Create(type);
            (Observation observation, TimeSpan _) = await test.ObserveAsync(new(catalogue.Find(test.Id)!, clean, null!, null!, backup!, cutover!, setting.Journal), CancellationToken.None);
            return KeyValuePair.Create(test.Id, observation);
        }))).ToDictionary());
}
