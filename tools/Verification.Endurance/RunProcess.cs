using System.Diagnostics;
using System.Text.RegularExpressions;
using Verification.Fixtures;

namespace Verification.Endurance;

/// <summary>One run of the real command line.</summary>
internal sealed partial class RunProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;

    /// <summary>Starts it as run-suite.sh would.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="results">Where its results go.</param>
    /// <param name="arguments">What is run.</param>
    public RunProcess(RepositoryLayout layout, string results, RunArguments arguments)
    {
        Results = results;
        _process = Process.Start(new ProcessStartInfo(RepositoryLayout.DotnetHost, [layout.Program("tools", "Verification.Cli", "readiness"), "run", "--out", results, .. arguments.All])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A killed runtime would leave its debugging sockets in the temp directory.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        _reading = ReadAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where its results go.</summary>
    public string Results { get; }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Name of the run; null until it was told.</summary>
    public string? RunId { get; private set; }

    /// <summary>What it said last.</summary>
    public string LastLine { get; private set; } = "nothing";

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code and what it wrote to standard error, once it has ended.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        await _reading;
        return (_process.ExitCode, (await _errors).Trim());
    }

    /// <summary>Kills this one process, as the machine's out-of-memory killer would.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public void Dispose()
    {
        // Cancelled with Ctrl-C: its guardians clean up after it.
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is string line)
        {
            LastLine = line.Trim();
            RunId ??= Named().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        }
    }

    [GeneratedRegex(@"; run (\d{8}-\d{6}-[0-9a-f]{8}), seed ")]
    private static partial Regex Named();
}
