using FluentAssertions;
using Verification.Audit.Schedules;
using Xunit;

namespace Verification.Audit.Tests.Schedules;

/// <summary>logrotate configurations.</summary>
public sealed class LogrotateReaderTests
{
    [Fact]
    public void Read_Configuration_GivesEntriesWithDefaultsFromOutside()
    {
        LogrotateFile file = LogrotateReader.Read("logrotate.conf", """
            # ours
            weekly
            rotate 4
            compress

            /var/log/glitchtip/*.log "/var/log/other log.log"
            {
                daily
                rotate 14
                maxsize 10M
                create 0600 root root
                postrotate
                    systemctl reload x { }
                endscript
            }
            /var/log/plain.log { size 100k
              copytruncate
              nocompress }
            """);
        file.NotUnderstood.Should().BeEmpty();
        file.Entries.Should().HaveCount(2);
        file.Entries[0].Should().BeEquivalentTo(new
        {
            Patterns = new[] { "/var/log/glitchtip/*.log", "/var/log/other log.log" }, Rotate = 14, Frequency = "daily", MaximumBytes = 10L << 20, Compress = true, CreateMode = "0600", Bounded = true,
        });
        file.Entries[0].Place.Line.Should().Be(7);
        file.Entries[1].Should().BeEquivalentTo(new { Rotate = 4, Frequency = "weekly", MaximumBytes = 100L << 10, Compress = false, CopyTruncate = true });
    }

    [Theory]
    [InlineData("/var/log/g/backup.log", true)]
    [InlineData("/var/log/g/sub/backup.log", false)]
    [InlineData("/var/log/g/backup.txt", false)]
    public void Covers_Path_FollowsThePatterns(string path, bool covered) =>
        LogrotateReader.Read("l", "/var/log/g/*.log { weekly }").Entries.Single().Covers(path).Should().Be(covered);

    [Fact]
    public void Read_BlockWithoutLimit_IsNotBounded() => LogrotateReader.Read("l", "/var/log/g.log {\n missingok\n}").Entries.Single().Bounded.Should().BeFalse();

    [Theory]
    [InlineData("/var/log/a.log {\n weekly\n", "l:3: a block is not closed")]
    [InlineData("}\n", "l:1: '}' closes nothing")]
    [InlineData("include /etc/logrotate.d\n", "l:1: it includes other files, which are not read")]
    [InlineData("{\n}\n", "l:1: a block names no log file")]
    [InlineData("a\0b", "l:1: the file is too large or holds binary data")]
    public void Read_BadConfiguration_SaysWhat(string text, string problem) => LogrotateReader.Read("l", text).NotUnderstood.Should().Contain(problem);
}
