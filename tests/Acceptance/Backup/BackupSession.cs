using Verification.Fixtures.Backup;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Backup;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Backup;

/// <summary>A rehearsed recovery, made once when the first check asks for it: each part begins when somebody needs it.</summary>
public sealed class BackupSession : IAsyncDisposable
{
    /// <summary>How long a backup is kept where the script does not say (requirements, section 5).</summary>
    private const int UsualRetentionDays = 30;

    private readonly BackupSetting _setting;
    private readonly BackupSession? _sound;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<RecoveryDrill>> _drill;
    private readonly Lazy<Task<SourceRun>> _source;
    private readonly Lazy<Task<RestoreRun>> _restored;
    private readonly Lazy<Task<(FunctionRun Run, RestoredTarget? Target)>> _function;
    private readonly Lazy<Task<RotationRun>> _rotation;
    private readonly Lazy<Task<(PracticeRun Run, string? Dump, string Database)>> _practice;
    private readonly Lazy<Task<RetentionRecord?>> _retention;

    /// <summary>Prepares a session; nothing is started yet.</summary>
    /// <param name="setting">What it is made with.</param>
    /// <param name="sound">A session without defects, whose parts are used where the seeded defect does not reach; null to make all of them.</param>
    internal BackupSession(BackupSetting setting, BackupSession? sound = null)
    {
        (_setting, _sound) = (setting, sound);
        // Shared by all checks, so it must not end with the check that happened to be first.
        _drill = Part(async ct => Reaches(BackupDefectKind.Source) ? await StartAsync(ct) : await sound!._drill.Value);
        _source = Part(async ct => Reaches(BackupDefectKind.Source) ? await new SourceStage(setting, await _drill.Value).RunAsync(ct) : await sound!._source.Value);
        // A rotation too, for a restored target is used once: what was tried on it is in it.
        _restored = Part(async ct => Reaches(BackupDefectKind.Source, BackupDefectKind.Archive, BackupDefectKind.Restoring, BackupDefectKind.Rotation)
            ? await new RestoreStage(setting, await _drill.Value, await _source.Value).RunAsync(ct) : await sound!._restored.Value);
        _function = Part(async ct => Reaches(BackupDefectKind.Source, BackupDefectKind.Archive, BackupDefectKind.Restoring, BackupDefectKind.Rotation) ? await UseAsync(ct) : await sound!._function.Value);
        _rotation = Part(async ct => Reaches(BackupDefectKind.Rotation) ? await RotateAsync(ct) : await sound!._rotation.Value);
        _practice = Part(async ct => Reaches(BackupDefectKind.Script) ? await PractiseAsync(ct) : await sound!._practice.Value);
        _retention = Part(async ct => Reaches(BackupDefectKind.Retention) ? await SimulateAsync(ct) : await sound!._retention.Value);
    }

    internal Task<SourceRun> SourceAsync(CancellationToken ct) => _source.Value.WaitAsync(ct);

    internal Task<RestoreRun> RestoredAsync(CancellationToken ct) => _restored.Value.WaitAsync(ct);

    internal async Task<FunctionRun> FunctionAsync(CancellationToken ct) => (await _function.Value.WaitAsync(ct)).Run;

    internal Task<RotationRun> RotationAsync(CancellationToken ct) => _rotation.Value.WaitAsync(ct);

    internal async Task<PracticeRun> PracticeAsync(CancellationToken ct) => (await _practice.Value.WaitAsync(ct)).Run;

    /// <summary>The simulated retention; null when the procedure makes no backup that could be kept.</summary>
    internal Task<RetentionRecord?> RetentionAsync(CancellationToken ct) => _retention.Value.WaitAsync(ct);

    /// <summary>For the report; null while nothing was rehearsed.</summary>
    public BackupRecord? Record => _drill.IsValueCreated
        ? BackupReport.Of(Done(_source), Done(_restored), Done(_function).Run, Done(_practice).Run, Done(_retention), Done(_rotation), Problem())
        : null;

    /// <summary>What could not be rehearsed on this machine.</summary>
    public IReadOnlyList<NotExercised> NotExercised =>
    [
        .. _setting.NodeDriverAbsence is string absent ? [new NotExercised("SDK scenarios in the rehearsed recovery", absent)] : Array.Empty<NotExercised>(),
        .. (Done(_restored)?.Cases ?? []).Where(place => place.Good is null).Select(place => new NotExercised($"restore into {place.Into}", place.Result)),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await EndedAsync(_retention);
        await EndedAsync(_practice);
        await EndedAsync(_rotation);
        if (await EndedAsync(_function) && Done(_function).Target is RestoredTarget target && (_sound is null || target != Done(_sound._function).Target))
        {
            await target.DisposeAsync();
        }

        await EndedAsync(_restored);
        await EndedAsync(_source);
        if (await EndedAsync(_drill) && (_sound is null || Done(_drill) != Done(_sound._drill)))
        {
            await Done(_drill)!.DisposeAsync();
        }

        foreach (DeploymentSandbox sandbox in _setting.Opened)
        {
            await sandbox.DisposeAsync();
        }

        _stop.Dispose();
    }

    private bool Reaches(params BackupDefectKind[] kinds) => _sound is null || BackupDefects.All.Any(defect => _setting.Has(defect.Id) && kinds.Contains(defect.Kind));

    private Lazy<Task<T>> Part<T>(Func<CancellationToken, Task<T>> work) => new(() => Task.Run(() => work(_stop.Token)));

    private async Task<RecoveryDrill> StartAsync(CancellationToken ct)
    {
        IDisposable? turn = await _setting.TurnAsync(ct);
        try
        {
            RecoveryDrill drill = await _setting.Target.StartRecoveryAsync(_setting.Mark, ct);
            _ = GiveBackAsync(turn);
            return drill;
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    // The turn is over when every part that somebody asked for is.
    private async Task GiveBackAsync(IDisposable? turn)
    {
        Task[] begun = [];
        do
        {
            begun = [.. Parts.OfType<Task>()];
            await Task.WhenAll(begun).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        while (Parts.OfType<Task>().Count() > begun.Length);
        turn?.Dispose();
    }

    private IEnumerable<Task?> Parts => [Begun(_drill), Begun(_source), Begun(_restored), Begun(_function), Begun(_practice), Begun(_retention), Begun(_rotation)];

    private async Task<(FunctionRun Run, RestoredTarget? Target)> UseAsync(CancellationToken ct)
    {
        RestoreRun restored = await _restored.Value;
        if (!restored.IsFaithful)
        {
            return (new() { Problem = restored.Problem ?? "what was restored differs from the source already" }, null);
        }

        FunctionStage stage = new(_setting, await _drill.Value, await _source.Value, restored);
        FunctionRun run = await _setting.Journal.PhaseAsync($"restored target{_setting.Mark}", "the target to start on the restored database and to be used", () => stage.RunAsync(ct));
        return (run, stage.Target);
    }

    private async Task<RotationRun> RotateAsync(CancellationToken ct)
    {
        if ((await _function.Value).Target is not RestoredTarget target)
        {
            return new([], [], 0, "there is no restored target to rotate the password of");
        }

        RotationStage stage = new(_setting, target, (await _source.Value).Known.Project);
        RotationRun run = await _setting.Journal.PhaseAsync($"password rotation{_setting.Mark}", "the database password to be rotated", () => stage.RunAsync(ct));
        // Nobody needs it any more, and its worker would take the events of the next restored target from the queue that they share.
        await target.DisposeAsync();
        return run;
    }

    private async Task<(PracticeRun Run, string? Dump, string Database)> PractiseAsync(CancellationToken ct)
    {
        PracticeStage stage = new(_setting, await _drill.Value, first: Reaches(BackupDefectKind.Source));
        PracticeRun run = await _setting.Journal.PhaseAsync($"backup practice{_setting.Mark}", "the procedure to meet faults", () => stage.RunAsync(ct));
        return (run, stage.Dump, stage.Database);
    }

    private async Task<RetentionRecord?> SimulateAsync(CancellationToken ct)
    {
        (PracticeRun run, string? dump, string database) = await _practice.Value;
        if (dump is null)
        {
            return null;
        }

        RecoveryDrill drill = await _drill.Value;
        return await _setting.Journal.PhaseAsync($"retention{_setting.Mark}", "sixty simulated days", async () =>
        {
            DeploymentSandbox sandbox = await _setting.SandboxAsync("retention", drill.Scratch(database), ct);
            return await new RetentionSimulation(sandbox, sandbox.BackupScript!, dump, run.RetentionDays ?? UsualRetentionDays).RunAsync(ct);
        });
    }

    private string? Problem() => Parts
        .Select(task => task switch
        {
            { IsFaulted: true } => task.Exception!.InnerExceptions[0].Message,
            { IsCompletedSuccessfully: false } => "the run was ended before it was done",
            _ => null,
        })
        .FirstOrDefault(problem => problem is not null);

    private static Task? Begun<T>(Lazy<Task<T>> part) => part.IsValueCreated ? part.Value : null;

    private static T? Done<T>(Lazy<Task<T>> part) => part is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? part.Value.Result : default;

    // Whatever it ended with was told to whoever asked.
    private static async Task<bool> EndedAsync<T>(Lazy<Task<T>> part)
    {
        if (part.IsValueCreated)
        {
            await part.Value.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return part is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };
    }
}
