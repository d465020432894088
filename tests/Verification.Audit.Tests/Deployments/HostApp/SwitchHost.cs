using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>Where the folders of one test class live, and who ends what runs there.</summary>
public sealed class SwitchHost : IAsyncLifetime
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"switch-test-{Guid.NewGuid():N}"[..24]);
    private Supervisor? _supervisor;
    private int _folders;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_root);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For("run", _root), Path.Combine(_root, "logs")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
        {
            await _supervisor.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal Supervisor Supervisor => _supervisor!;

    /// <summary>A folder with the scripts and this .env; none when null.</summary>
    internal HostAppFolder Folder(string? env = HostAppFolder.Plain)
    {
        RequireNode();
        return new HostAppFolder(_supervisor!, Path.Combine(_root, $"{Interlocked.Increment(ref _folders)}"), env);
    }

    // A skip on a laptop is a failure in CI: there the machine is ours to equip.
    private static void RequireNode()
    {
        if (new HostSearch().Find("node") is null && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip("node is not in PATH; install Node.js 20 or later");
        }
    }
}
