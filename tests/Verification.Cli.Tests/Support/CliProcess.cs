using System.Diagnostics;
using System.Text.RegularExpressions;
using Verification.Fixtures;

namespace Verification.Cli.Tests.Support;

/// <summary>The real program, started by a test, with everything it printed and when.</summary>
internal sealed partial class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<(TimeSpan At, string Text)> _lines = [];
    private readonly Task _reading;
    private readonly Task<string> _errors;

    private CliProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Name of the run, as its first line tells it.</summary>
    public string? RunId => Lines.Select(line => Named().Match(line.Text)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>What it printed to standard output so far.</summary>
    public IReadOnlyList<(TimeSpan At, string Text)> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="clone">Whose program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Added to the test's own.</param>
    /// <param name="output">A file instead of a pipe.</param>
    public static CliProcess Start(
        Clone clone, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? output = null)
    {
        // A test run in the background of a script ignores SIGINT, one under nohup SIGHUP, and their children would inherit that.
        string[] direct = ["--default-signal=INT,HUP", RepositoryLayout.DotnetHost, clone.Program, .. arguments];
        ProcessStartInfo start = new("/usr/bin/env", output is null ? direct : ["sh", "-c", "exec \"$@\" >\"$0\"", output, "env", .. direct])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = clone.Root,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<CliResult> RunAsync(
        Clone clone, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? output = null)
    {
        using CliProcess process = Start(clone, arguments, environment, output);
        return await process.EndAsync();
    }

    /// <summary>Waits for a line that contains the text.</summary>
    public Task UntilAsync(string text) => Eventually.Async(
        () => Lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal)) || _process.HasExited, $"the line \"{text}\"", Patience, ct: TestContext.Current.CancellationToken);

    /// <summary>Sends a signal, such as "INT".</summary>
    public void Send(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="longest">How long; null for two minutes.</param>
    public async Task<CliResult> EndAsync(TimeSpan? longest = null)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(longest ?? Patience);
        await _reading;
        return new(_process.ExitCode, Lines, (await _errors).Trim(), RunId, _clock.Elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
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
            lock (_lines)
            {
                _lines.Add((_clock.Elapsed, line));
            }
        }
    }

    [GeneratedRegex(@"; run (\d{8}-\d{6}-[0-9a-f]{8}), seed ")]
    private static partial Regex Named();
}
