using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>Control groups as recorded: this machine's kernel has only one of the versions.</summary>
public sealed class CgroupMemoryTests
{
    private const string Group = "/system.slice/web.scope";

    public static TheoryData<string> Versions => ["v1", "v2"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Read_RecordedGroup_WorkingSetIsUsageWithoutInactiveCache(string version)
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = Source(tree, version, $"{256 * MiB}");
        source.Read().Should().Be(new MemoryReading(210 * MiB, 180 * MiB, 210 * MiB, null));
        DetailedReading reading = source.ReadDetailed();
        reading.HighWaterBytes.Should().Be(320 * MiB);
        reading.LimitBytes.Should().Be(256 * MiB);
        reading.LimitHits.Should().Be(4);
        reading.OomKills.Should().Be(1);
        reading.PssBytes.Should().BeNull();
        reading.PssReason.Should().NotBeNull();
        source.Basis.Should().Contain(version);
        source.Notes.Should().ContainSingle().Which.Should().Contain("per lifetime of the group");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Read_HighWaterMarkMoved_IsAPeakBetweenTheLooks(string version)
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = Source(tree, version);
        source.Read();
        tree.With(File(version, "memory.max_usage_in_bytes", "memory.peak"), $"{400 * MiB}\n").With(File(version, "memory.usage_in_bytes", "memory.current"), $"{310 * MiB}\n");
        MemoryReading reading = source.Read();
        reading.WorkingSetBytes.Should().Be(220 * MiB);
        reading.PeakBytes.Should().Be((220 + 90) * MiB, "usage was 90 MiB above both looks");
        source.Read().PeakBytes.Should().Be(220 * MiB);
    }

    [Theory]
    [InlineData("v1", "9223372036854771712")]
    [InlineData("v2", "max")]
    public void ReadDetailed_NoLimitOfItsOwn_TakesTheNearestAbove(string version, string none)
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = Source(tree, version, none);
        source.ReadDetailed().LimitBytes.Should().BeNull();
        _ = version == "v1" ? tree.WithV1("/system.slice", $"{900 * MiB}") : tree.WithV2("/system.slice", $"{900 * MiB}");
        source.ReadDetailed().LimitBytes.Should().Be(900 * MiB);
    }

    [Fact]
    public void Read_KernelWithoutPeak_HasNoHighWaterMarkAndSaysSo()
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = new("web", tree.WithV2(Group, peak: false).At($"/sys/fs/cgroup{Group}"));
        DetailedReading reading = source.ReadDetailed();
        reading.HighWaterBytes.Should().BeNull();
        reading.Reading.PeakBytes.Should().Be(reading.Reading.WorkingSetBytes);
        source.Notes.Should().ContainSingle().Which.Should().Contain("keeps no high-water mark");
    }

    [Theory]
    [InlineData("v1", "memory.stat", "memory.stat has no total_inactive_file")]
    [InlineData("v2", "memory.stat", "memory.stat has no inactive_file")]
    [InlineData("v1", "memory.usage_in_bytes", "memory.usage_in_bytes is empty")]
    [InlineData("v2", "memory.current", "memory.current is empty")]
    public void Read_DamagedFile_IsUnreadableWithAReason(string version, string file, string reason)
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = Source(tree, version);
        tree.With(File(version, file, file), file == "memory.stat" ? "cache 5\n" : "");
        MemoryReading reading = source.Read();
        reading.WorkingSetBytes.Should().BeNull();
        reading.Reason.Should().StartWith("the control group cannot be read: ").And.EndWith(reason);
    }

    [Fact]
    public void Read_GroupGoneAndBack_IsUnreadableMeanwhile()
    {
        using RecordedTree tree = new();
        using CgroupMemorySource source = new("web", tree.At($"/sys/fs/cgroup{Group}"), mayReset: false);
        source.Read().Reason.Should().Contain("memory.current");
        tree.WithV2(Group);
        source.Read().WorkingSetBytes.Should().Be(210 * MiB);
    }

    private static CgroupMemorySource Source(RecordedTree tree, string version, string limit = "1073741824") => version == "v1"
        ? new("web", tree.WithV1(Group, limit).At($"/sys/fs/cgroup/memory{Group}"), mayReset: false)
        : new("web", tree.WithV2(Group, limit).At($"/sys/fs/cgroup{Group}"), mayReset: false);

    private static string File(string version, string v1, string v2) => version == "v1" ? $"/sys/fs/cgroup/memory{Group}/{v1}" : $"/sys/fs/cgroup{Group}/{v2}";
}
