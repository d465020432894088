using Verification.Acceptance.Alerts;
using Verification.Acceptance.Backup;
using Verification.Acceptance.Cutover;
using Verification.Acceptance.Load;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Resilience;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance;

/// <summary>What a check may use: the target, what was replayed into it, and its own definition.</summary>
/// <param name="Check">Its own definition; the threshold in it decides.</param>
/// <param name="Target">Whom to ask.</param>
/// <param name="Replay">The SDK scenarios, replayed once for all checks that look at them.</param>
/// <param name="Load">The load plans, run once for all checks that look at them.</param>
/// <param name="Backup">The rehearsed recovery, made once for all checks that look at it.</param>
/// <param name="Cutover">The cutover drills, made once for all checks that look at them.</param>
/// <param name="Journal">Is told what is done to the target.</param>
public sealed record CheckContext(CheckDefinition Check, Target Target, SdkReplay Replay, LoadSession Load, BackupSession Backup, CutoverSession Cutover, RunJournal Journal)
{
    /// <summary>The resilience drills, made once for all checks that look at them; null where none is asked about.</summary>
    public ResilienceSession? Resilience { get; init; }

    /// <summary>The release that is deployed once for all checks that look at it; null where none is asked about.</summary>
    public ReleaseSession? Releases { get; init; }

    /// <summary>The drill of alerts and monitors, made once for all checks that look at it; null where none is asked about.</summary>
    public AlertSession? Alerts { get; init; }
}
