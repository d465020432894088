using Verification.Acceptance.Alerts;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Acceptance.Load;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance;

/// <summary>What is done to a target once for all checks that look at it; each part begins when the first check asks for it.</summary>
internal sealed record RunSessions(SdkReplay Replay, LoadSession Load, BackupSession Backup, CutoverSession Cutover, ResilienceSession Resilience, AlertSession Alerts, ReleaseSession Releases, DrillTurns Turns) : IAsyncDisposable
{
    /// <summary>Prepares all of them.</summary>
    /// <param name="drill">What every drill is made with.</param>
    /// <param name="catalogue">All checks.</param>
    /// <param name="asked">Those that this run asks.</param>
    /// <param name="folder">Where load plans leave their files.</param>
    /// <param name="quiet">Waits until only load runs.</param>
    /// <param name="workerSettings">What the report says of the worker.</param>
    public static RunSessions Open(DrillSetting drill, Catalogue catalogue, IReadOnlyList<CheckDefinition> asked, string folder, Func<CancellationToken, Task> quiet, string workerSettings)
    {
        SdkReplay replay = new(drill.Target, SdkDriver.All(drill.Supervisor, drill.Tools, drill.Layout), drill.Layout.SdkScenarios, drill.Request, drill.Journal);
        DrillTurns turns = DrillTurns.Of(replay, drill.Target.Record.Kind, asked);
        drill = drill with { Turns = turns };
        return new(
            replay,
            LoadSessions.Open(drill.Target, drill.Supervisor, drill.Tools, drill.Layout, folder, drill.Request, drill.Journal, asked, quiet, workerSettings),
            new(new BackupSetting(drill)), new(new CutoverSetting(drill)), new(new ResilienceSetting(drill)), new(new AlertSetting(drill, catalogue)),
            new(drill.Target, new ReleasePipeline(drill.Supervisor, drill.Tools, drill.Layout), drill.Request.RunId, drill.Journal, turns), turns);
    }

    /// <summary>What a check may use.</summary>
    public CheckContext Context(CheckDefinition check, Target target, RunJournal journal) =>
        new(check, target, Replay, Load, Backup, Cutover, journal) { Resilience = Resilience, Alerts = Alerts, Releases = Releases };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in new IAsyncDisposable[] { Releases, Load, Cutover, Backup, Resilience, Alerts })
        {
            await part.DisposeAsync();
        }

        Turns.Dispose();
    }
}
