using System.Diagnostics;
using System.Text.RegularExpressions;
using Verification.Load.Driving;

namespace Verification.Load.Bench;

/// <summary>Runs the other programs of a bench, and this one as sink and as drive.</summary>
internal static partial class BenchProcess
{
    /// <summary>This program with other arguments, whether it runs through its own executable or through dotnet.</summary>
    public static ProcessStartInfo Self(params string[] args)
    {
        string dll = typeof(BenchProcess).Assembly.Location;
        bool byDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return Start(Environment.ProcessPath!, byDotnet ? [dll, .. args] : args);
    }

    /// <summary>Whether a program is in the PATH.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end; gives what it printed, and its CPU time.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (string Output, TimeSpan Cpu) Run(string program, params string[] args)
    {
        // The shell's `times` is the one way to the CPU time of a program that has ended.
        ProcessStartInfo start = Start("/bin/bash", ["-c", "\"$@\" 2>&1; code=$?; times; exit $code", "bench", program, .. args]);
        (int code, string output) = RunToEnd(start, "");
        MatchCollection times = Times().Matches(output);
        return code == 0
            ? (output, times.TakeLast(2).Select(match => TimeSpan.FromSeconds((60 * Number(match, 1)) + Number(match, 2))).Aggregate(TimeSpan.Zero, (sum, part) => sum + part))
            : throw new InvalidOperationException($"{program} ended with {code}: {output}");
    }

    /// <summary>Runs this program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void RunSelf(string input, params string[] args)
    {
        (int code, string output) = RunToEnd(Self(args), input);
        if (code != 0)
        {
            throw new InvalidOperationException($"{Driver.Name} {string.Join(' ', args)} ended with {code}: {output}");
        }
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static (int Code, string Output) RunToEnd(ProcessStartInfo start, string input)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static ProcessStartInfo Start(string program, string[] args) =>
        new(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Times();
}
