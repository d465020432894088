using System.Text;

namespace Verification.Fixtures.Tests;

/// <summary>Looks for what a run left on the machine, by other means than the code under test (Linux).</summary>
internal static class Traces
{
    /// <summary>Processes that name the directory in their arguments or their environment.</summary>
    internal static IReadOnlyList<string> Of(string directory) => Directory.EnumerateDirectories("/proc")
        .Select(d => (Directory: d, Pid: Path.GetFileName(d)))
        .Where(p => int.TryParse(p.Pid, out var pid) && pid != Environment.ProcessId)
        .Where(p => Mentions(p.Directory, directory))
        .Select(p => $"{p.Pid} {Read(Path.Combine(p.Directory, "cmdline")).Replace('\0', ' ')}")
        .ToList();

    internal static bool IsAlive(int pid) => State(pid) is not (null or 'Z' or 'X');

    /// <summary>R, S, T (frozen), Z and so on; null when there is no such process.</summary>
    internal static char? State(int pid) => Fields(pid) is { } fields ? fields[0][0] : null;

    internal static int Session(int pid) => int.Parse(Fields(pid)![3]);

    internal static string StartIdentity(int pid) => Fields(pid)![19];

    /// <summary>What each open descriptor leads to.</summary>
    internal static IReadOnlyDictionary<string, string> Descriptors(int pid) => new DirectoryInfo($"/proc/{pid}/fd").GetFileSystemInfos()
        .ToDictionary(entry => entry.Name, entry => entry.LinkTarget ?? "");

    /// <summary>Identifiers of the machine's System V segments.</summary>
    internal static IReadOnlyList<string> SharedMemory() => File.ReadLines("/proc/sysvipc/shm").Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).ToList();

    /// <summary>The segment that a running cluster holds.</summary>
    internal static string SegmentOf(string dataDirectory) =>
        File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).ElementAt(6).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static bool Mentions(string process, string directory) =>
        Read(Path.Combine(process, "cmdline")).Contains(directory, StringComparison.Ordinal)
        || Read(Path.Combine(process, "environ")).Contains(directory, StringComparison.Ordinal);

    private static string[]? Fields(int pid)
    {
        var stat = Read($"/proc/{pid}/stat");
        return stat.Length == 0 ? null : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended meanwhile
        }
    }
}
