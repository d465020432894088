using Verification.Fixtures;

namespace Verification.Cli.Tests.Support;

/// <summary>One clean run of the rehearsal but for load, which tests beside it would disturb and which the kill matrix asks of a clean target; shared by the tests that look at its results, and the secrets that it generated.</summary>
internal sealed class CleanRun(Clone clone) : IDisposable
{
    // Half a minute by itself, minutes beside the other tests of two cores.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _gate = new(1);
    private (CliResult Result, string Folder, SecretHunt Secrets)? _done;

    /// <summary>The run; the first test that asks starts it.</summary>
    public async Task<(CliResult Result, string Folder, SecretHunt Secrets)> ResultAsync()
    {
        await Machine.NeedsServersAsync();
        await Machine.NeedsNodeAsync();
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _done ??= await RunAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A copy of its bundle that a test may spoil.</summary>
    public async Task<string> CopyAsync()
    {
        string folder = (await ResultAsync()).Folder, copy = clone.Fresh("copy");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private string Areas() => string.Join(',', Directory.EnumerateDirectories(Path.Combine(clone.Root, "scenarios", "checks")).Select(Path.GetFileName).Where(area => area is not ("load" or "memory" or "cutover" or "scrubbing" or "resilience")).Order(StringComparer.Ordinal));

    private async Task<(CliResult, string, SecretHunt)> RunAsync()
    {
        using CliProcess run = CliProcess.Start(clone, ["run", "--seed", "7", "--only", Areas()]);
        await run.UntilAsync("seed 7");
        Task<CliResult> ended = run.EndAsync(Longest);
        SecretHunt hunt = new(run.RunId!);
        await Eventually.Async(
            async ct =>
            {
                await hunt.LookAsync(ct);
                return ended.IsCompleted;
            },
            "the clean run to end", Longest, TimeSpan.FromMilliseconds(200), ct: TestContext.Current.CancellationToken);
        CliResult result = await ended;
        return (result, Path.Combine(clone.Root, "artifacts", result.RunId!), hunt);
    }
}
