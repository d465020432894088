namespace Verification.Endurance;

/// <summary>All that a run has on the machine at a moment: processes, listening ports, shared memory, directories. Looked up in /proc (Linux), not with the code under test.</summary>
/// <param name="RunId">Whose.</param>
/// <param name="Processes">Process ids with their start times, because ids are used again.</param>
/// <param name="Ports">Ports that these listened on.</param>
/// <param name="Segments">System V segments that these made or attached.</param>
internal sealed record Footprint(string RunId, IReadOnlySet<(int Pid, string Started)> Processes, IReadOnlySet<int> Ports, IReadOnlySet<string> Segments)
{
    /// <summary>Nothing yet.</summary>
    public static Footprint None { get; } = new("none", new HashSet<(int, string)>(), new HashSet<int>(), new HashSet<string>());

    /// <summary>What is there now.</summary>
    public static Footprint Now(string runId, int cli)
    {
        HashSet<int> pids = [.. ProcFiles.Pids().Where(pid => pid == cli || IsOf(pid, runId))];
        return new(
            runId,
            pids.Select(pid => (pid, ProcFiles.Started(pid))).Where(process => process.Item2.Length > 0).ToHashSet(),
            ProcFiles.ListeningPorts(pids),
            ProcFiles.SegmentsOf(pids));
    }

    /// <summary>The process of the acceptance suite; not the shell that it is for its first moments, nor a guardian.</summary>
    public static int? SuiteOf(string runId) => ProcFiles.Pids()
        .Where(pid => IsOf(pid, runId) && ProcFiles.Arguments(pid) is [var program, var dll, ..]
            && program.EndsWith("dotnet", StringComparison.Ordinal) && dll.EndsWith("Verification.Acceptance.dll", StringComparison.Ordinal))
        .Select(pid => (int?)pid).FirstOrDefault();

    /// <summary>Both together.</summary>
    public Footprint With(Footprint other) => new(
        other.RunId, Processes.Union(other.Processes).ToHashSet(), Ports.Union(other.Ports).ToHashSet(), Segments.Union(other.Segments).ToHashSet());

    /// <summary>What is still there of it, and what came later; one text each.</summary>
    public IReadOnlyList<string> Left() =>
    [
        .. ProcFiles.Pids().Where(pid => (Processes.Contains((pid, ProcFiles.Started(pid))) || IsOf(pid, RunId)) && ProcFiles.IsAlive(pid))
            .Select(pid => $"process {pid} ({string.Join(' ', ProcFiles.Arguments(pid).Take(4))})"),
        .. ProcFiles.AllListeningPorts().Intersect(Ports).Select(port => $"port {port}"),
        .. ProcFiles.AllSegments().Intersect(Segments).Select(segment => $"shared memory segment {segment}"),
        .. Directory.EnumerateFileSystemEntries(Path.GetTempPath(), $"verification-{RunId}*"),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Processes.Count} processes, {Ports.Count} ports, {Segments.Count} segments";

    private static bool IsOf(int pid, string runId) =>
        ProcFiles.Environment(pid).Concat(ProcFiles.Arguments(pid)).Any(text => text.Contains($"verification-{runId}", StringComparison.Ordinal));
}
