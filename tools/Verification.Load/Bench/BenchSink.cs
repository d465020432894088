using System.Diagnostics;
using System.Globalization;

namespace Verification.Load.Bench;

/// <summary>A null sink in a process of its own.</summary>
internal sealed class BenchSink : IDisposable
{
    private readonly Process _process;

    public BenchSink(params string[] options)
    {
        _process = Process.Start(BenchProcess.Self(["sink", .. options]))!;
        string ready = _process.StandardOutput.ReadLine() ?? "";
        Url = ready.StartsWith("ready ", StringComparison.Ordinal)
            ? $"http://127.0.0.1:{int.Parse(ready[6..], CultureInfo.InvariantCulture)}"
            : throw new InvalidOperationException($"The sink did not start: {_process.StandardError.ReadToEnd()}");
    }

    public string Url { get; }

    public void Dispose()
    {
        // It ends with its standard input.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
