using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Verification.Audit.Tests.Compose;

/// <summary>What a program answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it complained about.</param>
internal sealed record ProgramAnswer(int Code, string Output, string Errors);

/// <summary>Docker Compose on this machine, asked what it reads in a folder; `config` needs no Docker daemon.</summary>
/// <param name="Version">Its version.</param>
internal sealed partial record SecondReader(Version Version)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks for it; the reason where there is none.</summary>
    public static async Task<(SecondReader? Reader, string Absent)> FindAsync(CancellationToken ct)
    {
        try
        {
            ProgramAnswer answer = await AskAsync(Path.GetTempPath(), ct, "compose", "version");
            Match version = Leading().Match(answer.Output);
            return answer.Code != 0 || !version.Success ? (null, Absence(FirstLine(answer.Errors + answer.Output)))
                : new Version(version.Value) is { Major: >= 2 } known ? (new SecondReader(known), "")
                : (null, Absence($"its version is {version.Value}, and the second reader starts at 2"));
        }
        catch (Win32Exception error)
        {
            return (null, Absence(error.Message));
        }
    }

    /// <summary>`docker compose config` in a copy of the folder that is called project, as it was when the pairs were recorded.</summary>
    public static async Task<ProgramAnswer> ConfigAsync(string input, bool allProfiles, CancellationToken ct)
    {
        DirectoryInfo above = Directory.CreateTempSubdirectory("second-reader-");
        try
        {
            string project = Path.Combine(above.FullName, "project");
            Copy(input, project);
            ProgramAnswer answer = await AskAsync(project, ct, allProfiles ? ["compose", "--profile", "*", "config"] : ["compose", "config"]);
            // macOS keeps temporary folders behind a link, whose target Compose prints.
            string output = answer.Output.Replace($"/private{above.FullName}", above.FullName, StringComparison.Ordinal);
            return answer with { Output = output.Replace(project, "/project", StringComparison.Ordinal).Replace(above.FullName + "/", "/", StringComparison.Ordinal) };
        }
        finally
        {
            above.Delete(recursive: true);
        }
    }

    /// <summary>How Compose is started: with nothing in its environment that a compose file could use.</summary>
    public static ProcessStartInfo Start(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("docker", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string home = Environment.GetEnvironmentVariable("HOME") ?? "/nonexistent";
        string configuration = Environment.GetEnvironmentVariable("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = "/nonexistent";
        // Where a user's own Compose is installed.
        start.Environment["DOCKER_CONFIG"] = configuration;
        return start;
    }

    private static async Task<ProgramAnswer> AskAsync(string folder, CancellationToken ct, params string[] arguments)
    {
        using CancellationTokenSource expiry = CancellationTokenSource.CreateLinkedTokenSource(ct);
        expiry.CancelAfter(Limit);
        using Process process = Process.Start(Start(folder, arguments))!;
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(expiry.Token), errors = process.StandardError.ReadToEndAsync(expiry.Token);
            await process.WaitForExitAsync(expiry.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new(-1, "", $"no answer within {Limit.TotalSeconds:0} s");
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        Directory.CreateDirectory(to);
    }

    private static string Absence(string because) => $"docker compose is not installed here: {because}";

    private static string FirstLine(string text) => text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it answers nothing";

    [GeneratedRegex(@"(?<=version v?)\d+\.\d+")]
    private static partial Regex Leading();
}
