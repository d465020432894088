using System.Text;
using Verification.Fixtures;

namespace Verification.Cli.Tests.Support;

/// <summary>Looks for what a run left on the machine, by other means than the code under test (Linux).</summary>
internal static class Traces
{
    /// <summary>Processes and work directories that carry the run's name.</summary>
    public static IReadOnlyList<string> Of(string runId, string? temporary = null) =>
    [
        .. Processes().Where(process => Mentions(process, $"verification-{runId}")).Select(process => $"process {process} {Read(process, "cmdline").Replace('\0', ' ')}"),
        .. Directory.EnumerateFileSystemEntries(temporary ?? Path.GetTempPath(), $"verification-{runId}*"),
    ];

    /// <summary>Waits until nothing is left.</summary>
    public static Task ShouldVanishAsync(string? runId, string? temporary = null)
    {
        runId.Should().NotBeNull("a run should have begun");
        return Eventually.Async(_ => Task.FromResult(Of(runId!, temporary)), left => left.Count == 0, "nothing of the run to be left", TimeSpan.FromSeconds(10));
    }

    /// <summary>Processes whose arguments hold all these texts.</summary>
    public static IReadOnlyList<int> Running(params string[] texts) =>
        [.. Processes().Where(process => texts.All(text => Read(process, "cmdline").Contains(text, StringComparison.Ordinal))).Select(int.Parse)];

    /// <summary>The environment that a process was started with.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(int pid) => Read($"{pid}", "environ")
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('=', 2))
        .Where(entry => entry.Length == 2)
        .DistinctBy(entry => entry[0])
        .ToDictionary(entry => entry[0], entry => entry[1]);

    /// <summary>Processes started for the run.</summary>
    public static IReadOnlyList<int> Members(string runId) =>
        [.. Processes().Where(process => Read(process, "environ").Contains($"verification-{runId}", StringComparison.Ordinal)).Select(int.Parse)];

    private static IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName).OfType<string>().Where(name => int.TryParse(name, out int pid) && pid != Environment.ProcessId);

    private static bool Mentions(string process, string text) =>
        Read(process, "cmdline").Contains(text, StringComparison.Ordinal) || Read(process, "environ").Contains(text, StringComparison.Ordinal);

    // Empty when it ended between the listing and the look.
    private static string Read(string process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/{file}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
