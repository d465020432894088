namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>The two targets that all tests share: one like GlitchTip 5.2, one clean.</summary>
public sealed class Targets : IAsyncLifetime
{
    private Servers? servers;

    public RunningTarget Like52 { get; private set; } = null!;

    public RunningTarget Clean { get; private set; } = null!;

    public Servers Servers => servers!;

    public async ValueTask InitializeAsync()
    {
        servers = await Servers.StartAsync("reference-target-tests");
        var like = RunningTarget.StartAsync(servers, "like", 0, "--like", "5.2");
        var clean = RunningTarget.StartAsync(servers, "clean", 1);
        (Like52, Clean) = (await like, await clean);
    }

    public async ValueTask DisposeAsync()
    {
        Like52?.Dispose();
        Clean?.Dispose();
        if (servers is not null)
        {
            await servers.DisposeAsync();
        }
    }
}
