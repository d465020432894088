using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Verification.Fixtures.Servers;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Engine;

public sealed class ContainerEngineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_NothingListens_SaysWhatToStart()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        Uri gone = new($"tcp://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
        taken.Stop();

        (await Refused(gone)).Should().StartWith("No container engine can be used (tcp://127.0.0.1:").And.Contain("start Docker, or set DOCKER_HOST");
    }

    [Fact]
    public async Task Connect_EngineOfBefore2020_SaysWhichIsNeeded()
    {
        await using ScriptedEngine old = new(_ => ScriptedEngine.Version("1.40"));

        (await Refused(old.Address)).Should().Contain("speaks API 1.40, and 1.41 is the oldest that can be used; update Docker");
    }

    [Fact]
    public async Task Connect_Debian12sEngine_IsUsed()
    {
        await using ScriptedEngine debian = new(_ => ScriptedEngine.Version("1.41"));

        using ContainerEngine engine = await ContainerEngine.ConnectAsync(debian.Address, Ct);

        engine.Description.Should().Contain("API 1.41");
    }

    [Fact]
    public async Task EnsureImage_RegistryRefuses_NamesImageReasonAndOption()
    {
        await using ScriptedEngine engine = new(request => request switch
        {
            _ when request.Contains("/images/create") => (404, """{"message":"pull access denied for nobody/nothing"}"""),
            _ when request.Contains("/images/") => (404, """{"message":"No such image"}"""),
            _ => ScriptedEngine.Version("1.45"),
        });
        using ContainerEngine connected = await ContainerEngine.ConnectAsync(engine.Address, Ct);

        ServerStartException refused = (await FluentActions.Awaiting(() => connected.EnsureImageAsync("glitchtip", "nobody/nothing:1", Ct)).Should().ThrowAsync<ServerStartException>()).Which;

        refused.Message.Should().StartWith("The image nobody/nothing:1 is not on this engine and could not be pulled").And.Contain("pull access denied").And.Contain("--image glitchtip=REFERENCE").And.Contain("mirror=");
        refused.Message.Should().NotContain("\n");
    }

    private static async Task<string> Refused(Uri address) =>
        (await FluentActions.Awaiting(() => ContainerEngine.ConnectAsync(address, Ct)).Should().ThrowAsync<ServerStartException>()).Which.Message;
}
