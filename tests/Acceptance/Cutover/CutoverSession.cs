using Verification.Fixtures.Runs;
using Verification.Readiness.Cutover;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Cutover;

/// <summary>The cutover drills, made once when the first check asks for them.</summary>
public sealed class CutoverSession : IAsyncDisposable
{
    private readonly CutoverSetting _setting;
    private string? _absent;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<MainRun>> _main;
    private readonly Lazy<Task<FaultsRun>> _faults;

    /// <summary>Prepares a session; nothing is started yet.</summary>
    internal CutoverSession(CutoverSetting setting)
    {
        _setting = setting;
        // Shared by all checks, so they must not end with the check that happened to be first.
        _main = Part("cutover", _ => Task.CompletedTask, ct => new MainDrill(setting).RunAsync(ct));
        // At full length times are measured, and two drills at once would measure neither.
        _faults = Part(
            "faults at the cutover",
            ct => setting.Request.Scale >= 1 ? _main.Value.ContinueWith(_ => { }, ct, TaskContinuationOptions.None, TaskScheduler.Default) : Task.CompletedTask,
            ct => new FaultDrill(setting).RunAsync(ct));
    }

    /// <summary>Why nothing can be rehearsed here; null when it can.</summary>
    internal string? Absent => _absent ??= _setting.Absent() ?? "";

    /// <summary>Whether the faults are left out: a row of the kill matrix is about one defect.</summary>
    internal bool SkipsFaults => _setting.WithoutFaults;

    internal Task<MainRun> MainAsync(CancellationToken ct) => _main.Value.WaitAsync(ct);

    internal Task<FaultsRun> FaultsAsync(CancellationToken ct) => _faults.Value.WaitAsync(ct);

    /// <summary>For the report; null while nothing was rehearsed.</summary>
    public CutoverRecord? Record => _main.IsValueCreated || _faults.IsValueCreated ? CutoverReport.Of(_setting, Done(_main), Done(_faults), Problem()) : null;

    /// <summary>What could not be rehearsed.</summary>
    public IReadOnlyList<NotExercised> NotExercised => _absent is { Length: > 0 } absent ? [new("services of the cutover drills", absent)] : [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Task? part in new[] { Begun(_main), Begun(_faults) })
        {
            if (part is not null)
            {
                // Whatever it ended with was told to whoever asked.
                await part.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }

        _stop.Dispose();
    }

    private Lazy<Task<T>> Part<T>(string name, Func<CancellationToken, Task> before, Func<CancellationToken, Task<T>> work) => new(() => Task.Run(async () =>
    {
        await before(_stop.Token);
        using IDisposable? turn = await _setting.TurnAsync(_stop.Token);
        return await _setting.Journal.PhaseAsync($"{name}{_setting.Mark}", "the drill to end", () => work(_stop.Token));
    }));

    private string? Problem() => new[] { Begun(_main), Begun(_faults) }.Select(task => task switch
    {
        { IsFaulted: true } => task.Exception!.InnerExceptions[0].Message,
        { IsCompletedSuccessfully: false } => "the run was ended before it was done",
        _ => null,
    }).FirstOrDefault(problem => problem is not null);

    private static Task? Begun<T>(Lazy<Task<T>> part) => part.IsValueCreated ? part.Value : null;

    private static T? Done<T>(Lazy<Task<T>> part) => part is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? part.Value.Result : default;
}
