using FluentAssertions;
using Verification.Acceptance.Cutover;
using Xunit;

namespace Verification.Acceptance.Tests.Cutover;

public sealed class TriggerWatchTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, null)]
    [InlineData(0.849, null)]
    [InlineData(0.85, null)]
    [InlineData(0.8501, "85 % of the host's memory are in use")]
    [InlineData(0.93, "93 % of the host's memory are in use")]
    [InlineData(1.0, "100 % of the host's memory are in use")]
    public void Memory_Share_FiresAboveTheLimitOnly(double? used, string? fired) => TriggerWatch.Memory(used).Should().Be(fired);

    [Theory]
    [InlineData("web 12, worker 13", "web 12, worker 13", null)]
    [InlineData("web 12, worker 13", "web 12, worker 14", "the new endpoint was restarted: web 12, worker 13 before, web 12, worker 14 now")]
    [InlineData(null, "web 12", null)]
    [InlineData("web 12", null, null)]
    [InlineData(null, null, null)]
    public void Restarted_Instance_FiresWhenBothAreKnownAndDiffer(string? before, string? now, string? fired) => TriggerWatch.Restarted(before, now).Should().Be(fired);
}
