using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>A group of our own on the kernel that is here, where it lets us make one.</summary>
public sealed class CgroupLiveTests(ITestOutputHelper output)
{
    [Fact]
    public void Read_OwnGroup_AgreesWithItsProcessAndSeesASpike()
    {
        using PerlProgram program = new();
        using OwnGroup group = OwnGroup.Create(program.Pid);
        using CgroupMemorySource source = new("web", group.Folder);
        source.ReadDetailed();
        MemoryReading before = source.Read();
        program.Tell("keep", 64 * MiB);
        MemoryReading after = source.Read();
        (after.AnonBytes - before.AnonBytes).Should().BeInRange(62 * MiB, 68 * MiB);
        (after.WorkingSetBytes - before.WorkingSetBytes).Should().BeInRange(60 * MiB, 70 * MiB);

        program.Tell("spike", 200 * MiB);
        MemoryReading spiked = source.Read();
        output.WriteLine($"{source.Basis}: kept {after.WorkingSetBytes / MiB} MiB, peak {spiked.PeakBytes / MiB} MiB, notes: {string.Join("; ", source.Notes)}");
        spiked.PeakBytes.Should().BeInRange(260 * MiB, 290 * MiB);
        program.Tell("free");
        DetailedReading marked = source.ReadDetailed();
        marked.HighWaterBytes.Should().BeGreaterThan(260 * MiB);
        marked.HighWaterScope.Should().Be(HighWaterScope.Phase);
        program.Tell("spike", 100 * MiB);
        source.Read().PeakBytes.Should().BeInRange(100 * MiB, 130 * MiB, "the mark was set back");
        new CgroupLocator().OfProcess(program.Pid).Folder.Should().Be(group.Folder);
        program.End();
        group.Dispose();
        source.Read().Reason.Should().StartWith("the control group cannot be read");
    }

    /// <summary>Below the group that the test itself runs in, so that it stays within the limits that hold here.</summary>
    private sealed class OwnGroup : IDisposable
    {
        private OwnGroup(string folder) => Folder = folder;

        internal string Folder { get; }

        internal static OwnGroup Create(int pid)
        {
            CgroupPlace mine = new CgroupLocator().OfProcess(Environment.ProcessId);
            string folder = Path.Combine(mine.Folder ?? "/", $"fixtures-{Guid.NewGuid():N}");
            try
            {
                Assert.SkipWhen(mine.Folder is null, mine.Reason);
                Directory.CreateDirectory(folder);
                Assert.SkipUnless(File.Exists(Path.Combine(folder, "memory.stat")), "the memory controller is not handed down to groups of ours here");
                File.WriteAllText(Path.Combine(folder, "cgroup.procs"), $"{pid}\n");
                return new OwnGroup(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                new OwnGroup(folder).Dispose();
                Assert.Skip($"no control group can be made here: {error.Message}");
                throw;
            }
        }

        public void Dispose()
        {
            if (Directory.Exists(Folder))
            {
                // A killed process leaves its group a moment after it is gone for its parent.
                Eventually.Async(() => File.ReadAllText(Path.Combine(Folder, "cgroup.procs")).Length == 0, "the group to be empty", TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
                Directory.Delete(Folder);
            }
        }
    }
}
