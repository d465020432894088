using System.Text;
using Verification.Fixtures.Memory;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

public sealed class ProcessFiguresTests
{
    private const string Running = """
        Name:	postgres
        Umask:	0077
        State:	S (sleeping)
        VmPeak:	  220100 kB
        VmSize:	  220000 kB
        VmHWM:	   29464 kB
        VmRSS:	   29000 kB
        RssAnon:	    2336 kB
        RssFile:	   16328 kB
        RssShmem:	   10336 kB
        Threads:	1

        """;

    [Fact]
    public void Parse_RunningProcess_GivesBytes() => ProcessFigures.Parse(Encoding.ASCII.GetBytes(Running)).Should()
        .Be(new ProcessFigures(220000 * 1024, 29464 * 1024, 29000 * 1024, 2336 * 1024, 16328 * 1024, 10336 * 1024));

    [Theory]
    [InlineData("Name:\tdefunct\nState:\tZ (zombie)\nThreads:\t1\n")]
    [InlineData("")]
    public void Parse_NoMemoryOfItsOwn_IsNull(string text) => ProcessFigures.Parse(Encoding.ASCII.GetBytes(text)).Should().BeNull();

    [Theory]
    [InlineData(300, 200, true)]
    [InlineData(290, 190, true)]
    [InlineData(300, 150, false)]
    [InlineData(200, 200, false)]
    [InlineData(20, 1, false)]
    public void Resembles_ChildOfAParent_OnlyBetweenVforkAndExec(long size, long anon, bool expected)
    {
        ProcessFigures parent = new(300 * MiB, 210 * MiB, 205 * MiB, 200 * MiB, 5 * MiB, 0);
        new ProcessFigures(size * MiB, 210 * MiB, 205 * MiB, anon * MiB, 5 * MiB, 0).Resembles(parent).Should().Be(expected);
    }
}
