using Verification.Fixtures.Memory;
using Verification.Readiness;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

public sealed class DockerMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_V1Host_GivesWorkingSetMarkAndLimit(bool tcp)
    {
        using DockerDaemon daemon = new(tcp);
        using DockerEngine engine = new(daemon.Says(DockerAnswers.V1, DockerAnswers.Limited).Address);
        using DockerMemorySource source = new("web", engine, "3f4e");
        source.Read().Should().Be(new MemoryReading(210 * MiB, 180 * MiB, 210 * MiB, null));
        DetailedReading reading = source.ReadDetailed();
        (reading.HighWaterBytes, reading.LimitBytes, reading.LimitHits, reading.OomKills).Should().Be((320 * MiB, 256 * MiB, 0, 1));
        daemon.Says(DockerAnswers.V1.Replace("335544320", "419430400", StringComparison.Ordinal));
        source.Read().PeakBytes.Should().Be((210 + 100) * MiB, "max_usage rose to 100 MiB above what was used at both looks");
        source.Notes.Should().ContainSingle().Which.Should().Contain("per lifetime of the container");
    }

    [Fact]
    public void Read_V2Host_HasNoMarkAndSaysSo()
    {
        using DockerDaemon daemon = new();
        using DockerEngine engine = new(daemon.Says(DockerAnswers.V2).Address);
        using DockerMemorySource source = new("web", engine, "3f4e");
        DetailedReading reading = source.ReadDetailed();
        reading.Reading.Should().Be(new MemoryReading(210 * MiB, 180 * MiB, 210 * MiB, null));
        (reading.HighWaterBytes, reading.LimitBytes, reading.LimitHits, reading.OomKills).Should().Be((null, null, null, 0));
        source.Notes.Should().ContainSingle().Which.Should().Contain("no high-water mark");
        source.Interval.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(DockerAnswers.Stopped, "container 3f4e does not run*")]
    [InlineData("""{"memory_stats":{"usage":5,"stats":{}}}""", "container 3f4e does not run*")]
    [InlineData("<html>", "the Docker daemon gave no answer to GET containers/3f4e/stats*")]
    [InlineData(null, "the Docker daemon answered 404 to GET containers/3f4e/stats*")]
    public void Read_NoFigures_IsUnreadableWithAReason(string? answer, string reason)
    {
        using DockerDaemon daemon = new();
        _ = answer is null ? daemon : daemon.Says(answer);
        using DockerEngine engine = new(daemon.Address);
        using DockerMemorySource source = new("web", engine, "3f4e");
        MemoryReading reading = source.Read();
        reading.WorkingSetBytes.Should().BeNull();
        reading.Reason.Should().Match(reason);
    }

    [Fact]
    public void Read_DaemonGone_IsUnreadable()
    {
        DockerDaemon daemon = new();
        using DockerEngine engine = new(daemon.Address);
        daemon.Dispose();
        using DockerMemorySource source = new("web", engine, "3f4e");
        source.Read().Reason.Should().StartWith("the Docker daemon gave no answer");
    }

    [Theory]
    [InlineData("ssh://user@example.test")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("docker.sock")]
    [InlineData("")]
    public void Engine_AddressOfAnotherKind_SaysWhatToGive(string address)
    {
        Func<DockerEngine> make = () => new(address);
        make.Should().Throw<InputException>().WithMessage($"\"{address}\" is not a Docker daemon*unix:///*");
    }
}
