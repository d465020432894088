using System.Diagnostics;

namespace Verification.Repository.Tests;

/// <summary>run-suite.sh alone in a folder, with a stand-in for dotnet: a feed that has some package sets, and a build that makes nothing.</summary>
internal sealed class SuiteScript : IDisposable
{
    // What the script looks for before it believes an earlier build.
    private static readonly string[] Programs =
        ["tools/Verification.Cli:readiness", "tests/Acceptance:Verification.Acceptance", "tools/Verification.ReferenceTarget:Verification.ReferenceTarget", "tools/Verification.Load:Verification.Load"];

    private const string Dotnet = """
        #!/bin/sh
        printf '%s|%s\n' "$Packages" "$*" >>"$CALLS"
        [ "$1" = restore ] || exit 0
        for set in $FEED_HAS; do
          case "$*" in *" -p:Packages=$set "*) exit 0 ;; esac
        done
        exit 1
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suite with a space ");

    public SuiteScript()
    {
        Directory.CreateDirectory(Below("bin"));
        File.Copy(Path.Combine(SourceFile.Root, "run-suite.sh"), Below("clone/run-suite.sh", "clone"));
        File.WriteAllText(Below("bin/dotnet"), Dotnet.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Below("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The package sets that the feed was asked for, in order.</summary>
    public IReadOnlyList<string> Asked => [.. Calls.Where(call => call.Contains("|restore ")).Select(call => call.Split("-p:Packages=")[1].Split(' ')[0])];

    /// <summary>What the environment of each build said of package sets.</summary>
    public IReadOnlyList<string> Built => [.. Calls.Where(call => call.Contains("|build ")).Select(call => call.Split('|')[0])];

    /// <summary>The answer that was kept; null when there is none.</summary>
    public string? Answer => File.Exists(Below("clone/Packages.local.props")) ? File.ReadAllText(Below("clone/Packages.local.props")) : null;

    private IEnumerable<string> Calls => File.Exists(Below("calls")) ? File.ReadLines(Below("calls")) : [];

    /// <summary>Runs `list`, which builds and asks for nothing else.</summary>
    /// <param name="has">The package sets that the feed has.</param>
    /// <param name="forced">The package set that the environment names.</param>
    public Task<(int Code, string Said)> RunAsync(string has, string? forced = null) => ProcessAsync("bash", [Below("clone/run-suite.sh"), "list"], has, forced);

    /// <summary>Makes the folder a clone with its programs, where a build that changes nothing is skipped.</summary>
    public async Task MakeCloneAsync()
    {
        await ProcessAsync("git", ["init", "-q", Below("clone")], "", null);
        File.WriteAllText(Below("clone/.gitignore"), "bin/\nobj/\nPackages.local.props\n");
        foreach (string[] program in Programs.Select(program => program.Split(':')))
        {
            string output = $"clone/{program[0]}/bin/Release/net10.0";
            File.WriteAllText(Below($"{output}/{program[1]}.dll", output), "");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Below(string path, string? folder = null)
    {
        if (folder is not null)
        {
            _folder.CreateSubdirectory(folder);
        }

        return Path.Combine(_folder.FullName, path);
    }

    private async Task<(int Code, string Said)> ProcessAsync(string program, string[] arguments, string has, string? forced)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Below("bin")}:{start.Environment["PATH"]}";
        start.Environment["CALLS"] = Below("calls");
        start.Environment["FEED_HAS"] = has;
        start.Environment["Packages"] = forced;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
