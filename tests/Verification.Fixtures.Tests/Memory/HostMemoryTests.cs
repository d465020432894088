using Verification.Fixtures.Memory;

namespace Verification.Fixtures.Tests.Memory;

public sealed class HostMemoryTests
{
    private const string Recorded = "MemTotal:        2000 kB\nMemFree:         100 kB\nMemAvailable:     500 kB\nBuffers: 1 kB\nAnonPages:       700 kB\n";

    [Theory]
    [InlineData(Recorded, 1500L * 1024, null)]
    [InlineData("MemTotal: 2000 kB\nMemFree: 100 kB\n", null, "the machine's memory cannot be read: *has no MemTotal or MemAvailable")]
    [InlineData("", null, "the machine's memory cannot be read: *is empty")]
    public void Read_Meminfo_IsTotalWithoutAvailable(string text, long? expected, string? reason)
    {
        using RecordedTree tree = new();
        using HostMemorySource source = new(tree.With("/proc/meminfo", text).At("/proc/meminfo"));
        DetailedReading reading = source.ReadDetailed();
        reading.Reading.WorkingSetBytes.Should().Be(expected);
        if (reason is not null)
        {
            reading.Reading.Reason.Should().Match(reason);
        }
        else
        {
            reading.Reading.Reason.Should().BeNull();
            reading.Reading.AnonBytes.Should().Be(700 * 1024);
            reading.LimitBytes.Should().Be(2000 * 1024);
        }
    }

    [Fact]
    public void Read_ThisMachine_HasMemory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc here");
        using HostMemorySource source = new();
        source.Read().WorkingSetBytes.Should().BePositive();
        source.InTotal.Should().BeFalse();
        source.ReadDetailed().LimitBytes.Should().BeGreaterThan(source.Read().WorkingSetBytes!.Value);
    }
}
