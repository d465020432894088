using System.Collections.Concurrent;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests;

/// <summary>A directory of one test, with as many supervisors as it wants; at the end nothing of any of them may be left.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    private readonly List<Supervisor> _supervisors = [];

    internal Scratch()
    {
        // With a space: some systems have one in their temp directory.
        Root = Path.Combine(Path.GetTempPath(), $"fixtures test {Guid.NewGuid():N}"[..26]);
        Directory.CreateDirectory(Root);
        Logs = Path.Combine(Root, "logs");
    }

    internal string Root { get; }

    internal string Logs { get; }

    internal ConcurrentQueue<string> Journal { get; } = new();

    internal async Task<Supervisor> SupervisorAsync(string runId = "run", Func<string, string>? redact = null)
    {
        var supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(runId, Root), Logs)
        {
            Redact = redact ?? (line => line),
            Journal = Journal.Enqueue,
        });
        _supervisors.Add(supervisor);
        return supervisor;
    }

    internal string Log(string name) => File.ReadAllText(Path.Combine(Logs, $"{name}.log"));

    public async ValueTask DisposeAsync()
    {
        foreach (var supervisor in _supervisors)
        {
            await supervisor.DisposeAsync();
            Directory.Exists(supervisor.WorkDirectory.Path).Should().BeFalse("the work directory goes with the supervisor");
            Traces.Of(supervisor.WorkDirectory.Path).Should().BeEmpty("no process outlives its supervisor");
        }

        Directory.Delete(Root, recursive: true);
    }
}
