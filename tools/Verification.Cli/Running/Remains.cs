using Verification.Fixtures;

namespace Verification.Cli.Running;

/// <summary>What a suite that died has left: its guardian is still ending it, and writes its log last.</summary>
internal static class Remains
{
    // The guardian promises eight seconds; a busy machine may need more.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Waits until no process works in the directory and it is gone; gives what is left, or nothing.</summary>
    public static async Task<string?> GoneAsync(string workDirectory, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(() => !Directory.Exists(workDirectory) && Workers(workDirectory).Count == 0, "the guardian to clean up", Limit, TimeSpan.FromMilliseconds(100), ct: ct);
            return null;
        }
        catch (TimeoutException)
        {
            return string.Join(", ", Workers(workDirectory).Select(pid => $"process {pid}").Append(Directory.Exists(workDirectory) ? workDirectory : "no directory"));
        }
    }

    // Linux. Elsewhere the directory, which the guardian removes nearly last, has to do.
    private static List<string> Workers(string workDirectory) => !Directory.Exists("/proc/self") ? [] :
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>()
            .Where(name => char.IsAsciiDigit(name[0]))
            .Where(pid => Arguments(pid).Any(argument => argument == workDirectory || argument.StartsWith(workDirectory + "/", StringComparison.Ordinal))),
    ];

    // Empty when the process ended between the listing and the look.
    private static string[] Arguments(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
