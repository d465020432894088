using System.Globalization;
using System.Text;

namespace Verification.Endurance;

/// <summary>The parts of /proc that tell what a process holds; what vanishes while it is read reads as empty.</summary>
internal static class ProcFiles
{
    private const string Listening = "0A";
    private static readonly DateTimeOffset Begun = System.Diagnostics.Process.GetCurrentProcess().StartTime;

    /// <summary>All process ids but this one's.</summary>
    public static IEnumerable<int> Pids() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out int pid) ? pid : 0).Where(pid => pid > 0 && pid != System.Environment.ProcessId);

    /// <summary>Its command line.</summary>
    public static string[] Arguments(int pid) => Read($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>NAME=VALUE as it was started.</summary>
    public static string[] Environment(int pid) => Read($"/proc/{pid}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>When it started, in clock ticks; empty when there is no such process.</summary>
    public static string Started(int pid) => Fields(pid) is { Length: > 19 } fields ? fields[19] : "";

    /// <summary>Whether it is more than an entry that waits to be reaped.</summary>
    public static bool IsAlive(int pid) => Fields(pid) is [not ("Z" or "X"), ..];

    /// <summary>Ports that these processes listen on.</summary>
    public static IReadOnlySet<int> ListeningPorts(IReadOnlySet<int> pids)
    {
        HashSet<string> sockets = [.. pids.SelectMany(Sockets)];
        return Listeners().Where(listener => sockets.Contains($"socket:[{listener.Inode}]")).Select(listener => listener.Port).ToHashSet();
    }

    /// <summary>Ports that anybody listens on.</summary>
    public static IEnumerable<int> AllListeningPorts() => Listeners().Select(listener => listener.Port).Distinct();

    /// <summary>Segments whose maker or last user is one of these, as "key id".</summary>
    public static IReadOnlySet<string> SegmentsOf(IReadOnlySet<int> pids) => Segments().Where(segment => pids.Contains(segment.Maker) || pids.Contains(segment.User)).Select(segment => segment.Name).ToHashSet();

    /// <summary>All segments, as "key id".</summary>
    public static IEnumerable<string> AllSegments() => Segments().Select(segment => segment.Name);

    private static IEnumerable<(int Port, string Inode)> Listeners() => new[] { "/proc/net/tcp", "/proc/net/tcp6" }
        .SelectMany(file => Read(file).Split('\n').Skip(1))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length > 9 && fields[3] == Listening)
        .Select(fields => (int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), fields[9]));

    // key shmid perms size cpid lpid nattch uid gid cuid cgid atime dtime ctime ...; those from before this program only share a process id with it.
    private static IEnumerable<(string Name, int Maker, int User)> Segments() => Read("/proc/sysvipc/shm").Split('\n').Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length > 13 && long.Parse(fields[13], CultureInfo.InvariantCulture) >= Begun.ToUnixTimeSeconds())
        .Select(fields => ($"{fields[0]} {fields[1]}", int.Parse(fields[4], CultureInfo.InvariantCulture), int.Parse(fields[5], CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Sockets(int pid)
    {
        try
        {
            return [.. new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos().Select(entry => entry.LinkTarget).OfType<string>().Where(target => target.StartsWith("socket:", StringComparison.Ordinal))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[]? Fields(int pid)
    {
        // pid (name, which may hold spaces and parentheses) state parent group ...
        string text = Read($"/proc/{pid}/stat");
        return text.Length == 0 ? null : text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
