using Docker.DotNet.Models;
using FluentAssertions;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Engine;

public sealed class LeftoversTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remove_WhatARunMade_TakesAllOfItAndNothingOfAnother()
    {
        using ContainerEngine engine = await RealEngine.ConnectAsync();
        ResolvedImages images = await RealEngine.ImagesAsync(engine);
        string mine = $"test-{Guid.NewGuid():N}", other = $"test-{Guid.NewGuid():N}";
        try
        {
            await MakeAsync(engine, mine, images.Redis.Reference);
            await MakeAsync(engine, other, images.Redis.Reference);
            (await Leftovers.ListAsync(engine, mine, Ct)).Select(line => line.Split(' ')[0]).Should().BeEquivalentTo(["container", "network", "volume"]);

            (await Leftovers.RemoveAsync(engine, mine, TimeSpan.FromSeconds(30), Ct)).Should().BeEmpty();

            (await Leftovers.ListAsync(engine, mine, Ct)).Should().BeEmpty();
            (await Leftovers.ListAsync(engine, other, Ct)).Should().HaveCount(3);
        }
        finally
        {
            await Leftovers.RemoveAsync(engine, mine, TimeSpan.FromSeconds(30), CancellationToken.None);
            await Leftovers.RemoveAsync(engine, other, TimeSpan.FromSeconds(30), CancellationToken.None);
        }
    }

    private static async Task MakeAsync(ContainerEngine engine, string run, string image)
    {
        Dictionary<string, string> labels = new() { [ContainerEngine.RunLabel] = run };
        await engine.Client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = run, Labels = labels }, Ct);
        await engine.Client.Volumes.CreateAsync(new VolumesCreateParameters { Name = run, Labels = labels }, Ct);
        CreateContainerResponse made = await engine.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = image, Labels = labels, Cmd = ["sleep", "300"], HostConfig = new HostConfig { NetworkMode = run, Binds = [$"{run}:/kept"] } }, Ct);
        await engine.StartAsync(made.ID, Ct);
    }
}
