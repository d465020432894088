using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.RecordedTree;

namespace Verification.Fixtures.Tests.Memory;

public sealed class CgroupLocatorTests
{
    [Theory]
    [InlineData($"/docker/{Id}")]
    [InlineData($"/system.slice/docker-{Id}.scope")]
    public void Find_V1_ByProcessAndById(string group)
    {
        using RecordedTree tree = new();
        tree.MountedV1().WithV1("").WithV1(group).With("/proc/42/cgroup", $"12:cpu,cpuacct:{group}\n4:memory:{group}\n1:name=systemd:{group}\n0::{group}\n");
        Both(tree, $"/sys/fs/cgroup/memory{group}");
    }

    [Theory]
    [InlineData($"/system.slice/docker-{Id}.scope")]
    [InlineData($"/docker/{Id}")]
    [InlineData($"/machine.slice/libpod-{Id}.scope")]
    [InlineData($"/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{Id}.scope")]
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1234_5678.slice/cri-containerd-{Id}.scope")]
    public void Find_V2_ByProcessAndById(string group)
    {
        using RecordedTree tree = new();
        tree.MountedV2().WithV2(group).WithV2(group + "/init.scope").WithV2($"/machine.slice/libpod-conmon-{Id}.scope").With("/proc/42/cgroup", $"0::{group}\n");
        Both(tree, $"/sys/fs/cgroup{group}");
    }

    [Fact]
    public void OfProcess_InsideAContainerOfV1_IsTheMountItself()
    {
        using RecordedTree tree = new();
        tree.MountedV1($"/docker/{Id}").WithV1("").With("/proc/42/cgroup", $"4:memory:/docker/{Id}\n");
        new CgroupLocator(tree.Search).OfProcess(42).Folder.Should().Be(tree.At("/sys/fs/cgroup/memory"));
    }

    [Fact]
    public void OfProcess_InsideAContainerOfV2_IsTheMountItself()
    {
        using RecordedTree tree = new();
        tree.MountedV2().WithV2("").With("/proc/42/cgroup", "0::/\n");
        new CgroupLocator(tree.Search).OfProcess(42).Folder.Should().Be(tree.At("/sys/fs/cgroup"));
    }

    [Theory]
    [InlineData("0::/../elsewhere\n", "no mounted memory control group holds process 42 (/../elsewhere)*")]
    [InlineData("0::/gone.scope\n", "no mounted memory control group holds process 42 (/gone.scope)*")]
    [InlineData("", "no mounted memory control group holds process 42 (it is in none)*")]
    public void OfProcess_OutOfReach_SaysWhy(string cgroup, string reason)
    {
        using RecordedTree tree = new();
        tree.MountedV2().With("/proc/42/cgroup", cgroup);
        CgroupPlace place = new CgroupLocator(tree.Search).OfProcess(42);
        place.Folder.Should().BeNull();
        place.Reason.Should().Match(reason);
    }

    [Fact]
    public void OfProcess_NoSuchProcess_SaysSo()
    {
        using RecordedTree tree = new();
        new CgroupLocator(tree.Search).OfProcess(42).Reason.Should().Contain("has ended");
    }

    [Theory]
    [InlineData("web", "*is not a container id*")]
    [InlineData("3f4e5a6b7c8", "*is not a container id*")]
    [InlineData("../../../../etc", "*is not a container id*")]
    [InlineData("ffffffffffff", "no control group is named for container ffffffffffff*")]
    public void OfContainer_Unknown_SaysWhy(string id, string reason)
    {
        using RecordedTree tree = new();
        tree.MountedV2().WithV2($"/docker/{Id}");
        CgroupPlace place = new CgroupLocator(tree.Search).OfContainer(id);
        place.Folder.Should().BeNull();
        place.Reason.Should().Match(reason);
    }

    private static void Both(RecordedTree tree, string expected)
    {
        CgroupLocator locator = new(tree.Search);
        locator.OfProcess(42).Folder.Should().Be(tree.At(expected));
        locator.OfContainer(Id).Folder.Should().Be(tree.At(expected));
        locator.OfContainer(Id[..12]).Folder.Should().Be(tree.At(expected));
    }
}
