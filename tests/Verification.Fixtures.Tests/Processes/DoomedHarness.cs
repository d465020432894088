using System.Diagnostics;

namespace Verification.Fixtures.Tests.Processes;

/// <summary>Starts this assembly as a harness and kills it; knows what it had started.</summary>
internal sealed class DoomedHarness : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    internal DoomedHarness(string mode, string root)
    {
        Root = root;
        _process = Process.Start(new ProcessStartInfo(Program, ["harness", mode, root])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            // A killed runtime would leave its debugging sockets in the temp directory.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
    }

    /// <summary>This assembly as a program.</summary>
    internal static string Program => Path.ChangeExtension(typeof(DoomedHarness).Assembly.Location, null);

    internal string Root { get; }

    internal string WorkDirectory => Path.Combine(Root, "verification-run");

    internal IEnumerable<int> Pids => Values("pid").Select(int.Parse);

    internal IEnumerable<string> Values(string key) =>
        _lines.Where(line => line.StartsWith($"{key} ", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..]);

    internal async Task UntilReadyAsync(CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line && line != "READY")
        {
            _lines.Add(line);
        }

        _process.HasExited.Should().BeFalse("the harness should be ready, not gone; it said {0}", string.Join(" | ", _lines));
    }

    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for what the guardian promises: no process, no directory, within ten seconds of the death.</summary>
    internal Task UntilNothingIsLeftAsync(CancellationToken ct) => Eventually.Async(
        _ => Task.FromResult(Leftovers()), left => left.Count == 0, "nothing of the killed harness to be left", TimeSpan.FromSeconds(10), ct: ct);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private List<string> Leftovers() =>
    [
        .. Pids.Where(Traces.IsAlive).Select(pid => $"process {pid}"),
        .. Traces.Of(WorkDirectory),
        .. Directory.Exists(WorkDirectory) ? new[] { WorkDirectory } : [],
    ];
}
