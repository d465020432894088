using System.Diagnostics;

namespace Verification.Load.Tests.Driving;

/// <summary>The program itself, as a process.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public LoadProcess(params string[] args)
    {
        string dll = Path.Combine(AppContext.BaseDirectory, "Verification.Load.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [dll, .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string> LineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";

    public void Input(string text) => _process.StandardInput.Write(text);

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Sends it SIGTERM.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int Code, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
