using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void Read_ProcessThatTookMemory_ShowsItAsAnonAndWorkingSet()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table);
        MemoryReading before = source.Read();
        program.Tell("keep", 64 * MiB);
        MemoryReading after = source.Read();
        (after.AnonBytes - before.AnonBytes).Should().BeInRange(63 * MiB, 67 * MiB);
        (after.WorkingSetBytes - before.WorkingSetBytes).Should().BeInRange(63 * MiB, 67 * MiB);
        before.WorkingSetBytes.Should().BeGreaterThan(before.AnonBytes!.Value, "its program is in memory too");
    }

    [Fact]
    public void Read_SpikeBetweenTwoLooks_IsSeenOnceAndOnlyThere()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table);
        source.ReadDetailed();
        program.Tell("spike", 200 * MiB);
        MemoryReading after = source.Read();
        after.WorkingSetBytes.Should().BeLessThan(50 * MiB, "it was given back");
        after.PeakBytes.Should().BeInRange(200 * MiB, 215 * MiB);
        MemoryReading later = source.Read();
        later.PeakBytes.Should().Be(later.WorkingSetBytes, "the kernel's mark did not move any more");
    }

    [Fact]
    public void Read_SpikeBeforeTheFirstLook_IsNotOurs()
    {
        using PerlProgram program = new();
        program.Tell("spike", 200 * MiB);
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table);
        source.Read().PeakBytes.Should().BeLessThan(50 * MiB);
    }

    [Fact]
    public void Read_LowerSpikeAfterAMark_IsSeenBecauseTheMarkWasSetBack()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table);
        program.Tell("spike", 200 * MiB);
        DetailedReading first = source.ReadDetailed();
        program.Tell("spike", 60 * MiB);
        DetailedReading second = source.ReadDetailed();

        (first.HighWaterScope, second.HighWaterScope).Should().Be((HighWaterScope.Lifetime, HighWaterScope.Phase));
        first.HighWaterBytes.Should().BeGreaterThan(200 * MiB);
        second.HighWaterBytes.Should().BeInRange(60 * MiB, 80 * MiB);
        second.Reading.PeakBytes.Should().BeInRange(60 * MiB, 80 * MiB);
        source.Notes.Should().BeEmpty();
    }

    [Fact]
    public void Read_LowerSpikeWhereMarksMayNotBeSetBack_IsMissedAndSaysSo()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table, mayReset: false);
        program.Tell("spike", 200 * MiB);
        source.ReadDetailed();
        program.Tell("spike", 60 * MiB);
        source.ReadDetailed().Reading.PeakBytes.Should().BeLessThan(50 * MiB);
        source.Notes.Should().ContainSingle().Which.Should().StartWith("VmHWM is per lifetime");
        program.Tell("spike", 300 * MiB);
        source.Read().PeakBytes.Should().BeGreaterThan(300 * MiB, "the highest so far is always seen");
    }

    [Fact]
    public void Read_ProcessThatEnds_IsUnreadableWithAReasonNotZero()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("worker", program.Pid, table);
        source.Read().Reason.Should().BeNull();
        program.End();
        MemoryReading after = source.Read();
        after.Should().Be(MemoryReading.Unreadable($"process {program.Pid} has ended"));
        DetailedReading detailed = source.ReadDetailed();
        detailed.PssBytes.Should().BeNull();
        detailed.PssReason.Should().Be(after.Reason);
        detailed.HighWaterBytes.Should().BeNull();
    }

    [Fact]
    public void Read_PartThatIsRestarted_FollowsTheNewProcess()
    {
        using PerlProgram first = new();
        using PerlProgram second = new();
        second.Tell("keep", 100 * MiB);
        int? root = null;
        using ProcessTable table = new();
        using ProcessMemorySource source = new("worker", () => root, table);
        source.Read().Reason.Should().Be("it has no process");
        root = first.Pid;
        source.Read().WorkingSetBytes.Should().BeLessThan(50 * MiB);
        root = second.Pid;
        source.Read().WorkingSetBytes.Should().BeInRange(100 * MiB, 130 * MiB);
    }

    [Fact]
    public void Read_NoSuchProcess_IsUnreadable()
    {
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", int.MaxValue, table);
        source.Read().Reason.Should().Be($"process {int.MaxValue} has ended");
    }
}
