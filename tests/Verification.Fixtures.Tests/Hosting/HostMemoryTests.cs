using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Hosting;

public sealed class HostMemoryTests : IDisposable
{
    // As Linux 6.1 writes it, reduced: units mostly, none for pages, names with brackets.
    private const string Whole = """
        MemTotal:        4000000 kB
        MemFree:          120000 kB
        MemAvailable:    1000000 kB
        Buffers:           80000 kB
        Active(anon):     900000 kB
        SwapTotal:             0 kB
        HugePages_Total:       0
        Hugepagesize:       2048 kB
        """;

    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string, string, double?> Texts => new()
    {
        { "as the kernel writes it", Whole, 0.75 },
        { "all is available", "MemTotal: 100 kB\nMemAvailable: 100 kB\n", 0 },
        { "nothing is", "MemTotal: 100 kB\nMemAvailable: 0 kB\n", 1 },
        { "just at the limit of a trigger", "MemTotal: 2000 kB\nMemAvailable: 300 kB\n", 0.85 },
        { "in another order, with blank and broken-off lines", "\nMemAvailable: 30 kB\n\nSwapFree:\nodd\nMemTotal: 40 kB", 0.25 },
        { "with carriage returns", "MemTotal: 100 kB\r\nMemAvailable: 60 kB\r\n", 0.4 },
        { "more than an int of kilobytes", "MemTotal: 8000000000 kB\nMemAvailable: 2000000000 kB", 0.75 },
        { "a kernel before 3.14 knows of nothing available", "MemTotal: 100 kB\nMemFree: 20 kB\n", null },
        { "no total", "MemAvailable: 100 kB\n", null },
        { "a total of nothing", "MemTotal: 0 kB\nMemAvailable: 0 kB\n", null },
        { "a total without a figure", "MemTotal:\nMemAvailable: 10 kB\n", null },
        { "empty", "", null },
    };

    /// <summary>Lines that no kernel writes: nothing is known then, and nothing breaks.</summary>
    public static TheoryData<string, string> OddLines => new()
    {
        { "tabs", "MemTotal:\t100 kB\nMemAvailable:\t60 kB\n" },
        { "a word for a figure", "MemTotal: odd kB\nMemAvailable: 60 kB\n" },
        { "a word for what is available", "MemTotal: 100 kB\nMemAvailable: much\n" },
        { "a negative total", "MemTotal: -100 kB\nMemAvailable: 60 kB\n" },
        { "a negative figure", "MemTotal: 100 kB\nMemAvailable: -60 kB\n" },
        { "fractions", "MemTotal: 100.5 kB\nMemAvailable: 60.5 kB\n" },
        { "thousands", "MemTotal: 100,000 kB\nMemAvailable: 60,000 kB\n" },
        { "hexadecimal", "MemTotal: 0x64 kB\nMemAvailable: 0x3c kB\n" },
        { "a name within a name", "XMemTotal: 100 kB\nMemAvailableX: 60 kB\n" },
        { "separators alone", ":\n: :\n   \n" },
        { "no line end, no letter", "\0\0\0\0" },
    };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Texts))]
    public void UsedShare_Text_IsWhatIsNotAvailable(string what, string text, double? expected)
    {
        File.WriteAllText(_file, text);
        var used = HostMemory.UsedShare(_file);
        used.HasValue.Should().Be(expected.HasValue, what);
        (used ?? 0).Should().BeApproximately(expected ?? 0, 1e-9, what);
    }

    [Theory]
    [MemberData(nameof(OddLines))]
    public void UsedShare_OddLines_IsUnknownWithoutAnException(string what, string text)
    {
        File.WriteAllText(_file, text);
        HostMemory.UsedShare(_file).Should().BeNull(what);
    }

    [Fact]
    public void UsedShare_NoFile_IsUnknown() => HostMemory.UsedShare($"{_file}.none").Should().BeNull();

    [Fact]
    public void UsedShare_ThisMachine_IsAShareWhereTheKernelTells()
    {
        var used = HostMemory.UsedShare();
        used.HasValue.Should().Be(File.Exists("/proc/meminfo"));
        (used ?? 0.5).Should().BeInRange(0, 1);
    }
}
