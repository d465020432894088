using Docker.DotNet.Models;
using FluentAssertions;
using Verification.Fixtures.Memory;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Parts;

/// <summary>A container that takes a known amount: memory of its own, page cache, and a spike too short for a look every second.</summary>
public sealed class MemoryTests
{
    private const double MiB = 1024 * 1024;

    // vec grows a string to this length and writes zeros to all of it, once; the file is read through, so that it is page cache and nothing else.
    private const string Program = """
        $| = 1; my $own = ""; my $line; print "ready\n";
        while ($line = <STDIN>) {
          if ($line =~ /own/) { vec($own, (100 << 20) - 1, 8) = 1; print "own\n" }
          elsif ($line =~ /cache/) { system("dd if=/dev/zero of=/tmp/cached bs=1M count=100 2>/dev/null && sync && cat /tmp/cached >/dev/null"); print "cache\n" }
          elsif ($line =~ /spike/) { my $pid = fork; if (!$pid) { my $more = ""; vec($more, (64 << 20) - 1, 8) = 1; select(undef, undef, undef, 0.3); exit 0 } waitpid $pid, 0; print "spike\n" }
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_OfAKnownPattern_IsReadWithinTwoPercent()
    {
        await using TestHost test = await TestHost.OpenAsync();
        Assert.SkipUnless(test.Engine.IsLocal, "The engine's control groups are another machine's.");
        CreateContainerResponse made = await test.Engine.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Image = test.Images.Postgres.Reference, Entrypoint = ["perl", "-e", Program], OpenStdin = true, AttachStdin = true, AttachStdout = true,
                Labels = new Dictionary<string, string> { [ContainerEngine.RunLabel] = test.RunId },
            }, Ct);
        using Docker.DotNet.MultiplexedStream talk = await test.Engine.Client.Containers.AttachContainerAsync(made.ID, new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true }, Ct);
        try
        {
            await test.Engine.StartAsync(made.ID, Ct);
        }
        catch (Docker.DotNet.DockerApiException error) when (error.ResponseBody?.Contains("perl", StringComparison.Ordinal) == true)
        {
            Assert.Skip($"{test.Images.Postgres.Reference} has no perl (Alpine's has none); name one on Debian in VERIFICATION_IMAGES.");
        }

        string? folder = new CgroupLocator().OfContainer(made.ID).Folder;
        folder.Should().NotBeNull();
        using CgroupMemorySource source = new("pattern", folder!);
        // Its own word: a second perl has next to nothing in its group, because its program's pages are in that of the first.
        await HearAsync(talk, "ready");
        source.ReadDetailed();
        MemoryReading before = source.Read();
        await TellAsync(talk, "own");
        MemoryReading own = source.Read();
        await TellAsync(talk, "cache");
        MemoryReading cached = source.Read();
        source.ReadDetailed();
        await TellAsync(talk, "spike");
        MemoryReading spiked = source.Read();

        ((own.AnonBytes - before.AnonBytes) / MiB).Should().BeInRange(98, 102, "100 MiB of its own");
        ((cached.AnonBytes - own.AnonBytes) / MiB).Should().BeInRange(-2, 2, "page cache is no memory of its own");
        ((cached.WorkingSetBytes - own.WorkingSetBytes) / MiB).Should().BeLessThan(10, "what the kernel can drop is not in the working set");
        ((spiked.PeakBytes - cached.WorkingSetBytes) / MiB).Should().BeInRange(62.7, 68, "64 MiB and the child's own few, for 300 ms between two looks");
        ((spiked.WorkingSetBytes - cached.WorkingSetBytes) / MiB).Should().BeLessThan(5, "the spike is over");
    }

    private static async Task TellAsync(Docker.DotNet.MultiplexedStream talk, string word)
    {
        byte[] line = System.Text.Encoding.ASCII.GetBytes(word + "\n");
        await talk.WriteAsync(line, 0, line.Length, Ct);
        await HearAsync(talk, word);
    }

    private static async Task HearAsync(Docker.DotNet.MultiplexedStream talk, string word)
    {
        byte[] answer = new byte[64];
        Docker.DotNet.MultiplexedStream.ReadResult read = await talk.ReadOutputAsync(answer, 0, answer.Length, Ct);
        System.Text.Encoding.ASCII.GetString(answer, 0, read.Count).Should().Be(word + "\n");
    }
}
