namespace Verification.Acceptance.Alerts;

/// <summary>The drill of alerts and monitors, made once when the first check asks for it.</summary>
public sealed class AlertSession : IAsyncDisposable
{
    private readonly AlertSetting _setting;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<AlertRun>> _run;

    /// <summary>Prepares a session; nothing is started yet.</summary>
    internal AlertSession(AlertSetting setting)
    {
        _setting = setting;
        // Shared by all checks, so it must not end with the check that happened to be first.
        _run = new(() => Task.Run(() => setting.Journal.PhaseAsync($"alerts{setting.Mark}", "a page broken and mended, and a new issue", () => new AlertDrill(setting).RunAsync(_stop.Token))));
    }

    /// <summary>Why nothing can be received here; null when it can.</summary>
    internal string? Absent => _setting.Outbound.Host is null ? _setting.Outbound.Absent : null;

    internal Task<AlertRun> RunAsync(CancellationToken ct) => _run.Value.WaitAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run.IsValueCreated)
        {
            // Whatever it ended with was told to whoever asked.
            await _run.Value.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        _stop.Dispose();
    }
}
