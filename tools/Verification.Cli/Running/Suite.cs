using System.Collections;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;

namespace Verification.Cli.Running;

/// <summary>The acceptance suite as a process of its own: started, followed, and ended when its time is over.</summary>
internal sealed class Suite(string program, RunDirectory directory, string runId, Progress progress)
{
    // Time for the suite to write what it knows and to end its servers; it needs about one second.
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(8);
    private static readonly SecretVault Shapes = new();

    // The runtime's settings, and what leads to a container engine.
    private static readonly string[] Prefixes = ["DOTNET_", "DOCKER_", "TESTCONTAINERS_"];

    // Not below the work directory of the suite's own supervisor: that one's guardian would remove it from under the other.
    private readonly string _temporary = Path.GetTempPath();

    private string? _endedBecause;

    /// <summary>Runs it to its end; an end that is not its own becomes the reason for the verdict.</summary>
    /// <param name="timeout">The time it was given, for the words.</param>
    /// <param name="interruption">Ends it early.</param>
    /// <param name="deadline">Cancelled when its time is over.</param>
    public async Task<RunEnding> RunAsync(TimeSpan? timeout, Interruption interruption, CancellationToken deadline)
    {
        try
        {
            await using Supervisor supervisor = await Supervisor.StartAsync(
                new SupervisorOptions(WorkDirectory.For(runId + "-suite", _temporary), directory.Logs) { Redact = Shapes.Redact }, CancellationToken.None);
            ManagedProcess suite = await supervisor.StartAsync(Spec(), CancellationToken.None);
            await using CancellationTokenRegistration late = deadline.Register(() => End(suite, $"the time given with --timeout ({timeout}) was over"));
            await using CancellationTokenRegistration asked = interruption.Requested.Register(() => End(suite, $"it was interrupted ({interruption.By})"));
            await using CancellationTokenRegistration insisted = interruption.Insisted.Register(() => Kill(suite));
            await progress.UntilAsync(suite.WaitForExitAsync(CancellationToken.None));
            return await EndingAsync(suite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException or TimeoutException)
        {
            return new(HarnessFailure: $"the acceptance suite could not be started: {error.Message}");
        }
    }

    private ProcessSpec Spec() => new("acceptance", RepositoryLayout.DotnetHost, [program, "-noColor", "-noLogo"])
    {
        // The suite keeps the caller's environment: PATH finds node and the servers, and PG_BIN may point to them.
        Environment = new Dictionary<string, string?>(Inherited())
        {
            [RunRequest.DirectoryVariable] = directory.Path,
            ["TMPDIR"] = _temporary,
            // A killed runtime would leave its debugging sockets behind.
            ["DOTNET_EnableDiagnostics"] = "0",
            [WatchEvidence.Variable] = Environment.GetEnvironmentVariable(WatchEvidence.Variable) is { Length: > 0 } watch ? Path.GetFullPath(watch) : null,
        },
        StopSignal = ProcessSignal.Terminate,
        KillGrace = EndGrace,
    };

    private static IEnumerable<KeyValuePair<string, string?>> Inherited() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(entry => new KeyValuePair<string, string?>((string)entry.Key, (string?)entry.Value))
        .Where(entry => entry.Key is "PATH" or "HOME" or "PG_BIN" or "LANG" or "XDG_RUNTIME_DIR" || AttachedSettings.Names.Contains(entry.Key)
            || Prefixes.Any(prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal)));

    private void End(ManagedProcess suite, string because)
    {
        if (suite.HasExited || Interlocked.CompareExchange(ref _endedBecause, because, null) is not null)
        {
            return;
        }

        progress.Say($"{because}: ending the suite, which takes a few seconds", Tone.Unsure);
        _ = suite.StopAsync();
    }

    private void Kill(ManagedProcess suite)
    {
        progress.Say("interrupted again: killing the suite; its guardian cleans up", Tone.Unsure);
        suite.Send(ProcessSignal.Kill);
    }

    private async Task<RunEnding> EndingAsync(ManagedProcess suite)
    {
        // A suite that did not clean up itself has a guardian that does; its log belongs to the bundle.
        string? left = progress.Finished ? null : await progress.WhileAsync(
            "clean up", "the guardian to end what the suite left", Remains.GoneAsync(WorkDirectory.For(runId, _temporary).Path, CancellationToken.None));
        string rest = left is null ? "" : $"; still there after it: {left}";
        return (_endedBecause, progress.Finished) switch
        {
            (string because, true) => new(Interrupted: because),
            (string because, false) => new(Interrupted: $"{because}, and the suite was killed before it had ended by itself{rest}"),
            (null, true) => new(),
            (null, false) => new(HarnessFailure: $"the acceptance suite ended early (exit {suite.ExitCode}); logs/acceptance.log ends with: {string.Join(" | ", suite.LogTail(3))}{rest}"),
        };
    }
}
