using System.Text;
using Verification.Fixtures.Memory;

namespace Verification.Fixtures.Tests.Memory;

public sealed class KernelTextTests
{
    [Theory]
    [InlineData("VmRSS:\t  1764 kB\n", "VmRSS", 1764L * 1024)]
    [InlineData("Name:\tVmRSS: 5 kB\nVmRSS:\t9 kB\n", "VmRSS", 9L * 1024)]
    [InlineData("inactive_file 10\ntotal_inactive_file 20\n", "total_inactive_file", 20L)]
    [InlineData("total_inactive_file 20\ninactive_file 10\n", "inactive_file", 10L)]
    [InlineData("anon_thp 5\nanon 7\n", "anon", 7L)]
    [InlineData("low 0\nmax 3\noom 0\noom_kill 1\n", "oom_kill", 1L)]
    [InlineData("low 0\nmax 3\noom 2\noom_kill 1\n", "oom", 2L)]
    [InlineData("Pss:                 240 kB\nPss_Dirty: 1 kB\n", "Pss", 240L * 1024)]
    [InlineData("VmRSS: many\n", "VmRSS", null)]
    [InlineData("VmRSS", "VmRSS", null)]
    [InlineData("", "VmRSS", null)]
    public void Number_Text_FindsTheLineThatBeginsWithTheKey(string text, string key, long? expected) =>
        KernelText.Number(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(key)).Should().Be(expected);

    [Theory]
    [InlineData("9223372036854771712\n", 9223372036854771712L)]
    [InlineData("18446744073709551615\n", long.MaxValue)]
    [InlineData("0\n", 0L)]
    [InlineData("max\n", null)]
    [InlineData("", null)]
    public void First_Text_IsANumberOrNothing(string text, long? expected) => KernelText.First(Encoding.UTF8.GetBytes(text)).Should().Be(expected);
}
