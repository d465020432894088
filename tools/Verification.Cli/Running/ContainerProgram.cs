using System.Diagnostics;
using Verification.Fixtures;

namespace Verification.Cli.Running;

/// <summary>The container target's own program; the command line itself is built without its packages.</summary>
/// <param name="Path">Its assembly.</param>
internal sealed record ContainerProgram(string Path)
{
    /// <summary>The one of this work tree; null where the build lacks it.</summary>
    public static ContainerProgram? Find(RepositoryLayout layout) =>
        layout.FindProgram("fixtures", "Verification.Fixtures.Containers") is string path ? new(path) : null;

    /// <summary>Whether the images can be had: 0, or another exit code with one line that says why not. Missing ones are pulled, which may take minutes.</summary>
    public async Task<(int Code, string Line)> TryAsync(IReadOnlyList<string> images)
    {
        using Process process = Process.Start(new ProcessStartInfo(RepositoryLayout.DotnetHost, [Path, "images", .. images]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, errors.Trim().Split('\n')[0].Trim() is { Length: > 0 } line ? line : $"it ended with {process.ExitCode}");
    }
}
